import type { GalleryImage, ImageDetails } from '../../src/gallery/protocol.ts';
import { DetailsActions } from './detailsActions.ts';
import { LinkSection, type DetailsLink } from './detailsLinks.ts';
import { measuresOf } from './detailsMeasures.ts';
import { DetailsPicture } from './detailsPicture.ts';
import { DetailsQuestion } from './detailsQuestion.ts';
import { TextSection } from './detailsText.ts';
import { element, iconButton } from './dom.ts';
import { nameOf } from './entry.ts';
import type { Host } from './host.ts';
import { menuContext } from './menuContext.ts';
import type { Translate } from './texts.ts';

interface DetailsParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly addressOf: (image: GalleryImage) => string;
  readonly thumbnailOf: (hash: string) => string;
  readonly imageOf: (id: string) => GalleryImage | undefined;
  readonly onClose: () => void;
  readonly onSelect: (id: string) => void;
}

/** One image with everything that is known of it: first what the page knows, then what the extension answers. */
export class Details {
  readonly element: HTMLElement;
  readonly #parts: DetailsParts;
  readonly #name = element('bdi');
  readonly #path = element('p', { class: 'details-path' });
  readonly #measures = element('p', { class: 'details-measures' });
  readonly #picture: DetailsPicture;
  readonly #prompt: TextSection;
  readonly #revised: TextSection;
  readonly #facts = element('dl', { class: 'details-facts' });
  readonly #uses: LinkSection;
  readonly #unused: HTMLElement;
  readonly #parents: LinkSection;
  readonly #children: LinkSection;
  readonly #actions: DetailsActions;
  readonly #question: DetailsQuestion;
  readonly #body: HTMLElement;
  #image: GalleryImage | undefined;
  #details: ImageDetails | undefined;

  constructor(parts: DetailsParts) {
    this.#parts = parts;
    const { host, translate, addressOf, onSelect } = parts;
    this.#question = new DetailsQuestion(host);
    this.#picture = new DetailsPicture(translate, addressOf);
    this.#prompt = this.#textSection(translate('Prompt'), translate('Copy prompt'));
    this.#revised = this.#textSection(translate('Revised prompt'), translate('Copy revised prompt'));
    this.#uses = new LinkSection(translate('Used in'), (index) => {
      if (this.#image) host.post({ type: 'openUse', id: this.#image.id, index });
    });
    this.#unused = element('p', { class: 'details-unused', text: translate('Not used in a document') });
    this.#parents = new LinkSection(translate('Made from'), (index) => {
      onSelect(this.#relatives.parents[index]?.id ?? '');
    });
    this.#children = new LinkSection(translate('Made into'), (index) => {
      onSelect(this.#relatives.children[index]?.id ?? '');
    });
    this.#actions = new DetailsActions(translate, (action) => {
      const id = this.#image?.id;
      if (id !== undefined) host.post({ type: 'run', action, id, ids: [id] });
    });
    this.#body = element('div', { class: 'details-body', attributes: { tabindex: 0 } }, this.#sections());
    this.element = this.#build();
  }

  show(image: GalleryImage | undefined): void {
    if (image?.id !== this.#image?.id) {
      this.#details = undefined;
      this.#body.scrollTop = 0;
    }
    this.#image = image;
    this.element.hidden = image === undefined;
    if (image) this.#render(image);
    else this.#picture.clear();
    this.#question.ask(image);
  }

  /** An answer for another image comes too late. */
  update(details: ImageDetails): void {
    if (details.id !== this.#image?.id) return;
    this.#details = details;
    this.#render(this.#image);
  }

  #render(image: GalleryImage): void {
    const { path, recipe } = image;
    const details = this.#details;
    this.element.setAttribute('aria-label', nameOf(image));
    this.#name.textContent = nameOf(image);
    this.#path.textContent = path;
    this.#measures.textContent = measuresOf(image, this.#parts.translate);
    this.#picture.element.dataset.vscodeContext = menuContext(image);
    this.#picture.show(image);
    this.#prompt.show((details ?? recipe)?.prompt);
    this.#revised.show((details ?? recipe)?.revisedPrompt);
    this.#renderFacts(details?.facts ?? []);
    this.#uses.show((details?.uses ?? []).map((label) => ({ label })));
    this.#unused.hidden = (details ? details.uses.length : image.uses) > 0;
    const { parents, children } = this.#relatives;
    this.#parents.show(parents.map((relative) => this.#link(relative)));
    this.#children.show(children.map((relative) => this.#link(relative)));
    this.#actions.show(image);
  }

  #renderFacts(facts: ImageDetails['facts']): void {
    this.#facts.hidden = facts.length === 0;
    this.#facts.replaceChildren(
      ...facts.flatMap(({ name, value }) => [
        element('dt', { text: name }),
        element('dd', { text: value, attributes: { dir: 'auto' } }),
      ]),
    );
  }

  get #relatives() {
    const { parent, children = [] } = this.#details ?? {};
    const known = (ids: readonly string[]) => ids.flatMap((id) => this.#parts.imageOf(id) ?? []);
    return { parents: known(parent === undefined ? [] : [parent]), children: known(children) };
  }

  #link(image: GalleryImage): DetailsLink {
    const { facts } = image;
    return { label: nameOf(image), thumbnail: facts?.hasThumbnail ? this.#parts.thumbnailOf(facts.hash) : '' };
  }

  #textSection(title: string, copyLabel: string): TextSection {
    return new TextSection({
      title,
      copyLabel,
      onCopy: (text) => {
        this.#parts.host.post({ type: 'copyText', text });
      },
    });
  }

  #sections(): readonly HTMLElement[] {
    const about = element('div', {}, [this.#path, this.#measures]);
    const texts = [this.#prompt, this.#revised].map((section) => section.element);
    const family = [this.#parents, this.#children].map((section) => section.element);
    return [this.#picture.element, about, ...texts, this.#facts, this.#uses.element, this.#unused, ...family];
  }

  #build(): HTMLElement {
    const close = iconButton('close', this.#parts.translate('Close details'), this.#parts.onClose);
    const head = element('div', { class: 'details-title' }, [element('h2', {}, [this.#name]), close]);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.#parts.onClose();
    };
    const aside = element('aside', { class: 'details', on: { keydown: onKey } }, [
      head,
      this.#body,
      this.#actions.element,
    ]);
    aside.hidden = true;
    return aside;
  }
}
