import { JSDOM } from 'jsdom';
import { Host } from '../../../media/gallery/host.ts';
import { Page } from '../../../media/gallery/page.ts';
import type { Painter } from '../../../media/gallery/thumbnails.ts';
import { translator } from '../../../media/gallery/texts.ts';
import type { FromPanel, GalleryImage, PanelState, ToPanel } from '../../../src/gallery/protocol.ts';
import { panelState } from './formPage.ts';

const globals = [
  ...(['document', 'Element', 'HTMLElement', 'Node', 'Text', 'MouseEvent', 'addEventListener', 'innerWidth'] as const),
];

export const state: PanelState = {
  ...panelState,
  roots: [{ name: 'site', base: 'https://files.example/site' }],
  thumbnails: 'https://files.example/thumbnails',
  keptFolder: 'https://files.example/kept',
  versionsFolder: 'https://files.example/versions',
};

/** So many images, the first the newest; each second one has a recipe. */
export function manyImages(count: number): readonly GalleryImage[] {
  return Array.from({ length: count }, (_, index) => imageOf(`id${index}`, { modifiedAt: 1_000_000 - index }));
}

export function imageOf(id: string, change: Partial<GalleryImage> = {}): GalleryImage {
  const facts = { hash: `hash-${id}`, isDrawable: true, hasThumbnail: true };
  const path = `images/${id}.png`;
  const rest = { root: 0, bytes: 1000, modifiedAt: 1, isFavourite: false, uses: 0, alt: '' } as const;
  return { id, path, type: 'png', facts, ...rest, ...change };
}

export function imagesMessage(
  changed: readonly GalleryImage[],
  change: Partial<Extract<ToPanel, { type: 'images' }>> = {},
): ToPanel {
  return { type: 'images', isFirst: false, changed, removed: [], isComplete: true, ...change };
}

/** The whole page, in a document without layout: sizes are told, frames are drawn by hand. */
export class TestPage {
  readonly page: Page;
  readonly posted: FromPanel[] = [];
  /** What the page keeps over a reload. */
  kept: unknown;
  readonly #frames: FrameRequestCallback[] = [];
  readonly #resize: ((size: { readonly width: number; readonly height: number }) => void)[] = [];

  constructor({
    kept,
    painters = [],
    start = state,
  }: { kept?: unknown; painters?: Painter[]; start?: PanelState } = {}) {
    this.kept = kept;
    this.#open();
    const host = new Host({
      postMessage: (message) => this.posted.push(structuredClone(message) as FromPanel),
      getState: () => this.kept,
      setState: (value) => {
        this.kept = structuredClone(value);
      },
    });
    this.page = new Page({
      host,
      translate: translator({}),
      state: start,
      picture: 'https://files.example/p.png',
      painters,
    });
    document.body.append(this.page.element);
    this.resize(600, 500);
  }

  resize(width: number, height: number): void {
    for (const resize of this.#resize) resize({ width, height });
  }

  draw(): void {
    for (const frame of this.#frames.splice(0)) frame(0);
  }

  scroll(scrollTop: number): void {
    this.grid.scrollTop = scrollTop;
    this.dispatch(this.grid, 'Event', 'scroll', {});
    this.draw();
  }

  get grid(): HTMLElement {
    const grid = document.querySelector<HTMLElement>('[role=grid]');
    if (!grid) throw new Error('There is no grid.');
    return grid;
  }

  /** The ids of the images in the document, as they are read. */
  get ids(): readonly string[] {
    return this.cells.map((cell) => this.idOf(cell));
  }

  get cells(): readonly HTMLElement[] {
    return [...this.grid.querySelectorAll<HTMLElement>('[role=gridcell]')];
  }

  cell(id: string): HTMLElement {
    const cell = this.cells.find((each) => this.idOf(each) === id);
    if (!cell) throw new Error(`There is no cell of ${id}.`);
    return cell;
  }

  /** Of a card it is its text. */
  idOf(cell: HTMLElement): string {
    const { imageId } = JSON.parse(cell.dataset.vscodeContext ?? '{}') as { imageId?: string };
    return imageId ?? `card: ${cell.querySelector('p')?.textContent ?? ''}`;
  }

  get focusedId(): string {
    return document.activeElement instanceof HTMLElement ? this.idOf(document.activeElement) : '';
  }

  /** Row and column, as the grid says. */
  placeOf(id: string): readonly [string | null | undefined, string | null] {
    const cell = this.cell(id);
    return [cell.parentElement?.getAttribute('aria-rowindex'), cell.getAttribute('aria-colindex')];
  }

  press(key: string, options: KeyboardEventInit = {}): void {
    this.dispatch(document.activeElement ?? document.body, 'KeyboardEvent', 'keydown', { key, ...options });
  }

  click(target: Element, options: MouseEventInit = {}): void {
    if (target instanceof HTMLElement) target.focus();
    this.dispatch(target, 'MouseEvent', 'click', { detail: 1, ...options });
  }

  dispatch(target: Element, kind: 'Event' | 'MouseEvent' | 'KeyboardEvent', type: string, options: object): void {
    const window = target.ownerDocument.defaultView;
    target.dispatchEvent(new (window ?? globalThis)[kind](type, { bubbles: true, cancelable: true, ...options }));
  }

  search(text: string): void {
    const box = document.querySelector<HTMLInputElement>('input[type=search]');
    if (!box) throw new Error('There is no search box.');
    box.value = text;
    this.dispatch(box, 'Event', 'input', {});
    this.draw();
  }

  take<Type extends FromPanel['type']>(type: Type): readonly Extract<FromPanel, { type: Type }>[] {
    const taken = this.posted.filter((message) => message.type === type) as Extract<FromPanel, { type: Type }>[];
    this.posted.splice(0);
    return taken;
  }

  #open(): void {
    const { window } = new JSDOM('<!doctype html><body></body>', { url: 'https://page.example' });
    for (const name of globals)
      Object.defineProperty(globalThis, name, { value: bound(window, name), configurable: true });
    const frames = this.#frames;
    const resizes = this.#resize;
    const define = (name: string, value: unknown) =>
      Object.defineProperty(globalThis, name, { value, configurable: true });
    define('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
    define('cancelAnimationFrame', () => frames.splice(0));
    define(
      'ResizeObserver',
      class {
        readonly #listener: ResizeObserverCallback;
        constructor(listener: ResizeObserverCallback) {
          this.#listener = listener;
        }
        observe(): void {
          resizes.push((contentRect) => {
            this.#listener([{ contentRect } as ResizeObserverEntry], this as unknown as ResizeObserver);
          });
        }
      },
    );
  }
}

function bound(window: JSDOM['window'], name: (typeof globals)[number]): unknown {
  return name === 'addEventListener' ? window.addEventListener.bind(window) : window[name];
}
