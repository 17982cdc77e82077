/** More than any line of ours; longer ones would hold up the event loop. */
const longestLine = 4 * 2 ** 20;

export interface JsonLine {
  /** Undefined when the line is no JSON or far too long. */
  readonly value: unknown;
  /** Where the next line starts. */
  readonly end: number;
}

/** The lines that are whole, one by one; blank ones are passed over, and what follows the last line break is left alone. */
export function* jsonLines(bytes: Uint8Array): Generator<JsonLine> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 0;
  for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, start)) {
    const isTooLong = end - start > longestLine;
    const text = isTooLong ? '' : buffer.toString('utf8', start, end);
    start = end + 1;
    if (isTooLong || text.trim() !== '') yield { value: isTooLong ? undefined : parse(text), end: start };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
