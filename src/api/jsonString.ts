export const quote = 0x22;
const backslash = 0x5c;

/** Below zero when the string goes on. `from` is not escaped. */
export function closingQuote(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(quote, from);
  while (at >= 0 && endsInEscape(bytes, from, at)) at = bytes.indexOf(quote, at + 1);
  return at;
}

/** Whether the byte at `end` is escaped: an odd number of backslashes stands before it. */
export function endsInEscape(bytes: Buffer, from: number, end: number): boolean {
  let start = end;
  while (start > from && bytes[start - 1] === backslash) start--;
  return (end - start) % 2 === 1;
}

const escapes = /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])/g;
const cutEscape = /\\(?:u[0-9a-fA-F]{0,3})?$/;
const longestCut = 5;

const shortEscapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * What a JSON string says, in pieces cut anywhere, one character a byte. Exact for all that is ASCII but backslashes,
 * thus for keys and base64: signs beyond Latin-1 come as its last one, and escapes that JSON does not know stay.
 */
export class JsonUnescaper {
  #cut = '';

  unescape(piece: string): string {
    const text = this.#cut + piece;
    this.#cut = cutEscape.exec(text.slice(-longestCut))?.[0] ?? '';
    const whole = this.#cut ? text.slice(0, -this.#cut.length) : text;
    return whole.includes('\\') ? whole.replace(escapes, said) : whole;
  }
}

function said(escape: string): string {
  const letter = escape.charAt(1);
  if (letter !== 'u') return shortEscapes[letter] ?? letter;
  // Node decodes a sign beyond as the letter that its low byte stands for.
  return String.fromCharCode(Math.min(parseInt(escape.slice(2), 16), 0xff));
}
