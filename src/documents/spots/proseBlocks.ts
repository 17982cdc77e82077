import type { OffsetRange } from '../trackedRange.ts';
import type { TextBlock } from './surroundings.ts';

/** What is behind these many characters of a paragraph is not told. */
const longestSource = 2000;

/** Headings and paragraphs, told line by line. Their words are made when somebody asks for them. */
export class ProseBlocks {
  readonly #text: string;
  readonly #blocks: TextBlock[];
  readonly #plain: (source: string) => string;
  #paragraph: OffsetRange | undefined;

  /** `plain` takes the marks of the language off. */
  constructor(text: string, blocks: TextBlock[], plain: (source: string) => string) {
    this.#text = text;
    this.#blocks = blocks;
    this.#plain = plain;
  }

  heading(range: OffsetRange): void {
    this.end();
    this.#add('heading', range);
  }

  /** A line of a paragraph, or a part of one. */
  line({ start, end }: OffsetRange): void {
    this.#paragraph = { start: this.#paragraph?.start ?? start, end };
  }

  /** The paragraph ends here, if there is one. */
  end(): void {
    if (this.#paragraph) this.#add('paragraph', this.#paragraph);
    this.#paragraph = undefined;
  }

  #add(kind: TextBlock['kind'], { start, end }: OffsetRange): void {
    const make = (): string => this.#plain(this.#text.slice(start, Math.min(end, start + longestSource)));
    let words: string | undefined;
    this.#blocks.push({
      ...{ kind, start, end },
      get text() {
        return (words ??= make());
      },
    });
  }
}
