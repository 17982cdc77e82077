import type { GalleryImage } from '../../src/gallery/protocol.ts';
import { Cards, type Shown } from './cards.ts';
import { Cell } from './cell.ts';
import { CellBar } from './cellBar.ts';
import { Grid, type Hold } from './grid.ts';
import { GridActions } from './gridActions.ts';
import type { GridItems, Item } from './gridItems.ts';
import { GridLooks } from './gridLooks.ts';
import type { Host } from './host.ts';
import type { Marks } from './marks.ts';
import { Selection } from './selection.ts';
import type { Translate } from './texts.ts';
import { Thumbnails, type Painter } from './thumbnails.ts';

interface ImageGridParts {
  readonly host: Host;
  readonly translate: Translate;
  readonly marks: Marks;
  readonly painters: readonly Painter[];
  readonly addressOf: (image: GalleryImage) => string;
  readonly thumbnailOf: (hash: string) => string;
  /** Of a file in the folder of kept images. */
  readonly keptAddressOf: (file: string) => string;
  readonly onOpen: (image: GalleryImage, isAtOnce: boolean) => void;
  readonly onInsert: () => void;
  readonly onCurrent: (image: GalleryImage | undefined) => void;
  readonly onScroll: (scrollTop: number) => void;
  readonly onSelect: (ids: readonly string[]) => void;
}

/** The grid with all that belongs to it: cells, cards, selection, thumbnails, and what is asked for what is in view. */
export class ImageGrid {
  readonly grid: Grid;
  readonly selection: Selection;
  readonly #parts: ImageGridParts;
  readonly #cards: Cards;
  readonly #thumbnails: Thumbnails;
  readonly #looks: GridLooks;
  readonly #actions: GridActions;
  readonly #hoverBar: CellBar;
  readonly #focusBar: CellBar;

  constructor(parts: ImageGridParts) {
    this.#parts = parts;
    const { host, translate } = parts;
    this.#cards = new Cards(parts);
    this.#thumbnails = new Thumbnails(parts);
    this.#looks = new GridLooks(host);
    this.selection = new Selection(() => {
      this.#selected();
    });
    this.grid = this.#newGrid();
    this.#actions = new GridActions({ ...parts, grid: this.grid, selection: this.selection });
    const run: GridActions['run'] = (action, id) => {
      this.#actions.run(action, id);
    };
    this.#hoverBar = new CellBar({ translate, run, isForKeys: false });
    this.#focusBar = new CellBar({ translate, run, isForKeys: true });
  }

  show(items: GridItems, cards: Shown, hold: Hold): void {
    this.#cards.show(cards);
    this.grid.show(items, hold);
    if (this.selection.size === 0) return;
    // What cannot be seen must not be deleted with what can.
    const there = new Set(items.imageKeys);
    this.selection.keep((id) => there.has(id));
  }

  /** The extension starts anew. */
  forget(): void {
    this.#looks.forget();
  }

  #newGrid(): Grid {
    const { translate, marks, onCurrent, onScroll } = this.#parts;
    const cellParts = {
      ...this.#parts,
      thumbnails: this.#thumbnails,
      cardOf: (key: string) => this.#cards.elementOf(key),
      onSettled: (outcome: string) => {
        if (outcome === 'is-loaded') marks.once('first-thumbnail');
        if (this.grid.isSettled) marks.once('thumbnails');
      },
    };
    return new Grid({
      translate,
      onScroll,
      newCell: () => new Cell(cellParts),
      isSelected: (key) => this.selection.has(key),
      onView: (seen) => {
        this.#viewed(seen);
      },
      onActive: (item) => {
        onCurrent(item && 'image' in item ? item.image : undefined);
      },
    });
  }

  #viewed(seen: readonly Item[]): void {
    const { hovered, focused } = this.grid;
    this.#focusBar.showIn(focused);
    this.#hoverBar.showIn(hovered === focused ? undefined : hovered);
    const images = seen.flatMap((item) => ('image' in item ? [item.image] : []));
    if (images.length > 0) this.#parts.marks.painted();
    this.#looks.look(images);
    this.#thumbnails.look(images.flatMap(({ facts }) => (facts ? [facts.hash] : [])));
  }

  #selected(): void {
    this.grid.refresh();
    this.#parts.onSelect(this.grid.items.imageKeys.filter((key) => this.selection.has(key)));
  }
}
