import { element, iconButton } from './dom.ts';
import type { Translate } from './texts.ts';
import * as geometry from './zoomViewGeometry.ts';
import { listenToInput } from './zoomViewInput.ts';

export interface Picture {
  readonly address: string;
  readonly name: string;
  /** Pixels, when they are known before the picture is loaded. */
  readonly size?: geometry.Extent | undefined;
  /** Stands in until then. */
  readonly color?: string | undefined;
}

const middle: geometry.Point = { x: 0, y: 0 };
/** From this scale on, single pixels are looked at. */
const pixelScale = 3;
/** CSS pixels of two squares of the board behind a transparent picture. */
const boardPx = 16;

/** One picture to look at closely: fitted at first, moved and scaled by transform alone. */
export class ZoomView {
  readonly element: HTMLElement;
  readonly #onFailure: (address: string) => void;
  readonly #stage: HTMLElement;
  readonly #percent = element('span', { class: 'zoom-percent' });
  #image = element('img');
  #address: string | undefined;
  #stageSize: geometry.Extent = { width: 0, height: 0 };
  /** Absent until the picture's size is known. */
  #size: geometry.Extent | undefined;
  #view: geometry.View = { scale: 1, ...middle };
  #isFitted = true;
  #frame: number | undefined;

  /** @param onFailure the browser could not draw the picture after all */
  constructor(translate: Translate, onFailure: (address: string) => void) {
    this.#onFailure = onFailure;
    const label = translate('Picture: zoom with + and −, fit with 0, actual size with 1, pan with the arrow keys');
    const attributes = { tabindex: 0, role: 'group', 'aria-label': label };
    this.#stage = element('div', { class: 'zoom-stage', attributes });
    this.element = element('div', { class: 'zoom' }, [this.#stage, this.#bar(translate)]);
    this.#listen();
  }

  /** The same picture again keeps its zoom. */
  show({ address, name, size, color }: Picture): void {
    if (this.#address === address) return;
    this.clear();
    this.#address = address;
    this.#stage.append(this.#load(address, name));
    if (color !== undefined) this.#image.style.backgroundColor = color;
    this.#isFitted = true;
    this.#measure(size);
  }

  /** Lets go of the picture, and of its memory. */
  clear(): void {
    this.#address = undefined;
    this.#image.remove();
  }

  /** A new element each time: an old one would go on showing the picture before. */
  #load(address: string, name: string): HTMLImageElement {
    const image = element('img', { class: 'zoom-picture', attributes: { alt: name, draggable: 'false' } });
    image.addEventListener('load', () => {
      image.classList.add('is-loaded');
      image.style.backgroundColor = '';
      if (this.#image === image) this.#measure({ width: image.naturalWidth, height: image.naturalHeight });
    });
    image.addEventListener('error', () => {
      if (this.#image === image && this.#address === address) this.#onFailure(address);
    });
    image.src = address;
    this.#image = image;
    return image;
  }

  #listen(): void {
    listenToInput(this.#stage, {
      zoomBy: (factor, point) => {
        this.#zoomTo(this.#view.scale * factor, point);
      },
      zoomStep: (direction) => {
        this.#step(direction);
      },
      fit: () => {
        this.#fit();
      },
      actualSize: () => {
        this.#zoomTo(1, middle);
      },
      toggle: (point) => {
        if (this.#isFitted) this.#zoomTo(1, point);
        else this.#fit();
      },
      panBy: (offset) => this.#panBy(offset),
    });
    new ResizeObserver(([entry]) => {
      if (entry) this.#stageSize = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.#measure(this.#size);
    }).observe(this.#stage);
  }

  #bar(translate: Translate): HTMLElement {
    return element('div', { class: 'zoom-bar' }, [
      iconButton('zoom-out', translate('Zoom out'), () => {
        this.#step(-1);
      }),
      this.#percent,
      iconButton('zoom-in', translate('Zoom in'), () => {
        this.#step(1);
      }),
      iconButton('screen-full', translate('Fit'), () => {
        this.#fit();
      }),
    ]);
  }

  #measure(size: geometry.Extent | undefined): void {
    this.#size = size;
    if (size) {
      this.#image.style.width = `${size.width}px`;
      this.#image.style.height = `${size.height}px`;
    }
    if (this.#isFitted) this.#fit();
    else this.#panBy(middle);
  }

  #fit(): void {
    if (this.#size) this.#view = { scale: geometry.fitScale(this.#size, this.#stageSize), ...middle };
    this.#isFitted = true;
    this.#draw();
  }

  #step(direction: 1 | -1): void {
    this.#zoomTo(geometry.stepFrom(this.#view.scale, direction), middle);
  }

  #zoomTo(scale: number, point: geometry.Point): void {
    if (!this.#size) return;
    const allowed = geometry.scaleWithin(scale, geometry.fitScale(this.#size, this.#stageSize));
    this.#view = geometry.panWithin(geometry.zoomAround(this.#view, allowed, point), this.#size, this.#stageSize);
    this.#isFitted = false;
    this.#draw();
  }

  #panBy({ x, y }: geometry.Point): boolean {
    if (!this.#size || !geometry.isLarger(this.#view.scale, this.#size, this.#stageSize)) return false;
    const moved = { ...this.#view, x: this.#view.x + x, y: this.#view.y + y };
    this.#view = geometry.panWithin(moved, this.#size, this.#stageSize);
    this.#draw();
    return true;
  }

  /** However many events a frame brings, it is drawn once. */
  #draw(): void {
    if (this.#frame !== undefined) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      const { x, y, scale } = this.#view;
      const { style, classList } = this.#image;
      style.transform = `translate(-50%, -50%) translate(${x}px, ${y}px) scale(${scale})`;
      style.backgroundSize = `${boardPx / scale}px ${boardPx / scale}px`;
      classList.toggle('is-magnified', scale >= pixelScale);
      const canPan = this.#size !== undefined && geometry.isLarger(scale, this.#size, this.#stageSize);
      this.#stage.classList.toggle('can-pan', canPan);
      this.#percent.textContent = this.#size ? `${Math.round(scale * 100)}%` : '';
    });
  }
}
