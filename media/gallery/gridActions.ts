import { focusMainButton } from './mainButton.ts';
import type { GalleryAction, GalleryImage } from '../../src/gallery/protocol.ts';
import type { Grid } from './grid.ts';
import type { Host } from './host.ts';
import { commandKey, isMac } from './keys.ts';
import { moved } from './gridMoves.ts';
import type { Selection } from './selection.ts';

interface GridActionsParts {
  readonly host: Host;
  readonly grid: Grid;
  readonly selection: Selection;
  /** `isAtOnce` is false for a click, which may be the first of two. */
  readonly onOpen: (image: GalleryImage, isAtOnce: boolean) => void;
  /** The second click came. */
  readonly onInsert: () => void;
}

/** The kind of data that an image is dragged as: what drops it knows what to make of the ids. */
const dragType = 'application/vnd.paper-boat.images';

/** What costs money has no key of a single letter. */
const keyActions: Readonly<Record<string, GalleryAction>> = {
  F2: 'rename',
  Delete: 'delete',
  i: 'insert',
  s: 'favourite',
};

/** What keys and pointers do in the grid. */
export class GridActions {
  readonly #parts: GridActionsParts;

  constructor(parts: GridActionsParts) {
    this.#parts = parts;
    const { element } = parts.grid;
    element.addEventListener('keydown', (event) => {
      if (!event.defaultPrevented && this.#key(event)) event.preventDefault();
    });
    element.addEventListener('click', (event) => {
      this.#click(event);
    });
    element.addEventListener('dblclick', (event) => {
      const item = isOnButton(event) ? undefined : parts.grid.itemAt(event.target);
      if (!item || !('image' in item)) return;
      parts.onInsert();
      this.run('insert', item.key);
    });
    element.addEventListener('dragstart', (event) => {
      this.#drag(event);
    });
  }

  /** For one image, or for all that are selected when it is one of them. */
  run(action: GalleryAction, id: string): void {
    this.#parts.host.post({ type: 'run', action, id, ids: this.#idsFor(id) });
  }

  #idsFor(id: string): readonly string[] {
    const { grid, selection } = this.#parts;
    return selection.has(id) ? grid.items.imageKeys.filter((key) => selection.has(key)) : [id];
  }

  /** @returns whether the key meant something */
  #key(event: KeyboardEvent): boolean {
    const { grid, selection } = this.#parts;
    const { shiftKey, altKey } = event;
    const key = commandKey(event);
    const isWide = event.ctrlKey || event.metaKey;
    if (altKey) return false;
    const move = { from: grid.activeIndex, columns: grid.columns, page: grid.page, isWide };
    const index = grid.activeIndex < 0 ? undefined : moved(key, grid.items, move);
    if (index !== undefined) {
      this.#move(index, shiftKey);
      return true;
    }
    if (isOnButton(event)) return false;
    if (key === 'Backspace' && event.metaKey && isMac()) return this.#plainKey('Delete');
    if (!isWide) return !shiftKey || key === ' ' ? this.#plainKey(key) : false;
    if (key === 'a') selection.all(grid.items.imageKeys);
    else if (key === 'c' && !shiftKey && grid.active && 'image' in grid.active)
      this.run('copyMarkdown', grid.active.key);
    else return false;
    return true;
  }

  #move(index: number, isRange: boolean): void {
    const { grid, selection } = this.#parts;
    const from = grid.active;
    grid.activate(index);
    const to = grid.active;
    if (!isRange || !from || !to) return;
    const order = grid.items.imageKeys;
    if (order.includes(to.key)) selection.extendTo(to.key, order, from.key);
  }

  #plainKey(key: string): boolean {
    const { grid, selection, onOpen } = this.#parts;
    const item = grid.active;
    const action = Object.hasOwn(keyActions, key) ? keyActions[key] : undefined;
    if (!item) return false;
    if (!('image' in item)) {
      if (key !== 'Enter') return false;
      focusMainButton(grid.focused?.element);
    } else if (key === 'Enter') onOpen(item.image, true);
    else if (key === ' ') selection.toggle(item.key);
    else if (action) this.run(action, item.key);
    else return false;
    return true;
  }

  #click(event: MouseEvent): void {
    const { grid, selection, onOpen } = this.#parts;
    const item = isOnButton(event) ? undefined : grid.itemAt(event.target);
    if (!item || !('image' in item)) return;
    if (event.shiftKey) selection.extendTo(item.key, grid.items.imageKeys, item.key);
    else if (event.ctrlKey || event.metaKey) selection.toggle(item.key);
    else {
      selection.only(item.key);
      if (event.detail < 2) onOpen(item.image, false);
    }
  }

  #drag(event: DragEvent): void {
    const item = this.#parts.grid.itemAt(event.target);
    if (!item || !('image' in item) || !event.dataTransfer) return;
    event.dataTransfer.setData(dragType, JSON.stringify(this.#idsFor(item.key)));
    event.dataTransfer.effectAllowed = 'copy';
  }
}

function isOnButton({ target }: Event): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
