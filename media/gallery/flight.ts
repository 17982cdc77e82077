/** A scroll over more than this part of a screen, from one frame to the next, only flies past. */
const fastScroll = 0.5;
const landingMs = 100;

/** Tells looking from flying past: what flies past needs no pictures, they would only delay those that are looked at. */
export class Flight {
  readonly #onLanding: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onLanding: () => void) {
    this.#onLanding = onLanding;
  }

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  /** @param distance since the last frame, in pixels */
  scrolled(distance: number, height: number): void {
    if (Math.abs(distance) <= height * fastScroll) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#onLanding();
    }, landingMs);
  }
}
