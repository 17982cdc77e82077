import type { TestContext } from 'node:test';
import { JSDOM } from 'jsdom';
import { Host } from '../../../media/gallery/host.ts';
import { translator } from '../../../media/gallery/texts.ts';
import type { FromPanel, GalleryImage, PanelState } from '../../../src/gallery/protocol.ts';

/** A page for the code that expects to run in one, without layout; what it says to the extension is written down. */
export interface Page {
  readonly host: Host;
  readonly posted: FromPanel[];
  /** Takes what was posted since the last time. */
  readonly takePosted: () => readonly FromPanel[];
  /** The page was drawn once more. */
  readonly frame: () => Promise<void>;
}

export const translate = translator({});

const globals = ['document', 'HTMLElement', 'Text', 'MouseEvent', 'requestAnimationFrame'] as const;

/** The size that every observed element is told to have. */
const stageSize = { width: 400, height: 300 };

export function openPage(): Page {
  const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true });
  for (const name of globals) Object.defineProperty(globalThis, name, { value: window[name], configurable: true });
  Object.defineProperty(globalThis, 'ResizeObserver', { value: FixedResizeObserver, configurable: true });
  window.Element.prototype.setPointerCapture = () => undefined;
  const posted: FromPanel[] = [];
  const host = new Host({
    postMessage: (message) => posted.push(structuredClone(message) as FromPanel),
    getState: () => undefined,
    setState: () => undefined,
  });
  const frame = () =>
    new Promise<void>((resolve) => {
      window.requestAnimationFrame(() => {
        resolve();
      });
    });
  return { host, posted, takePosted: () => posted.splice(0), frame };
}

/** Until the test ends, the page is open on a Mac. */
export function openOnMac(context: TestContext): void {
  replaceGlobal(context, 'navigator', { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' });
}

/** Something that a browser has and a document without one has not, until the test ends. */
export function replaceGlobal(context: TestContext, name: string, value: unknown): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name) ?? { value: undefined, configurable: true };
  Object.defineProperty(globalThis, name, { value, configurable: true });
  context.after(() => Object.defineProperty(globalThis, name, before));
}

class FixedResizeObserver {
  readonly #listener: (entries: readonly { readonly contentRect: typeof stageSize }[]) => void;

  constructor(listener: (entries: readonly { readonly contentRect: typeof stageSize }[]) => void) {
    this.#listener = listener;
  }

  observe(): void {
    this.#listener([{ contentRect: stageSize }]);
  }
}

/** The one element that a selector finds. */
export function find(root: ParentNode, selector: string): HTMLElement {
  const [found, ...others] = root.querySelectorAll<HTMLElement>(selector);
  if (!found || others.length > 0) throw new Error(`${selector}: ${others.length + (found ? 1 : 0)} elements.`);
  return found;
}

/** The same for one kind of element. */
export function findTag<K extends keyof HTMLElementTagNameMap>(root: ParentNode, name: K, attributes = '') {
  return find(root, `${name}${attributes}`) as HTMLElementTagNameMap[K];
}

export function buttonNamed(root: ParentNode, name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(
    (button) => (button.getAttribute('aria-label') ?? button.textContent) === name,
  );
  if (!found) throw new Error(`There is no button ${name}.`);
  return found;
}

export function press(target: Element, key: string, options: KeyboardEventInit = {}): boolean {
  return dispatch(target, 'KeyboardEvent', 'keydown', { key, ...options });
}

/** Answers whether the event's default was left alone. */
export function dispatch(
  target: Element,
  kind: 'KeyboardEvent' | 'MouseEvent' | 'WheelEvent' | 'PointerEvent' | 'Event',
  type: string,
  options: object = {},
): boolean {
  const window = target.ownerDocument.defaultView;
  if (!window) throw new Error('The document has no window.');
  return target.dispatchEvent(new window[kind](type, { bubbles: true, cancelable: true, ...options }));
}

/** Like a user: the text replaces what is there. */
export function type(box: HTMLTextAreaElement, text: string): void {
  box.value = text;
  dispatch(box, 'Event', 'input');
}

export function choose(select: HTMLSelectElement, label: string): void {
  const option = [...select.options].find(({ text }) => text === label);
  if (!option) throw new Error(`There is no option ${label}.`);
  select.value = option.value;
  dispatch(select, 'Event', 'change');
}

export const panelState: PanelState = {
  roots: [],
  thumbnails: '',
  keptFolder: '',
  versionsFolder: '',
  isTrusted: true,
  jobs: [],
  waiting: [],
  earlierPrompts: ['A lighthouse', 'A map\nof two islands'],
  form: {
    model: 'gpt-image-2',
    fields: [
      { name: 'size', values: ['1024x1024', '1536x1024'], value: '', takesOthers: true },
      { name: 'quality', values: ['low', 'high'], value: 'low', takesOthers: false },
    ],
    count: 1,
    revision: 0,
    mostImages: 4,
    price: '≈ $0.05',
    key: 'set',
    service: 'api.cometapi.com',
    destination: 'docs/images',
  },
};

export const boat: GalleryImage = {
  id: 'boat',
  root: 0,
  path: 'docs/images/boat.png',
  bytes: 1_412_000,
  modifiedAt: 1,
  type: 'png',
  isFavourite: false,
  uses: 1,
  alt: '',
  facts: { hash: 'b0a7', size: { width: 1600, height: 600 }, isDrawable: true, hasThumbnail: true },
  recipe: {
    prompt: 'A paper boat',
    revisedPrompt: 'A small paper boat',
    model: 'gpt-image-2',
    cost: 0.053,
    costBasis: 'usage',
  },
};

/** Texts of strangers: none of it may become markup. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</textarea><script>alert(1)</script>',
  'gnp.\u202Eboat\u202C',
  '{0} {1} $& \u0000 \uD800',
  'x'.repeat(100_000),
];
