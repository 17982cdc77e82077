import type { OffsetRange } from '../trackedRange.ts';
import { TypstFindings } from './typstFindings.ts';
import { commentEnd, isWholeArgument, stringEnd } from './typstTokens.ts';

type Mode = 'markup' | 'code' | 'math';

/** Something that is open: a bracket, a statement, a formula. */
interface Frame {
  readonly mode: Mode;
  readonly close: ')' | ']' | '}' | '$' | 'line' | 'expression';
  readonly start: number;
  /** The name of the function whose arguments these are. */
  readonly call: string;
  /** How many images no figure had told of when it began. */
  readonly bareBefore: number;
  argument: string;
  isArgumentStart: boolean;
  address: OffsetRange | undefined;
  alt: OffsetRange | undefined;
  caption: OffsetRange | undefined;
}

const keywords = /^(?:let|set|show|import|include|if|else|for|while|return|context|break|continue)$/;
const identifier = /[\p{L}_][\p{L}\p{M}\p{N}_-]*/uy;
const markupToken = /\\[^]|https?:\/\/[^\s<>"'`\])}]*|\/\/|\/\*|`+|[#$[\]]/g;
const codeToken = /"|\/\/|\/\*|`+|[$()[\]{}\n;,:]|[\p{L}_][\p{L}\p{M}\p{N}_-]*|\d[\w.]*|[^\s]/gu;
const mathToken = /\\[^]|"|\/\/|\/\*|[#$]/g;

/** Reads Typst: markup, code and formulas within each other. https://typst.app/docs/reference/syntax/ */
export function scanTypst(text: string): TypstFindings {
  const scanner = new TypstScanner(text);
  scanner.scan();
  return scanner.found;
}

class TypstScanner {
  readonly found = new TypstFindings();
  readonly #text: string;
  readonly #frames: Frame[] = [];
  #from = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): void {
    while (this.#from < this.#text.length) {
      const mode = this.#frames.at(-1)?.mode ?? 'markup';
      if (this.#frames.at(-1)?.close === 'expression') this.#expression();
      else if (mode === 'markup') this.#markup();
      else if (mode === 'math') this.#math();
      else this.#code();
    }
    while (this.#frames.length > 0) this.#pop(this.#text.length);
    this.found.showFrom(this.#text.length);
  }

  #next(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#from;
    const match = pattern.exec(this.#text);
    if (match) this.#from = match.index + match[0].length;
    else this.#from = this.#text.length;
    return match ?? undefined;
  }

  #markup(): void {
    const match = this.#next(markupToken);
    if (!match) return;
    const { index, 0: token } = match;
    if (token === '#') this.#hash(index);
    else if (token === '$') this.#push('math', '$', index);
    else if (token === '[') this.#push('markup', ']', index);
    else if (token === ']') {
      if (this.#frames.at(-1)?.close === ']') this.#pop(this.#from);
    } else this.#skip(token, index);
  }

  #math(): void {
    const match = this.#next(mathToken);
    if (!match) return;
    const { index, 0: token } = match;
    if (token === '#') this.#hash(index);
    else if (token === '$') this.#pop(this.#from);
    else if (token === '"') this.#from = stringEnd(this.#text, index);
    else this.#skip(token, index);
  }

  /** `#` begins an expression or a statement. */
  #hash(start: number): void {
    identifier.lastIndex = this.#from;
    const name = identifier.exec(this.#text)?.[0] ?? '';
    const next = this.#text.charAt(this.#from);
    if (name === '' && !/["([{$`]/.test(next)) return;
    this.found.hideFrom(start);
    if (keywords.test(name)) {
      this.#push('code', 'line', start);
      this.#from += name.length;
    } else {
      this.#push('code', 'expression', start);
      if (name === '') this.#code();
    }
  }

  /** What may follow in one expression without white space: names, arguments, content. */
  #expression(): void {
    const frame = this.#frames.at(-1);
    identifier.lastIndex = this.#from;
    const name = identifier.exec(this.#text)?.[0];
    const character = this.#text.charAt(this.#from);
    if (name !== undefined && frame?.isArgumentStart) {
      this.#from += name.length;
      frame.isArgumentStart = false;
      frame.argument = name;
    } else if (character === '.' && /[\p{L}_]/u.test(this.#text.charAt(this.#from + 1)) && frame) {
      this.#from++;
      frame.isArgumentStart = true;
    } else if ((character === '(' || character === '[') && frame) {
      frame.isArgumentStart = false;
      const call = this.#isMethod(frame) ? '' : frame.argument;
      this.#from++;
      this.#push(character === '(' ? 'code' : 'markup', character === '(' ? ')' : ']', this.#from - 1, call);
    } else this.#pop(this.#from);
  }

  /** `my.image(…)` is another function, `std.image(…)` is not. */
  #isMethod({ start, argument }: Frame): boolean {
    const before = this.#text.slice(Math.max(start, this.#from - argument.length - 6), this.#from - argument.length);
    return before.endsWith('.') && !/(?:^|#)std\.$/.test(before);
  }

  #code(): void {
    const match = this.#next(codeToken);
    if (!match) return;
    const { index, 0: token } = match;
    const frame = this.#frames.at(-1);
    if (token === '\n' || token === ';') {
      if (frame?.close === 'line') this.#pop(index);
      else if (frame) frame.isArgumentStart ||= token === ';';
    } else if (token === '(' || token === '{' || token === '[') this.#open(token, index);
    else if (token === ')' || token === ']' || token === '}') this.#close(token, index);
    else if (token === '$') this.#push('math', '$', index);
    else if (token === '"') this.#string(index);
    else if (token === ',') this.#argument('');
    else if (token === ':') return;
    else if (/^(?:\/\/|\/\*|`)/.test(token)) this.#skip(token, index);
    else this.#word(token, index);
  }

  #open(token: '(' | '{' | '[', index: number): void {
    const frame = this.#frames.at(-1);
    const closes = { '(': ')', '{': '}', '[': ']' } as const;
    const isContent = token === '[';
    const caption = isContent && frame?.argument === 'caption' && frame.isArgumentStart;
    if (frame) frame.isArgumentStart = false;
    this.#push(isContent ? 'markup' : 'code', closes[token], index, caption ? 'caption' : '');
  }

  #close(token: ')' | ']' | '}', index: number): void {
    const frame = this.#frames.at(-1);
    if (frame?.close === token) this.#pop(this.#from);
    // The line ends with the content that it stands in.
    else if (frame?.close === 'line') {
      this.#pop(index);
      this.#from = index;
    }
  }

  #argument(name: string): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    frame.argument = name;
    frame.isArgumentStart = true;
  }

  /** A name in code: of an argument, of a function that is called, or of anything else. */
  #word(token: string, index: number): void {
    const frame = this.#frames.at(-1);
    const next = this.#text.charAt(this.#from);
    if (frame?.isArgumentStart && frame.close === ')' && /^[\p{L}_]/u.test(token)) {
      const colon = /[^\S\n]{0,20}:/y;
      colon.lastIndex = this.#from;
      if (colon.test(this.#text)) {
        this.#argument(token);
        return;
      }
    }
    if (frame) frame.isArgumentStart = false;
    if ((next !== '(' && next !== '[') || !/^[\p{L}_]/u.test(token) || keywords.test(token)) return;
    const isMember =
      this.#text.charAt(index - 1) === '.' && !this.#text.slice(Math.max(0, index - 4), index).startsWith('std');
    this.#from++;
    this.#push(next === '(' ? 'code' : 'markup', next === '(' ? ')' : ']', this.#from - 1, isMember ? '' : token);
  }

  #string(start: number): void {
    const frame = this.#frames.at(-1);
    const end = stringEnd(this.#text, start);
    const range = { start: start + 1, end: Math.max(start + 1, end - 1) };
    this.#from = end;
    if (!frame?.isArgumentStart) return;
    frame.isArgumentStart = false;
    if (!isWholeArgument(this.#text, end)) return;
    if (frame.argument === '') frame.address ??= range;
    else if (frame.argument === 'alt') frame.alt = range;
    else if (frame.argument === 'caption') frame.caption = range;
  }

  /** Escapes, addresses, comments, raw text. */
  #skip(token: string, start: number): void {
    if (token.startsWith('`')) this.#raw(token, start);
    else if (token === '//') {
      const feed = this.#text.indexOf('\n', start);
      this.#from = feed === -1 ? this.#text.length : feed;
      this.found.comment({ start, end: this.#from }, true);
    } else if (token === '/*') {
      this.#from = commentEnd(this.#text, start);
      this.found.comment({ start, end: this.#from }, false);
    }
  }

  /** Two ticks are raw text with nothing in it. */
  #raw(ticks: string, start: number): void {
    if (ticks.length === 2) return;
    const close = this.#text.indexOf(ticks, this.#from);
    this.#from = close === -1 ? this.#text.length : close + ticks.length;
    if (ticks.length > 2) this.found.raw({ start, end: this.#from });
  }

  #push(mode: Mode, close: Frame['close'], start: number, call = ''): void {
    if (mode === 'markup') this.found.showFrom(this.#from);
    else if (mode === 'math') this.found.hideFrom(start);
    const isArgumentStart = close === ')' || close === 'expression';
    const bareBefore = this.found.bareCount;
    const nothing = { address: undefined, alt: undefined, caption: undefined };
    this.#frames.push({ mode, close, start, call, bareBefore, argument: '', isArgumentStart, ...nothing });
  }

  #pop(end: number): void {
    const frame = this.#frames.pop();
    if (!frame) return;
    const outer = this.#frames.at(-1);
    const inner = { start: frame.start + 1, end: Math.max(frame.start + 1, end - 1) };
    if (frame.call === 'caption' && frame.close === ']' && outer) outer.caption = inner;
    const { address, alt } = frame;
    if (frame.close === ')' && frame.call === 'image' && address)
      this.found.image({ whole: { start: frame.start - 'image'.length, end }, address, alt });
    if (frame.call === 'figure') {
      // Content behind the arguments belongs to the figure.
      if (frame.caption && outer?.close === 'expression') outer.caption = frame.caption;
      const caption = frame.caption ?? (frame.close === ']' ? outer?.caption : undefined);
      this.found.figure({ start: frame.start, end }, frame.bareBefore, caption);
    }
    if ((outer?.mode ?? 'markup') === 'markup') this.found.showFrom(end);
    else if (frame.mode === 'markup') this.found.hideFrom(end - 1);
  }
}
