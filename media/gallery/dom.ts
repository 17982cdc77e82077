import type { IconName } from './iconName.ts';

interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  /** Attributes as HTML has them, `aria-label` and `role` included; undefined leaves one out. */
  readonly attributes?: Readonly<Record<string, string | number | undefined>>;
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
}

/** Text never becomes markup: there is no way to hand in any. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { class: classes, text, attributes = {}, on = {} }: ElementOptions = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  if (classes !== undefined) node.className = classes;
  if (text !== undefined) node.textContent = text;
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== undefined) node.setAttribute(attribute, String(value));
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener as EventListener);
  node.append(...children);
  return node;
}

export function icon(name: IconName): HTMLElement {
  return element('span', { class: `codicon codicon-${name}`, attributes: { 'aria-hidden': 'true' } });
}

/** A button that is only an icon; its label is its tooltip and its accessible name. */
export function iconButton(name: IconName, label: string, onClick: (event: MouseEvent) => void): HTMLButtonElement {
  const attributes = { type: 'button', title: label, 'aria-label': label };
  return element('button', { class: 'icon-button', attributes, on: { click: onClick } }, [icon(name)]);
}
