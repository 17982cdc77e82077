/** In bytes, with the number and the extension. */
const shortLimit = 64;
/** What file systems bear. */
const longLimit = 255;

export interface NamedFile {
  readonly stem: string;
  readonly extension: string;
  /** Somebody chose the name: it is as long as it is. */
  readonly isNamed?: true | undefined;
}

/**
 * The first of `boat.png`, `boat-2.png`, `boat-3.png`… that is not taken; at most 64 bytes long unless somebody named
 * it. `taken` is asked in lower case: names that differ in case alone are one file on Windows and macOS.
 */
export function freeName({ stem, extension, isNamed }: NamedFile, taken: (nameLowerCase: string) => boolean): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? `.${extension}` : `-${number}.${extension}`;
    const name = cutToBytes(stem, (isNamed ? longLimit : shortLimit) - ending.length) + ending;
    if (!taken(name.toLowerCase())) {
      return name;
    }
  }
}

function cutToBytes(stem: string, limit: number): string {
  const bytes = Buffer.from(stem);
  // A character that is cut in two decodes as U+FFFD.
  return bytes.length <= limit ? stem : bytes.toString('utf8', 0, limit).replace(/[-. \ufffd]+$/, '');
}
