/** Of ASCII; the text is bytes, one character each. */
const whiteSpace = /[\t-\r ]+/g;

/**
 * Decodes base64 that comes in pieces, in both alphabets, with white space, with and without padding. What is no
 * base64 is left out and told as damage.
 */
export class Base64Decoder {
  #rest = '';
  #isPadded = false;
  #isDamaged = false;

  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** The bytes that are whole so far. */
  decode(piece: string): Buffer {
    const text = this.#rest + piece;
    const length = wholeGroups(text);
    const bytes = Buffer.from(text.slice(0, length), 'base64');
    // Node skips whatever is no letter, so a full count says that there was nothing else.
    if (this.#isPadded || bytes.length * 4 !== length * 3) return this.#decodeCarefully(text);
    this.#rest = text.slice(length);
    return bytes;
  }

  /** The last bytes. */
  end(): Buffer {
    return this.#decodeCarefully(`${this.#rest}=`);
  }

  #decodeCarefully(text: string): Buffer {
    const padding = this.#isPadded ? 0 : text.indexOf('=');
    this.#isPadded = padding >= 0;
    const body = this.#isPadded ? text.slice(0, padding) : text;
    const signs = body.replace(whiteSpace, '');
    const letters = signs.replace(/[^A-Za-z0-9+/_-]+/g, '');
    const hasMore = this.#isPadded && /[^=\t-\r ]/.test(text.slice(padding));
    if (hasMore || letters.length < signs.length) this.#isDamaged = true;
    const length = wholeGroups(letters);
    this.#rest = this.#isPadded ? '' : letters.slice(length);
    // One letter alone is less than a byte.
    if (this.#isPadded && letters.length === length + 1) this.#isDamaged = true;
    return Buffer.from(this.#isPadded ? letters : letters.slice(0, length), 'base64');
  }
}

/** Four letters are three bytes. */
const wholeGroups = ({ length }: string): number => length - (length % 4);
