import type { GalleryImage, ImageDetails, VersionSummary } from '../../src/gallery/protocol.ts';
import type { Announcer } from './announcer.ts';
import { CompareControls } from './compareControls.ts';
import type { ComparedImage } from './comparePicture.ts';
import { ComparePictures, type CompareMode } from './comparePictures.ts';
import { DetailsQuestion } from './detailsQuestion.ts';
import { measuresOf } from './detailsMeasures.ts';
import { element } from './dom.ts';
import { nameOf } from './entry.ts';
import type { Host } from './host.ts';
import type { Translate } from './texts.ts';

interface CompareParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly announcer: Announcer;
  readonly imageOf: (id: string) => GalleryImage | undefined;
  readonly addressOf: (image: GalleryImage) => string;
  /** Of a file in the folder of versions. */
  readonly versionAddressOf: (file: string) => string;
  /** All of the page that it lies over. */
  readonly covered: readonly HTMLElement[];
  readonly onToggle: (id: string | undefined) => void;
  /** It closed, and what had the focus before is gone. */
  readonly onLeave: () => void;
}

/** An image as it is now and as it was, over the whole page. */
export class Compare {
  readonly element: HTMLElement;
  readonly #parts: CompareParts;
  readonly #question: DetailsQuestion;
  readonly #controls: CompareControls;
  readonly #pictures: ComparePictures;
  readonly #title = element('h2', { attributes: { id: 'compare-title' } });
  readonly #empty: HTMLElement;
  /** The image that is asked for; it need not have come yet. */
  #id: string | undefined;
  #details: ImageDetails | undefined;
  #chosen: string | undefined;
  /** The content that the file is about to have. */
  #restoring: string | undefined;
  #focusedBefore: Element | null = null;

  constructor(parts: CompareParts) {
    this.#parts = parts;
    const { host, translate } = parts;
    this.#question = new DetailsQuestion(host);
    this.#pictures = new ComparePictures(translate);
    this.#empty = element('p', { class: 'compare-empty', text: translate('No earlier version.') });
    this.#controls = this.#newControls();
    const head = element('div', { class: 'compare-head' }, [this.#title, this.#controls.element]);
    const attributes = { role: 'dialog', 'aria-labelledby': 'compare-title', tabindex: -1 };
    const children = [head, this.#empty, this.#pictures.element];
    this.element = element('section', { class: 'compare', attributes, on: { keydown: this.#key } }, children);
    this.element.hidden = true;
    this.#arrange('sideBySide');
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Now, or when the image comes. */
  open(id: string): void {
    if (id !== this.#id) this.#forget();
    this.#id = id;
    this.#parts.onToggle(id);
    this.refresh();
  }

  /** An answer for another image comes too late. */
  update(details: ImageDetails): void {
    if (details.id !== this.#id) return;
    this.#details = details;
    if (!details.versions.some(({ hash }) => hash === this.#chosen)) this.#chosen = details.versions[0]?.hash;
    this.refresh();
  }

  /** Shows the image as it is now; one that is gone has nothing to compare. */
  refresh(): void {
    const image = this.#parts.imageOf(this.#id ?? '');
    if (!image) {
      if (this.isOpen) this.close();
      return;
    }
    if (!this.isOpen) this.#appear();
    this.#question.ask(image);
    this.#render(image);
    if (this.#restoring === undefined || image.facts?.hash !== this.#restoring) return;
    this.#restoring = undefined;
    this.#parts.announcer.say('restore', this.#parts.translate('Restored'));
  }

  close(): void {
    this.#id = undefined;
    this.#forget();
    this.#parts.onToggle(undefined);
    if (!this.isOpen) return;
    this.element.hidden = true;
    for (const node of this.#parts.covered) node.inert = false;
    const before = this.#focusedBefore;
    if (before instanceof HTMLElement && before !== document.body) before.focus();
    if (before === document.body || document.activeElement !== before) this.#parts.onLeave();
  }

  #appear(): void {
    this.#focusedBefore = document.activeElement;
    this.element.hidden = false;
    for (const node of this.#parts.covered) node.inert = true;
    this.#controls.focus();
  }

  #forget(): void {
    this.#details = undefined;
    this.#chosen = undefined;
    this.#restoring = undefined;
    this.#question.ask(undefined);
    this.#pictures.clear();
  }

  #render(image: GalleryImage): void {
    const { translate } = this.#parts;
    const versions = this.#details?.versions ?? [];
    const chosen = versions.find(({ hash }) => hash === this.#chosen);
    this.#title.textContent = translate('Compare {0}', nameOf(image));
    this.#empty.hidden = this.#details === undefined || chosen !== undefined;
    this.#controls.show(versions, chosen);
    // A file that was just written has no facts for a moment: what was seen last stays until then.
    if (image.facts) this.#pictures.show(this.#now(image), chosen && this.#earlier(chosen, image));
  }

  #now(image: GalleryImage): ComparedImage {
    const { recipe, facts } = image;
    return {
      address: facts?.isDrawable === true ? this.#parts.addressOf(image) : undefined,
      name: nameOf(image),
      facts: [...(recipe ? [recipe.model] : []), measuresOf(image, this.#parts.translate)],
      prompt: this.#details?.prompt ?? recipe?.prompt,
    };
  }

  #earlier({ file, at, model, cost, prompt }: VersionSummary, image: GalleryImage): ComparedImage {
    return {
      address: file === undefined ? undefined : this.#parts.versionAddressOf(file),
      name: nameOf(image),
      facts: [model, cost, this.#parts.translate('Replaced {0}', at)].filter((fact) => fact !== undefined),
      prompt,
    };
  }

  #newControls(): CompareControls {
    return new CompareControls({
      translate: this.#parts.translate,
      onChoose: (hash) => {
        this.#chosen = hash;
        this.refresh();
      },
      onMode: (mode) => {
        this.#arrange(mode);
      },
      onRestore: () => {
        this.#restore();
      },
      onClose: () => {
        this.close();
      },
    });
  }

  #arrange(mode: CompareMode): void {
    this.#controls.showMode(mode);
    this.#pictures.arrange(mode);
  }

  #restore(): void {
    if (this.#id === undefined || this.#chosen === undefined) return;
    this.#restoring = this.#chosen;
    this.#parts.host.post({ type: 'restore', id: this.#id, hash: this.#chosen });
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };
}
