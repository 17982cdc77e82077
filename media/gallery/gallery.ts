import type { GalleryImage, PanelState, ToPanel } from '../../src/gallery/protocol.ts';
import type { Announcer } from './announcer.ts';
import { Arrangement } from './arrangement.ts';
import { element } from './dom.ts';
import { EmptyPage, emptinessOf } from './emptyPage.ts';
import { nameOf } from './entry.ts';
import type { Host } from './host.ts';
import type { Hold } from './grid.ts';
import { ImageGrid } from './imageGrid.ts';
import { cut } from './cut.ts';
import { Marks } from './marks.ts';
import type { Memory } from './memory.ts';
import { isFiltering, unfiltered, type Folder, type Query } from './query.ts';
import { imageAddress, storedAddress, thumbnailAddress } from './resources.ts';
import type { Translate } from './texts.ts';
import type { Painter } from './thumbnails.ts';
import { Toolbar } from './toolbar.ts';

interface GalleryParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly memory: Memory;
  readonly announcer: Announcer;
  readonly state: PanelState;
  /** The address of the empty page's picture. */
  readonly picture: string;
  readonly painters: readonly Painter[];
  readonly onOpen: (image: GalleryImage, isAtOnce: boolean) => void;
  readonly onInsert: () => void;
  readonly onCurrent: (image: GalleryImage | undefined) => void;
}

/** Finding images: the toolbar, and the grid or what stands in its place. */
export class Gallery {
  readonly toolbar: Toolbar;
  readonly body: HTMLElement;
  readonly #parts: GalleryParts;
  readonly #arrangement: Arrangement;
  readonly #images: ImageGrid;
  readonly #empty: EmptyPage;
  readonly #marks = new Marks();
  #state: PanelState;
  #frame = 0;
  /** What was typed or chosen and is not shown yet. */
  #asked: Query | undefined;
  /** An image to bring into view as soon as it comes. */
  #awaited: string | undefined;
  /** Selected before a reload, until the images are there again. */
  #selected: readonly string[];

  constructor(parts: GalleryParts) {
    this.#parts = parts;
    this.#state = parts.state;
    this.#selected = parts.memory.state.selection;
    const { host, translate, memory, picture } = parts;
    this.#arrangement = new Arrangement(memory.state.query, parts.state);
    this.#images = this.#newGrid();
    this.toolbar = new Toolbar({
      translate,
      onQuery: (query) => {
        this.#search(query);
      },
    });
    this.#empty = new EmptyPage({
      translate,
      picture,
      ask: (question) => {
        host.post({ type: 'ask', question });
      },
      onClearSearch: () => {
        this.show(unfiltered(this.#arrangement.query));
        this.toolbar.focusSearch();
      },
    });
    this.body = element('main', { class: 'gallery-body' }, this.parts);
    this.#images.grid.restore(memory.state.scrollTop, memory.state.current);
    this.#arrange('free');
  }

  /** The grid, and what stands in its place. */
  get parts(): readonly HTMLElement[] {
    return [this.#images.grid.element, this.#empty.element];
  }

  image(id: string): GalleryImage | undefined {
    return this.#arrangement.collection.image(id);
  }

  readonly addressOf = (image: GalleryImage): string => imageAddress(this.#state.roots, image);

  update(state: PanelState, isAsked: boolean): void {
    this.#state = state;
    const isNew = this.#arrangement.follow(state);
    // Somebody who just asked for an image wants to see its card.
    this.#arrange(isNew && isAsked ? 'toTop' : 'held');
  }

  receive(message: Extract<ToPanel, { type: 'images' }>): void {
    const { grid, selection } = this.#images;
    const { collection } = this.#arrangement;
    const wasComplete = collection.isComplete && !message.isFirst;
    if (message.isFirst) this.#images.forget();
    const arrived = this.#arrangement.receive(message);
    this.#arrange(wasComplete || grid.isTouched ? 'held' : 'free');
    if (message.isComplete) {
      grid.endRestoring();
      if (this.#selected.length > 0) selection.all(this.#selected.filter((id) => this.image(id)));
      this.#selected = [];
    }
    if (wasComplete) this.#announce(arrived);
    if (this.#awaited !== undefined) this.reveal(this.#awaited);
  }

  /** Selects an image and brings it into view, now or when it comes. */
  reveal(id: string): void {
    this.#awaited = this.image(id) ? undefined : id;
    if (this.#awaited !== undefined) return;
    const { grid, selection } = this.#images;
    if (grid.items.indexOf(id) < 0) this.show(unfiltered(this.#arrangement.query));
    grid.activate(grid.items.indexOf(id));
    selection.only(id);
  }

  showFolder(folder: Folder): void {
    this.show({ ...unfiltered(this.#arrangement.query), folder });
  }

  focus(): void {
    this.#images.grid.focus();
  }

  /** Takes back the last thing that narrows what is seen: the selection, then the query. @returns whether there was one */
  escape(): boolean {
    const { query } = this.#arrangement;
    if (this.#images.selection.size > 0) this.#images.selection.clear();
    else if (isFiltering(query)) this.show(unfiltered(query));
    else return false;
    return true;
  }

  show(query: Query): void {
    cancelAnimationFrame(this.#frame);
    this.#asked = undefined;
    this.#arrangement.choose(query);
    this.#parts.memory.keep({ query });
    this.#arrange('toTop');
    this.#marks.filtered();
    this.#parts.announcer.say('search', this.toolbar.summary);
  }

  /** Keys may come faster than frames. */
  #search(query: Query): void {
    cancelAnimationFrame(this.#frame);
    this.#asked = query;
    this.#frame = requestAnimationFrame(() => {
      this.show(query);
    });
  }

  #arrange(hold: Hold): void {
    const { collection, items, places, waiting, query } = this.#arrangement;
    const { size, models, isComplete } = collection;
    this.#images.show(items, { places, waiting }, hold);
    const emptiness = emptinessOf(this.#state, size, items.length, isComplete);
    this.#empty.show(emptiness);
    this.#images.grid.element.hidden = items.length === 0;
    this.toolbar.element.hidden = size === 0 && emptiness !== undefined;
    this.toolbar.show(this.#asked ?? query, models, this.#state.roots);
    this.#count();
  }

  #count(): void {
    const { size, isComplete } = this.#arrangement.collection;
    const { images } = this.#arrangement.items;
    const paid = images.flatMap(({ image }) => image.recipe ?? []).filter(({ cost = 0 }) => cost > 0);
    const cost = paid.reduce((sum, recipe) => sum + (recipe.cost ?? 0), 0);
    const isEstimate = paid.some(({ costBasis }) => costBasis !== 'usage');
    const selected = this.#images.selection.size;
    this.toolbar.count({ shown: images.length, total: size, selected, cost, isEstimate, isComplete });
  }

  #newGrid(): ImageGrid {
    const { memory, host } = this.#parts;
    return new ImageGrid({
      ...this.#parts,
      marks: this.#marks,
      addressOf: this.addressOf,
      thumbnailOf: (hash) => thumbnailAddress(this.#state.thumbnails, hash),
      keptAddressOf: (file) => storedAddress(this.#state.keptFolder, file),
      onCurrent: (image) => {
        memory.keep({ current: image?.id });
        this.#parts.onCurrent(image);
      },
      onScroll: (scrollTop) => {
        memory.keep({ scrollTop });
      },
      onSelect: (ids) => {
        host.post({ type: 'select', ids });
        memory.keep({ selection: ids });
        this.#count();
      },
    });
  }

  #announce(arrived: readonly GalleryImage[]): void {
    const { announcer, translate } = this.#parts;
    const [first] = arrived;
    if (!first) return;
    const name = cut(nameOf(first), 100);
    const sentence =
      arrived.length === 1 ? translate('Image arrived: {0}', name) : translate('{0} images arrived', arrived.length);
    announcer.say('arrival', sentence);
  }
}
