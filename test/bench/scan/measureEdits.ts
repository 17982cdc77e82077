import { SpotScan } from '../../../src/documents/spots/spotScan.ts';
import { languageOfFile, spotReaderFor } from '../../../src/documents/spots/spotReaders.ts';
import { median } from '../median.ts';
import { documentText, type DocumentKind } from './documentText.ts';

/** Milliseconds, medians. */
export interface EditMeasures {
  /** The whole document read anew. */
  readonly whole: number;
  /** A letter typed in the middle of a word, and all images found again. */
  readonly edit: number;
}

export const editedKinds = [
  'md',
  'mdx',
  'html',
  'tsx',
  'css',
  'rst',
  'adoc',
] as const satisfies readonly DocumentKind[];

const documentBytes = 200_000;
const edits = 60;

/** A document of 200 KB in an editor, as somebody types in it: at its start, in its middle, at its end. */
export function measureEdits(kind: DocumentKind): EditMeasures {
  const languageId = languageOfFile(`a.${kind}`) ?? '';
  let text = documentText(kind, { bytes: documentBytes, images: 40, isWanting: true });
  const scan = new SpotScan(languageId, text, spotReaderFor);
  const count = scan.reading.spots.length;
  const places = [0.05, 0.5, 0.95].map((part) => text.indexOf('the', Math.floor(text.length * part)) + 1);
  const times: number[] = [];
  for (let index = 0; index < edits; index++) {
    const offset = places[index % places.length] ?? 0;
    text = `${text.slice(0, offset)}x${text.slice(offset)}`;
    const start = performance.now();
    scan.edit([{ offset, removed: 0, inserted: 1 }], text);
    const found = scan.reading.spots.length;
    times.push(performance.now() - start);
    if (found !== count) throw new Error(`${kind}: ${count} images became ${found}.`);
  }
  const wholes = Array.from({ length: 5 }, () => {
    const start = performance.now();
    spotReaderFor(languageId)?.(text);
    return performance.now() - start;
  });
  return { whole: median(wholes), edit: median(times) };
}
