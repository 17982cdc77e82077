import { describedBy } from './describedLink.ts';
import { orgWords } from './orgWords.ts';

/** What keyword lines say of the paragraph below: `#+CAPTION:`, `#+ATTR_HTML: :alt A boat :width 300`. */
export class OrgKeywords {
  readonly #values = new Map<string, string>();

  add(name: string, value: string): void {
    const key = name.toLowerCase();
    const before = this.#values.get(key);
    this.#values.set(key, before === undefined ? value.trim() : `${before} ${value.trim()}`);
  }

  clear(): void {
    if (this.#values.size > 0) this.#values.clear();
  }

  get described(): ReturnType<typeof describedBy> {
    if (this.#values.size === 0) return {};
    const sizes = ['attr_html', 'attr_org'].map((name) => attributesOf(this.#values.get(name) ?? ''));
    const value = (name: string): string | undefined => sizes[0]?.get(name);
    const size = (name: string): string | undefined => sizes.find((each) => each.has(name))?.get(name);
    return describedBy({
      alt: value('alt'),
      title: value('title'),
      caption: orgWords(this.#values.get('caption') ?? ''),
      width: size('width'),
      height: size('height'),
    });
  }
}

/** ` :word ` begins the next one; a zero width space before the colon keeps it from that. */
function attributesOf(list: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  const starts = [...list.matchAll(/(?:^|\s):([-\w]+)(?=\s|$)/g)];
  for (const [index, match] of starts.entries()) {
    const value = list.slice(match.index + match[0].length, starts[index + 1]?.index).trim();
    const plain = /^"(.*)"$/.exec(value)?.[1] ?? value;
    if (match[1] !== undefined) attributes.set(match[1].toLowerCase(), plain.replaceAll('\u200B:', ':'));
  }
  return attributes;
}
