/** In bytes, with the number and the extension. */
const nameLimit = 64;

/**
 * The first of `boat.png`, `boat-2.png`, `boat-3.png`… that is not taken, at most 64 bytes long. `taken` is asked in
 * lower case: names that differ in case alone are one file on Windows and macOS.
 */
export function freeName(stem: string, extension: string, taken: (nameLowerCase: string) => boolean): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? `.${extension}` : `-${number}.${extension}`;
    const name = cutToBytes(stem, nameLimit - ending.length) + ending;
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
