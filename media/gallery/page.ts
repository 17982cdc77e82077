import type { Job } from '../../src/gallery/cards.ts';
import type { PanelState, ToPanel } from '../../src/gallery/protocol.ts';
import { Announcer } from './announcer.ts';
import { copyPicture } from './clipboardPicture.ts';
import { Compare } from './compare.ts';
import { cut } from './cut.ts';
import { ImagePane } from './imagePane.ts';
import { element } from './dom.ts';
import { Form } from './form.ts';
import { Gallery } from './gallery.ts';
import type { Host } from './host.ts';
import { commandKey } from './keys.ts';
import { Memory } from './memory.ts';
import { Notice } from './notice.ts';
import { storedAddress, thumbnailAddress } from './resources.ts';
import type { Translate } from './texts.ts';
import type { Painter } from './thumbnails.ts';
import { readViewState } from './viewState.ts';

interface PageParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly state: PanelState;
  /** The address of the empty page's picture. */
  readonly picture: string;
  readonly painters: readonly Painter[];
}

/** The whole panel: the form, the gallery and the details, and what the extension says to them. */
export class Page {
  readonly element: HTMLElement;
  readonly #parts: PageParts;
  readonly #announcer = new Announcer();
  readonly #notice = new Notice();
  readonly #memory: Memory;
  readonly #form: Form;
  readonly #gallery: Gallery;
  readonly #pane: ImagePane;
  readonly #compare: Compare;
  #state: PanelState;
  /** Whose details were open before a reload: remembered apart, as an empty grid has no current image. */
  #restoring: string | undefined;
  /** What was compared before a reload. */
  #comparing: string | undefined;

  constructor(parts: PageParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#memory = new Memory(parts.host, readViewState(parts.host.state));
    const { query } = this.#memory.state;
    if (query.folder && !parts.state.roots[query.folder.root])
      this.#memory.keep({ query: { ...query, folder: undefined } });
    const { isDetailsOpen, current, comparing } = this.#memory.state;
    this.#restoring = isDetailsOpen ? current : undefined;
    this.#comparing = comparing;
    this.#form = this.#newForm();
    this.#gallery = this.#newGallery();
    this.#pane = this.#newPane();
    const title = element('h1', { class: 'visually-hidden', text: 'Paper Boat' });
    const header = element('header', {}, [title, this.#form.element]);
    const stage = element('div', { class: 'stage' }, [this.#gallery.body, this.#pane.element, this.#notice.element]);
    const covered = [header, this.#gallery.toolbar.element, stage];
    this.#compare = this.#newCompare(covered);
    const sections = [...covered, this.#compare.element, this.#announcer.element];
    this.element = element('div', { class: 'page', on: { keydown: this.#key } }, sections);
    for (const action of ['keydown', 'pointerdown']) this.element.addEventListener(action, this.#notice.clear, true);
    this.#form.update(parts.state);
  }

  receive(message: ToPanel): void {
    switch (message.type) {
      case 'state':
        this.#update(message.state);
        break;
      case 'images':
        this.#gallery.receive(message);
        this.#restoreDetails(message.isComplete);
        this.#pane.refresh();
        this.#compare.refresh();
        break;
      case 'details':
        this.#pane.update(message.details);
        this.#compare.update(message.details);
        break;
      case 'fillForm':
        this.#form.fill(message.draft);
        break;
      case 'reveal':
        this.#gallery.reveal(message.id);
        break;
      case 'showFolder':
        this.#gallery.showFolder({ root: message.root, path: message.path });
        break;
      case 'copyImage':
        void this.#copy(message.id);
        break;
      case 'compare':
        this.#compare.open(message.id);
    }
  }

  #update(state: PanelState): void {
    const before = this.#state;
    this.#state = state;
    this.#form.update(state);
    this.#gallery.update(state, this.#form.element.contains(document.activeElement));
    this.#announceFailures(before.jobs, state.jobs);
    const { query } = this.#memory.state;
    const baseIn = ({ roots }: PanelState) => query.folder && roots[query.folder.root]?.base;
    const base = baseIn(before);
    // Another folder has the number of the one that was meant.
    if (base !== undefined && base !== baseIn(state)) this.#gallery.show({ ...query, folder: undefined });
  }

  #announceFailures(before: readonly Job[], jobs: readonly Job[]): void {
    const known = new Set(before.filter(hasFailed).map(({ id }) => id));
    for (const { id, message = this.#parts.translate('No image came back.') } of jobs.filter(hasFailed))
      if (!known.has(id)) this.#announcer.say(`failure ${id}`, cut(message, 500));
  }

  #newForm(): Form {
    const { host, translate } = this.#parts;
    return new Form({
      host,
      translate,
      draft: this.#memory.state.draft,
      onDraft: (draft) => {
        this.#memory.keep({ draft });
      },
    });
  }

  #newGallery(): Gallery {
    return new Gallery({
      ...this.#parts,
      memory: this.#memory,
      announcer: this.#announcer,
      onOpen: (image, isAtOnce) => {
        this.#pane.open(image, isAtOnce);
      },
      onInsert: () => {
        this.#pane.hold();
      },
      onCurrent: (image) => {
        this.#pane.follow(image);
      },
    });
  }

  #newPane(): ImagePane {
    return new ImagePane({
      ...this.#parts,
      addressOf: this.#gallery.addressOf,
      thumbnailOf: (hash) => thumbnailAddress(this.#state.thumbnails, hash),
      imageOf: (id) => this.#gallery.image(id),
      beside: this.#gallery.parts,
      onSelect: (id) => {
        this.#gallery.reveal(id);
        const image = this.#gallery.image(id);
        if (image) this.#pane.open(image, true);
      },
      onToggle: (isDetailsOpen) => {
        this.#memory.keep({ isDetailsOpen });
      },
      onLeave: () => {
        this.#gallery.focus();
      },
    });
  }

  #newCompare(covered: readonly HTMLElement[]): Compare {
    return new Compare({
      ...this.#parts,
      announcer: this.#announcer,
      addressOf: this.#gallery.addressOf,
      versionAddressOf: (file) => storedAddress(this.#state.versionsFolder, file),
      imageOf: (id) => this.#gallery.image(id),
      covered,
      onToggle: (comparing) => {
        this.#memory.keep({ comparing });
      },
      onLeave: () => {
        this.#gallery.focus();
      },
    });
  }

  #restoreDetails(isComplete: boolean): void {
    const image = this.#gallery.image(this.#restoring ?? '');
    if (image) this.#pane.open(image, true);
    if (image || isComplete) this.#restoring = undefined;
    const compared = this.#gallery.image(this.#comparing ?? '');
    if (compared) this.#compare.open(compared.id);
    if (compared || isComplete) this.#comparing = undefined;
  }

  readonly #key = (event: KeyboardEvent): void => {
    const { target } = event;
    const key = commandKey(event);
    const isWide = event.ctrlKey || event.metaKey;
    const isTyping = target instanceof Element && target.matches('input, textarea, select');
    if (event.defaultPrevented) return;
    if (this.#compare.isOpen) {
      if (key !== 'Escape') return;
      this.#compare.close();
    } else if (key === 'Escape' && !this.#form.element.contains(document.activeElement)) {
      if (this.#pane.isOpen) this.#pane.close();
      else if (!this.#gallery.escape()) return;
    } else if ((isWide && key === 'f') || (key === '/' && !isTyping)) this.#gallery.toolbar.focusSearch();
    else return;
    event.preventDefault();
  };

  async #copy(id: string): Promise<void> {
    const { translate } = this.#parts;
    const image = this.#gallery.image(id);
    // Only a page with the focus may write to the clipboard, and the menu had it.
    this.element.ownerDocument.defaultView?.focus();
    const isCopied =
      image?.facts?.isDrawable === true &&
      (await copyPicture(this.#gallery.addressOf(image)).then(
        () => true,
        () => false,
      ));
    this.#notice.clear();
    if (isCopied) this.#announcer.say('copy', translate('Image copied'));
    else this.#notice.show(translate('The image could not be copied.'));
  }
}

function hasFailed({ status }: Job): boolean {
  return status === 'failed';
}
