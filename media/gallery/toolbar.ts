import type { GalleryRoot } from '../../src/gallery/protocol.ts';
import { cut } from './cut.ts';
import { element, icon, iconButton } from './dom.ts';
import { dollars } from './money.ts';
import { countFilters, everything, longestSearch, unfiltered, type Query } from './query.ts';
import { ToolbarFilters } from './toolbarFilters.ts';
import type { Translate } from './texts.ts';

interface ToolbarParts {
  readonly translate: Translate;
  readonly onQuery: (query: Query) => void;
}

export interface Tally {
  readonly shown: number;
  readonly total: number;
  readonly selected: number;
  /** US dollars, of the images shown. */
  readonly cost: number;
  /** Some of it is. */
  readonly isEstimate: boolean;
  readonly isComplete: boolean;
}

/** Search, filters and order, and what they come to. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #parts: ToolbarParts;
  readonly #search: HTMLInputElement;
  readonly #filters: ToolbarFilters;
  readonly #favourites: HTMLButtonElement;
  readonly #clear: HTMLButtonElement;
  readonly #unfold: HTMLButtonElement;
  readonly #unfoldLabel = element('span');
  readonly #folder = element('button', { class: 'chip', attributes: { type: 'button', dir: 'auto' } });
  readonly #tally = element('span', { class: 'tally' });
  readonly #progress: HTMLElement;
  #query = everything;

  constructor(parts: ToolbarParts) {
    this.#parts = parts;
    const { translate } = parts;
    this.#search = this.#searchBox();
    this.#filters = new ToolbarFilters(translate, (change) => {
      this.#change(change);
    });
    this.#favourites = iconButton('star-empty', translate('Only favourites'), () => {
      this.#change({ onlyFavourites: !this.#query.onlyFavourites });
    });
    this.#clear = iconButton('clear-all', translate('Clear Filters'), () => {
      this.#change({ ...unfiltered(this.#query), folder: undefined, text: this.#query.text });
      this.focusSearch();
    });
    this.#unfold = this.#unfoldButton();
    this.#folder.addEventListener('click', () => {
      this.#change({ folder: undefined });
      this.focusSearch();
    });
    this.#progress = element('div', {
      class: 'progress',
      attributes: { role: 'progressbar', 'aria-label': translate('Looking for images') },
    });
    this.element = this.#build();
  }

  focusSearch(): void {
    this.#search.focus();
    this.#search.select();
  }

  /** How much is shown, in words. */
  get summary(): string {
    return this.#tally.textContent;
  }

  show(query: Query, models: readonly string[], roots: readonly GalleryRoot[]): void {
    this.#query = query;
    const { translate } = this.#parts;
    if (this.#search.value !== query.text) this.#search.value = query.text;
    this.#filters.show(query, models);
    this.#favourites.setAttribute('aria-pressed', String(query.onlyFavourites));
    this.#favourites.replaceChildren(icon(query.onlyFavourites ? 'star-full' : 'star-empty'));
    const filters = countFilters(query);
    this.#clear.hidden = filters === 0;
    this.#unfoldLabel.textContent = filters === 0 ? translate('Filters') : translate('Filters ({0})', filters);
    this.#showFolder(query.folder, roots);
  }

  count({ shown, total, selected, cost, isEstimate, isComplete }: Tally): void {
    const { translate } = this.#parts;
    const all = total === 1 ? translate('1 image') : translate('{0} images', total);
    const parts = [
      selected > 1 ? translate('{0} selected', selected) : '',
      shown === total ? all : translate('{0} of {1} images', shown, total),
      cost > 0 ? dollars(cost, isEstimate) : '',
    ];
    this.#tally.textContent = parts.filter(Boolean).join(' · ');
    this.#progress.hidden = isComplete;
  }

  #change(change: Partial<Query>): void {
    // The next change may come before this one was shown.
    this.#query = { ...this.#query, ...change };
    this.#parts.onQuery(this.#query);
  }

  #showFolder(folder: Query['folder'], roots: readonly GalleryRoot[]): void {
    this.#folder.hidden = folder === undefined;
    if (!folder) return;
    const names =
      roots.length > 1 || folder.path === '' ? [roots[folder.root]?.name ?? '', folder.path] : [folder.path];
    const name = names.filter(Boolean).join('/');
    const label = this.#parts.translate('Folder {0}: show all folders', name);
    this.#folder.title = label;
    this.#folder.setAttribute('aria-label', label);
    this.#folder.replaceChildren(icon('folder'), element('span', { text: cut(name, 60) }), icon('close'));
  }

  #searchBox(): HTMLInputElement {
    const { translate } = this.#parts;
    const attributes = {
      type: 'search',
      placeholder: translate('Search prompts and files…'),
      'aria-label': translate('Search'),
      maxlength: longestSearch,
      spellcheck: 'false',
      dir: 'auto',
    };
    const input = () => {
      this.#change({ text: this.#search.value });
    };
    return element('input', { class: 'search', attributes, on: { input } });
  }

  #unfoldButton(): HTMLButtonElement {
    const click = () => {
      const isOpen = this.element.classList.toggle('is-unfolded');
      this.#unfold.setAttribute('aria-expanded', String(isOpen));
    };
    const attributes = { type: 'button', 'aria-expanded': 'false' };
    return element('button', { class: 'button unfold', attributes, on: { click } }, [
      icon('filter'),
      this.#unfoldLabel,
    ]);
  }

  #build(): HTMLElement {
    const options = [this.#filters.element, this.#favourites, this.#folder, this.#clear];
    const row = [this.#search, this.#unfold, element('div', { class: 'toolbar-options' }, options), this.#tally];
    return element('div', { class: 'toolbar', attributes: { role: 'search' } }, [
      element('div', { class: 'toolbar-row' }, row),
      this.#progress,
    ]);
  }
}
