import { ComparePicture, type ComparedImage } from './comparePicture.ts';
import { element, icon } from './dom.ts';
import type { Translate } from './texts.ts';

export type CompareMode = 'sideBySide' | 'slider';

/** Two pictures in boxes of one size: beside each other, or one over the other with a divider between them. */
export class ComparePictures {
  readonly element: HTMLElement;
  readonly #translate: Translate;
  readonly #earlier: ComparePicture;
  readonly #now: ComparePicture;
  readonly #slider: HTMLInputElement;
  readonly #divider: HTMLElement;

  constructor(translate: Translate) {
    this.#translate = translate;
    const reason = translate('Cannot be previewed');
    this.#earlier = new ComparePicture('earlier', translate('Earlier'), reason);
    this.#now = new ComparePicture('now', translate('Now'), reason);
    this.#slider = this.#newSlider();
    this.#divider = element('div', { class: 'compare-divider' }, [
      element('span', { class: 'compare-handle' }, [icon('arrow-both')]),
    ]);
    const sides = [this.#earlier, this.#now].map((side) => side.element);
    const options = { class: 'compare-pictures', attributes: { tabindex: 0 } };
    this.element = element('div', options, [...sides, this.#slider, this.#divider]);
    this.#divide();
  }

  /** @param earlier undefined when there is nothing to compare with: then the present image stands alone */
  show(now: ComparedImage, earlier: ComparedImage | undefined): void {
    this.#now.show(now);
    if (earlier) this.#earlier.show(earlier);
    else this.#earlier.clear();
    this.#earlier.element.hidden = earlier === undefined;
    this.element.classList.toggle('is-alone', earlier === undefined);
  }

  arrange(mode: CompareMode): void {
    const isSlider = mode === 'slider';
    this.element.classList.toggle('is-slider', isSlider);
    for (const node of [this.#slider, this.#divider]) node.hidden = !isSlider;
  }

  clear(): void {
    this.#now.clear();
    this.#earlier.clear();
    this.#slider.value = '50';
    this.#divide();
  }

  #newSlider(): HTMLInputElement {
    const label = this.#translate('Divider between the earlier version and the present image');
    const attributes = { type: 'range', min: 0, max: 100, value: 50, dir: 'ltr', 'aria-label': label, title: label };
    const input = () => {
      this.#divide();
    };
    return element('input', { class: 'compare-slider', attributes, on: { input } });
  }

  #divide(): void {
    const percent = Number(this.#slider.value);
    this.#slider.setAttribute('aria-valuetext', this.#translate('Earlier: {0}%', percent));
    this.element.style.setProperty('--divided', String(percent / 100));
  }
}
