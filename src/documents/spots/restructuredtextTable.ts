import { describedBy } from './describedLink.ts';
import { isLiteralAddress } from './imageAddress.ts';
import type { LinkSpot } from './imageSpot.ts';
import { pathOf, sizeOf } from './restructuredtextDirective.ts';
import type { TextLine } from './textLines.ts';

const gridBorder = /^\s*\+(?:[-=]+\+)+\s*$/;
const simpleBorder = /^\s*=+(?:[ \t]+=+)+[ \t]*$/;
const directive = /(?<=\|[ \t]+|^[ \t]*|[ \t]{2})\.\.[ \t]+(?:image|figure)::[ \t]+/gi;

/** Finds tables; the end of a simple one is searched once. */
export class RestructuredtextTables {
  readonly #lines: readonly TextLine[];
  #isEndless = false;

  constructor(lines: readonly TextLine[]) {
    this.#lines = lines;
  }

  /** The last line of the table that begins at a line; undefined when none does. */
  endOf(start: number): number | undefined {
    const first = this.#lines[start]?.text ?? '';
    if (gridBorder.test(first)) {
      let end = start;
      while (/^\s*[|+]/.test(this.#lines[end + 1]?.text ?? '')) end++;
      return end > start ? end : undefined;
    }
    if (this.#isEndless || !simpleBorder.test(first)) return undefined;
    for (let index = start + 1; index < this.#lines.length; index++) {
      const isLast = (this.#lines[index + 1]?.text.trim() ?? '') === '';
      if (isLast && simpleBorder.test(this.#lines[index]?.text ?? '')) return index;
    }
    this.#isEndless = true;
    return undefined;
  }

  /** The images that stand in the cells of a line. */
  *imagesIn(index: number): Generator<LinkSpot> {
    const line = this.#lines[index];
    if (!line) return;
    for (const match of line.text.matchAll(directive)) {
      const from = match.index + match[0].length;
      const rest = line.text.slice(from);
      const written = /^(?:\\.|[^\s\\|])+/.exec(rest)?.[0] ?? '';
      const target = pathOf(written);
      if (!isLiteralAddress(target)) continue;
      const bar = line.text.indexOf('|', from);
      const options = this.#optionsBelow(index, match.index, bar === -1 ? undefined : bar);
      const address = { start: line.start + from, end: line.start + from + written.length };
      yield {
        ...{ kind: 'link', reads: 'file', target, address },
        whole: { start: line.start + match.index, end: address.end },
        ...describedBy({ alt: options.get('alt'), ...sizeOf(options) }),
      };
    }
  }

  #optionsBelow(index: number, column: number, end: number | undefined): ReadonlyMap<string, string> {
    const options = new Map<string, string>();
    for (let row = index + 1; row < this.#lines.length; row++) {
      const cell = this.#lines[row]?.text.slice(column, end) ?? '';
      const [, name, value = ''] = /^\s+:([\w-]{1,40}):[ \t]+(\S(?:.*?\S)??)(?:[ \t]{2}.*|[ \t]*)$/.exec(cell) ?? [];
      if (name === undefined) break;
      options.set(name.toLowerCase(), value);
    }
    return options;
  }
}
