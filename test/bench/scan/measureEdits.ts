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
  /** The processor's part of it, which tells more on a machine that others use. */
  readonly editProcessor: number;
}

export const editedKinds = [
  'md',
  'mdx',
  'html',
  'tsx',
  'css',
  'scss',
  'vue',
  'svelte',
  'astro',
  'rst',
  'adoc',
] as const satisfies readonly DocumentKind[];

const documentBytes = 200_000;
const edits = 60;

/** Of components the script, the markup and the style sheet; anywhere, words. */
const parts = [0.05, 0.5, 0.95];

/** A document of 200 KB in an editor, as somebody types in it: at its start, in its middle, at its end. */
export function measureEdits(kind: DocumentKind): EditMeasures {
  const languageId = languageOfFile(`a.${kind}`) ?? '';
  let text = documentText(kind, { bytes: documentBytes, images: 40, isWanting: true });
  const scan = new SpotScan(languageId, text, spotReaderFor);
  const count = scan.reading.spots.length;
  const times: number[] = [];
  const processorTimes: number[] = [];
  for (let index = 0; index < edits; index++) {
    const part = parts[index % parts.length] ?? 0;
    const offset = text.indexOf('the', Math.floor(text.length * part)) + 1;
    text = `${text.slice(0, offset)}x${text.slice(offset)}`;
    const processorStart = process.threadCpuUsage();
    const start = performance.now();
    scan.edit([{ offset, removed: 0, inserted: 1 }], text);
    const found = scan.reading.spots.length;
    times.push(performance.now() - start);
    const { user, system } = process.threadCpuUsage(processorStart);
    processorTimes.push((user + system) / 1000);
    if (found !== count) throw new Error(`${kind}: ${count} images became ${found}.`);
  }
  const wholes = Array.from({ length: 5 }, () => {
    const start = performance.now();
    spotReaderFor(languageId)?.(text);
    return performance.now() - start;
  });
  return { whole: median(wholes), edit: median(times), editProcessor: median(processorTimes) };
}
