import type { CommentMarks } from '../comments/comments.ts';
import { withoutEscapes } from '../imageReferenceEscapes.ts';
import type { OffsetRange } from '../trackedRange.ts';
import { readingOf } from './foundSpots.ts';
import type { SpotReading } from './imageSpot.ts';
import { argumentBehind, argumentsBehind, endOfLine } from './latexArguments.ts';
import { endOfFalse } from './latexConditions.ts';
import { LatexFigures } from './latexFigures.ts';
import { linkOf, targetOf, type OpenImage } from './latexLink.ts';
import { LatexProse } from './latexProse.ts';
import { latexWords } from './latexWords.ts';
import { LineComments } from './lineComments.ts';

const marks: CommentMarks = { line: ['%'], block: [['\\begin{comment}', '\\end{comment}']] };

const images = 'includegraphics|includesvg|adjustincludegraphics|adjincludegraphics|pgfimage';
const headings = 'part|chapter|section|subsection|subsubsection|title|frametitle'.split('|');
const verbs = 'verb|lstinline|mintinline|Verb|url|nolinkurl|path|href'.split('|');
const token = new RegExp(
  String.raw`\\(?:(${[images, ...headings, ...verbs].join('|')}|graphicspath|begin|end|caption|captionof|subfloat|subcaptionbox|iffalse|if\s?0|endinput)(?![a-zA-Z@])\*?|[^])|%`,
  'g',
);

/** Their text is not TeX. */
const verbatim =
  /^(?:verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|alltt|filecontents|comment|tcblisting|luacode|pycode|asy|sagesilent)\*?$/;

export function readLatex(text: string): SpotReading {
  return new LatexReader(text).read();
}

class LatexReader {
  readonly #text: string;
  readonly #comments: LineComments;
  readonly #prose: LatexProse;
  readonly #figures = new LatexFigures();
  readonly #images: OpenImage[] = [];
  #folders: readonly string[] = [];
  /** What a subfloat says of the images in its braces. */
  #part: { readonly caption: string; readonly end: number } | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#comments = new LineComments(text, 'latex', marks);
    this.#prose = new LatexProse(text);
  }

  read(): SpotReading {
    const end = this.#readTokens();
    this.#figures.endAll();
    const links = this.#images.map(linkOf);
    return readingOf({ links, comments: this.#comments.found, blocks: this.#prose.blocks(end) }, this.#text);
  }

  /** Where the document ends. */
  #readTokens(): number {
    token.lastIndex = 0;
    for (let from = 0; ;) {
      token.lastIndex = from;
      const match = token.exec(this.#text);
      if (!match) return this.#text.length;
      const { index, 0: written, 1: command } = match;
      const behind = index + written.length;
      if (written === '%') from = this.#comment(index);
      else if (command === undefined) from = behind;
      else if (command === 'endinput') return index;
      else {
        const next = this.#command(command, index, behind);
        if (next === undefined) return index;
        from = next;
      }
    }
  }

  #comment(start: number): number {
    const end = endOfLine(this.#text, start);
    this.#comments.takeLine({ start, end: start + this.#text.slice(start, end).trimEnd().length });
    this.#prose.hide({ start, end });
    return end;
  }

  /** Where to go on; undefined at the end of the document. */
  #command(command: string, start: number, behind: number): number | undefined {
    if (command.startsWith('if')) return this.#hidden(start, endOfFalse(this.#text, behind));
    if (command === 'begin') return this.#begin(start, behind);
    if (command === 'end') return this.#end(behind);
    if (verbs.includes(command)) return this.#verb(command, behind);
    if (headings.includes(command)) return this.#heading(behind);
    if (command === 'graphicspath') return this.#graphicsPath(behind);
    if (command.startsWith('caption')) return this.#caption(command, behind);
    if (command.startsWith('sub')) return this.#subfloat(command, behind);
    return this.#image(command, start, behind);
  }

  #hidden(start: number, end: number): number {
    this.#prose.hide({ start, end });
    return end;
  }

  #begin(start: number, behind: number): number {
    const argument = argumentBehind(this.#text, behind, '{');
    if (!argument) return behind;
    const name = this.#slice(argument).trim();
    if (verbatim.test(name)) {
      const close = this.#text.indexOf(`\\end{${name}}`, argument.end);
      const end = close === -1 ? this.#text.length : close + name.length + 6;
      if (name === 'comment') this.#comments.takeBlock({ start, end });
      return this.#hidden(start, end);
    }
    const from = argument.end + 1;
    this.#figures.begin(name, start);
    if (name === 'document') this.#prose.hide({ start: 0, end: from });
    if (name === 'overpic' || name === 'Overpic') return this.#image('includegraphics', start, from);
    if (name === 'frame') return this.#heading(from);
    return from;
  }

  #end(behind: number): number | undefined {
    const argument = argumentBehind(this.#text, behind, '{');
    if (!argument) return behind;
    const name = this.#slice(argument).trim();
    if (name === 'document') return undefined;
    const start = this.#figures.end(name);
    if (start !== undefined) this.#prose.hide({ start, end: argument.end + 1 });
    return argument.end + 1;
  }

  /** `\verb|…|`, `\lstinline[…]{…}`, `\url{a%20b}`: what they hold is taken as it is. */
  #verb(command: string, behind: number): number {
    const options = /^(?:lst|mint)inline/.test(command) ? argumentBehind(this.#text, behind, '[') : undefined;
    let from = options ? options.end + 1 : behind;
    if (command === 'mintinline') from = (argumentBehind(this.#text, from, '{')?.end ?? from - 1) + 1;
    const mark = this.#text.charAt(from);
    if (mark === '' || /[\s\w]/.test(mark)) return from;
    const isBraced = mark === '{' && !/^verb$/i.test(command);
    const close = this.#text.indexOf(isBraced ? '}' : mark, from + 1);
    return close === -1 || this.#text.slice(from, close).includes('\n') ? from : close + 1;
  }

  #heading(behind: number): number {
    const { argument, end } = argumentsBehind(this.#text, behind);
    if (!argument) return behind;
    this.#prose.heading(argument);
    // An image may stand in it.
    return Math.min(argument.start, end);
  }

  #graphicsPath(behind: number): number {
    const argument = argumentBehind(this.#text, behind, '{');
    if (!argument) return behind;
    const folders = Array.from(this.#slice(argument).matchAll(/\{([^{}]*)\}/g), ([, folder = '']) =>
      withoutEscapes(folder.trim()),
    );
    this.#folders = folders.filter((folder) => folder !== '' && !/\\[a-z]|#/i.test(folder));
    return argument.end + 1;
  }

  #caption(command: string, behind: number): number {
    const isOf = command === 'captionof';
    const type = isOf ? argumentBehind(this.#text, behind, '{') : undefined;
    const { argument, end } = argumentsBehind(this.#text, type ? type.end + 1 : behind);
    if (!argument) return behind;
    this.#figures.caption(latexWords(this.#slice(argument)), isOf);
    return end;
  }

  #subfloat(command: string, behind: number): number {
    const caption = argumentBehind(this.#text, behind, command === 'subfloat' ? '[' : '{');
    const from = caption ? caption.end + 1 : behind;
    const content = argumentBehind(this.#text, from, '{');
    if (caption && content) this.#part = { caption: latexWords(this.#slice(caption)), end: content.end };
    return from;
  }

  #image(command: string, start: number, behind: number): number {
    const { options, argument, end } = argumentsBehind(this.#text, behind);
    if (!argument) return behind;
    const written = this.#slice(argument);
    const from = argument.start + (written.length - written.trimStart().length);
    const address = { start: from, end: from + written.trim().length };
    const target = targetOf(written.trim());
    if (target !== undefined) {
      const image: OpenImage = {
        ...{ address, target, whole: { start, end }, folders: this.#folders, isSvg: command === 'includesvg' },
        options: options ? this.#slice(options) : '',
        caption: this.#part && start < this.#part.end ? this.#part.caption : undefined,
      };
      this.#images.push(image);
      if (image.caption === undefined) this.#figures.add(image);
    }
    return end;
  }

  #slice({ start, end }: OffsetRange): string {
    return this.#text.slice(start, end);
  }
}
