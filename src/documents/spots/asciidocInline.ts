import type { OffsetRange } from '../trackedRange.ts';

/** `image:target[attributes]` within text. */
export interface InlineImage extends OffsetRange {
  readonly target: OffsetRange;
  readonly attributes: string;
}

const token =
  /\\image:|(?<![\w\\])image:(?!:)|``|`|\+{3}|\+{2}|\+|\$\$|(?:pass:[a-z,]*|(?:stem|latexmath|asciimath):)\[/g;
const longestTarget = 1000;

/** The inline images of a paragraph or a table line. What stands in monospace or passes through is no markup. */
export function* inlineImages(text: string): Generator<InlineImage> {
  if (!text.includes('image:')) return;
  const closers = new Closers(text);
  token.lastIndex = 0;
  for (let from = 0; ;) {
    token.lastIndex = from;
    const match = token.exec(text);
    if (!match) return;
    const [mark] = match;
    from = match.index + mark.length;
    if (mark === 'image:') {
      const target = targetAt(text, from);
      if (target === undefined) continue;
      const close = closeOf(text, from + target.length);
      if (close === undefined) return;
      yield {
        start: match.index,
        end: close + 1,
        target: { start: from, end: from + target.length },
        attributes: text.slice(from + target.length + 1, close),
      };
      from = close + 1;
    } else if (!mark.startsWith('\\')) {
      from = closers.endOf(mark, match.index) ?? from;
    }
  }
}

function targetAt(text: string, from: number): string | undefined {
  const near = text.slice(from, from + longestTarget);
  const target = near.slice(0, Math.max(0, near.indexOf('[')));
  return /^(?:[\s:]|$)|\n|\s$/.test(target) ? undefined : target;
}

/** Undefined when it is not closed; then none that follows is. */
function closeOf(text: string, open: number): number | undefined {
  let close = text.indexOf(']', open);
  while (close !== -1 && text.charAt(close - 1) === '\\') close = text.indexOf(']', close + 1);
  return close === -1 ? undefined : close;
}

/** Finds where spans end. What is not closed behind one place is not closed behind a later one. */
class Closers {
  readonly #text: string;
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  endOf(mark: string, start: number): number | undefined {
    const text = this.#text;
    const from = start + mark.length;
    const isConstrained = mark === '`' || mark === '+';
    if (isConstrained && (/\w/.test(text.charAt(start - 1)) || /^\s?$/.test(text.charAt(from)))) return undefined;
    const close = mark.endsWith('[') ? ']' : mark;
    const key = close + String(isConstrained);
    if (this.#unclosed.has(key)) return undefined;
    let end = text.indexOf(close, from + 1);
    while (end !== -1 && isConstrained && !this.#mayClose(end)) end = text.indexOf(close, end + 1);
    if (end === -1) this.#unclosed.add(key);
    return end === -1 ? undefined : end + close.length;
  }

  #mayClose(end: number): boolean {
    return !/\s/.test(this.#text.charAt(end - 1)) && !/\w/.test(this.#text.charAt(end + 1));
  }
}
