import { readingsOf } from './readings.ts';

/** So many characters of a secret in a row are not shown; fewer say little, and words share them. */
const pieceLength = 8;
/** Shorter ones are no secrets: every text holds them. */
const shortestSecret = 4;

/**
 * What stands in front of the log and of every message: a text that passed it holds no piece of a hidden secret, in no
 * spelling, and nothing that looks like a secret. It takes time in proportion to the text.
 */
export class Redactor {
  /** In lower case, by their length. */
  readonly #pieces = new Map<number, Set<string>>();
  /** By the last three characters: whether a piece may end here. */
  readonly #mayEnd = new Uint8Array(2 ** 15);

  /** From now on no text holds this one. */
  hide(secret: string): void {
    if (secret.length < shortestSecret) return;
    const length = Math.min(secret.length, pieceLength);
    const pieces = this.#pieces.get(length) ?? new Set();
    for (let start = 0; start + length <= secret.length; start++) {
      pieces.add(secret.slice(start, start + length).toLowerCase());
    }
    this.#pieces.set(length, pieces);
    for (let index = 0, ending = 0; index < secret.length; index++) {
      ending = nextEnding(ending, secret.charCodeAt(index));
      if (index + 1 >= length) this.#mayEnd[ending] = 1;
    }
  }

  clean(text: string): string {
    let clean = this.#withoutSecrets(text);
    for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
    return clean;
  }

  #withoutSecrets(text: string): string {
    if (this.#pieces.size === 0) return text;
    const isSecret = new Uint8Array(text.length);
    for (const { codes, starts, ends } of readingsOf(text)) {
      for (let index = 0, ending = 0; index < codes.length; index++) {
        ending = nextEnding(ending, codes[index] ?? 0);
        if (this.#mayEnd[ending] === 0) continue;
        const length = this.#pieceEndingAt(codes, index);
        if (length > 0) isSecret.fill(1, starts[index - length + 1], ends[index]);
      }
    }
    return withoutMarked(text, isSecret);
  }

  /** The length of the piece, 0 when there is none. */
  #pieceEndingAt(codes: Uint16Array, index: number): number {
    for (const [length, pieces] of this.#pieces) {
      const start = index - length + 1;
      if (start >= 0 && pieces.has(String.fromCharCode(...codes.subarray(start, index + 1)).toLowerCase()))
        return length;
    }
    return 0;
  }
}

/** Five bits of each of the last three characters: those that tell letters apart, whatever their case. */
const nextEnding = (ending: number, code: number): number => ((ending << 5) | (code & 31)) & 0x7fff;

function withoutMarked(text: string, isMarked: Uint8Array): string {
  let clean = '';
  for (let start = 0, mark = isMarked.indexOf(1); start < text.length; mark = isMarked.indexOf(1, start)) {
    if (mark < 0) return clean + text.slice(start);
    const end = isMarked.indexOf(0, mark);
    clean += `${text.slice(start, mark)}[redacted key]`;
    start = end < 0 ? text.length : end;
  }
  return clean;
}

/**
 * What secrets look like. None of these can be made to look at a character over and over: what repeats begins at a
 * place that no repetition of it has passed, or is short.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s{1,9}[\w.~+/=-]{6,}/gi, '$1 [redacted]'],
  [/\bsk-[\w*-]{6,}/g, '[redacted key]'],
  // What servers show of a key, as in abc***xyz.
  [/(?<![\w-])[\w-]{2,}[*•…]{3,}[\w-]*/g, '[redacted key]'],
  // Also as JSON, as JSON in JSON, and as a list of names and values. A value of several words goes as a whole.
  [
    /\b(authorization|x-api-key|api-key|(?:set-)?cookie)(["'\\]{0,4}\s{0,9}[:=]\s{0,9}["'\\]{0,4}|["'\\]{1,4},\s{0,9}["'\\]{1,4})[^\s"'\\][^\r\n"'\\]*/gi,
    '$1$2[redacted]',
  ],
  [
    /((?:[?&;]|%3f|%26)(?:key|api[_-]?key|token|access[_-]token|key-pair-id|policy|sig|signature|se|x-(?:amz|goog|tos|oss)-[\w-]{1,40})(?:=|%3d))[^&\s"'<>\\]+/gi,
    '$1[redacted]',
  ],
  [/\b([a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@"'?#]+@/gi, '$1[redacted]@'],
  // A path may be as long: it mixes the two alphabets of base64, or lacks capitals and digits, or begins with a slash,
  // as of images only that of a JPEG does.
  [
    /(?<![\w+/-])(?!\/(?!9j\/))(?=[\w+/-]*(?:=|[A-Z]))(?=[\w+/-]*(?:=|[a-z]))(?=[\w+/-]*(?:=|\d))(?:[A-Za-z\d+/]{65,}|[\w-]{65,})(?![\w+/-])={0,2}/g,
    '[long data]',
  ],
];

/** What of a text is looked at when only its beginning is shown. */
const mostRead = 20_000;

/** Text of a server, fit to stand in a sentence: one line, short, without secrets, control and bidi characters. */
export function quotable(text: string, key?: string, most = 300): string {
  const redactor = new Redactor();
  if (key) redactor.hide(key);
  const line = redactor
    .clean(text.slice(0, mostRead))
    .replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toWellFormed();
  return line.length > most ? `${line.slice(0, most).toWellFormed()}…` : line;
}
