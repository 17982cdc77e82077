import { altTextBeside } from './imageReferenceAlt.ts';
import { imageFolders } from './imageReferenceFolders.ts';
import { bareReferences } from './imageReferenceLatex.ts';
import { imageBehind, type ReadingPlace } from './imageReferenceReading.ts';
import { remoteAddresses } from './imageReferenceRemote.ts';
import { pathStarts } from './imageReferenceStarts.ts';
import type { OffsetRange } from './trackedRange.ts';

export { renamedReference } from './imageReferenceRename.ts';

export interface ImageReference {
  /** Where the path stands in the text, as written, without query and fragment. */
  readonly range: OffsetRange;
  /** 0-based. */
  readonly line: number;
  /** The absolute `/` path that `isImage` confirmed. A Windows drive has a small letter. */
  readonly path: string;
  /** The alternative text beside it as one plain line, '' when there is none. */
  readonly alt: string;
}

export interface ReferenceQuestion {
  readonly text: string;
  /** The document's absolute Uri path. */
  readonly documentPath: string;
  /** Folders that a web server may show as `/`, as absolute Uri paths without a slash at the end. */
  readonly webRoots: readonly string[];
  /** Whether an image lies at an absolute Uri path. */
  readonly isImage: (path: string) => boolean;
}

/** The longest path that is looked up, in UTF-16 units as written. */
const longestPath = 1024;

/** Not the middle of a longer name: `a.png.bak`, `a.png-old`, `a.png~`, `a.png/b`. */
const pathEnd = /\.(?:png|jpe?g|webp|gif|avif|svg)(?![a-z\d~@]|[_.-]\w|\.~|\\?\/|%[\da-f]{2})/gi;

interface Found extends OffsetRange {
  readonly path: string;
}

/**
 * The images of a document, whatever its language, in order: every piece of text with an image's extension is looked
 * up in the readings that it allows, and stands for the first image that exists. Never throws; takes linear time.
 */
export function imageReferences(question: ReferenceQuestion): readonly ImageReference[] {
  const { text, documentPath, webRoots, isImage } = question;
  const place = { folders: imageFolders(text, documentPath), webRoots, isImage };
  const found = apart([...extendedReferences(text, place), ...bareReferences(text, place)]);
  const lineAt = lineCounter(text);
  return found.map(({ start, end, path }) => ({
    range: { start, end },
    line: lineAt(start),
    path,
    alt: altTextBeside(text, { start, end }),
  }));
}

function extendedReferences(text: string, place: ReadingPlace): readonly Found[] {
  const found: Found[] = [];
  const remote = remoteAddresses(text)[Symbol.iterator]();
  let nextRemote = remote.next();
  let remoteEnd = 0;
  // A path may hold one earlier ending; with more, the work would be quadratic.
  let [secondLastEnd, lastEnd] = [0, 0];
  for (const { index, 0: extension } of text.matchAll(pathEnd)) {
    const end = index + extension.length;
    for (; !nextRemote.done && nextRemote.value.start < end; nextRemote = remote.next()) {
      remoteEnd = nextRemote.value.end;
    }
    const from = Math.max(secondLastEnd, remoteEnd, end - longestPath);
    const starts = from < end ? pathStarts(text, { start: from, end }, lastEnd) : [];
    const reference = firstImage(text, { starts, end }, place);
    if (reference) found.push(reference);
    [secondLastEnd, lastEnd] = [lastEnd, end];
  }
  return found;
}

function firstImage(
  text: string,
  { starts, end }: { readonly starts: readonly number[]; readonly end: number },
  place: ReadingPlace,
): Found | undefined {
  for (const start of starts) {
    const path = imageBehind(text.slice(start, end), isFileAddress(text, start) ? { ...place, webRoots: [] } : place);
    if (path !== undefined) return { start, end, path };
  }
  return undefined;
}

function isFileAddress(text: string, start: number): boolean {
  return /file:(?:\\?\/){2}(?:localhost)?$/i.test(text.slice(Math.max(0, start - 20), start));
}

/** In order; of those that overlap the one that holds the other stays, else the earlier. */
function apart(all: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const one of all.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  }
  return kept;
}

/** Offsets must be asked in order. */
function lineCounter(text: string): (offset: number) => number {
  let [line, counted] = [0, 0];
  return (offset) => {
    line += text.slice(counted, offset).match(/\r\n?|\n/g)?.length ?? 0;
    counted = offset;
    return line;
  };
}
