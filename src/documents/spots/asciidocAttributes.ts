/** Those of Asciidoctor that stand for a character: https://docs.asciidoctor.org/asciidoc/latest/attributes/character-replacement-ref/ */
const characters: readonly (readonly [name: string, value: string])[] = [
  ['empty', ''],
  ['sp', ' '],
  ['plus', '+'],
  ['hash', '#'],
  ['amp', '&'],
];

/** A value may hold another twice, and that one a third. */
const longestValue = 4096;

const entry = /^:(!?)(\w[\w-]*)(!?):(?:[ \t]+(.*))?$/;
const condition = /^(ifdef|ifndef|ifeval)::([^[\]]*)\[(.*)\]$/;

/** The attributes of a document, as far as it has been read. */
export class AsciidocAttributes {
  readonly #values = new Map<string, string>(characters);
  /** Whether the lines within each open condition are read. */
  readonly #conditions: boolean[] = [];

  /** Takes an attribute entry or a condition; false for any other line. */
  take(line: string): boolean {
    const [, directive, names = '', content = ''] = condition.exec(line) ?? [];
    if (directive !== undefined) {
      const isTrue = directive === 'ifeval' || this.#isSet(names) === (directive === 'ifdef');
      if (content === '' || directive === 'ifeval') this.#conditions.push(isTrue);
      else if (isTrue) this.#takeEntry(content);
      return true;
    }
    if (/^endif::\S*\[.*\]$/.test(line)) {
      this.#conditions.pop();
      return true;
    }
    return this.#takeEntry(line);
  }

  /** The text with its references filled in; undefined where one of them is not known. */
  resolve(text: string): string | undefined {
    if (!text.includes('{')) return text;
    let filled = '';
    let from = 0;
    for (const { index, 0: reference, 1: slash, 2: name = '' } of text.matchAll(/(\\?)\{(\w[\w-]*(?::[^{}]*)?)\}/g)) {
      const value = slash === '' ? this.#values.get(name.toLowerCase()) : reference.slice(1);
      if (value === undefined || filled.length > longestValue) return undefined;
      filled += text.slice(from, index) + value;
      from = index + reference.length;
    }
    return filled + text.slice(from);
  }

  /** `{imagesdir}`; undefined when it is made of what is not known. */
  get imageFolder(): string | undefined {
    return this.resolve(this.#values.get('imagesdir') ?? '');
  }

  #takeEntry(line: string): boolean {
    const [, before, written, behind, value = ''] = entry.exec(line) ?? [];
    if (written === undefined) return false;
    if (this.#conditions.includes(false)) return true;
    const name = written.toLowerCase();
    if (before || behind) this.#values.delete(name);
    else this.#values.set(name, this.resolve(value.trim()) ?? value.trim());
    return true;
  }

  #isSet(names: string): boolean {
    const isSet = (name: string): boolean => this.#values.has(name.trim().toLowerCase());
    return names.includes('+') ? names.split('+').every(isSet) : names.split(',').some(isSet);
  }
}

export interface AttributeList {
  readonly positional: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/** `alt text, 300, 200, title="A boat, at sea"`: https://docs.asciidoctor.org/asciidoc/latest/attributes/positional-and-named-attributes/ */
export function attributeList(list: string): AttributeList {
  const quoted = String.raw`"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])*)'`;
  const item = new RegExp(String.raw`\s*(?:(\w[\w-]*)\s*=\s*)?(?:(?:${quoted})\s*(?=,|$)|([^,]*))(,|$)`, 'y');
  const positional: string[] = [];
  const named = new Map<string, string>();
  for (let match = item.exec(list); match; match = item.exec(list)) {
    const [, name, double, single, bare = '', end] = match;
    const quotedText = (double ?? single)?.replace(/\\(["'])/g, '$1');
    const value = quotedText ?? bare.trim();
    if (name === undefined) positional.push(value);
    else named.set(name, value);
    if (end !== ',') break;
  }
  return { positional, named };
}
