import { altTextBeside } from './imageReferenceAlt.ts';
import { imageFolders } from './imageReferenceFolders.ts';
import { bareReferences } from './imageReferenceLatex.ts';
import { ImageLookUp, type FoundImage } from './imageReferenceReading.ts';
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

/** More than a gallery has. */
const mostReferences = 20_000;

/** For all starts of one ending. */
const mostLookUpsForEnding = 256;

/**
 * The images of a document, whatever its language, in order: every piece of text with an image's extension is looked
 * up in the readings that it allows, and stands for the first image that exists. Never throws; takes linear time, and
 * leaves out what comes after very many references or look-ups.
 */
export function imageReferences(question: ReferenceQuestion): readonly ImageReference[] {
  const steps = referenceSteps(question);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in small steps, with a pause after each. */
export async function imageReferencesWithPauses(
  question: ReferenceQuestion,
  pause: () => Promise<void>,
): Promise<readonly ImageReference[]> {
  const steps = referenceSteps(question);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await pause();
  }
}

/** Yields between steps, each of which takes a few milliseconds at worst. */
function* referenceSteps(question: ReferenceQuestion): Generator<undefined, readonly ImageReference[]> {
  const { text, documentPath, webRoots, isImage } = question;
  const lookUp = new ImageLookUp({ folders: imageFolders(text, documentPath), webRoots, isImage });
  const found: FoundImage[] = [];
  for (const image of imagesIn(text, lookUp)) {
    if (image) found.push(image);
    if (found.length === mostReferences || lookUp.left === 0) break;
    yield;
  }
  const references: ImageReference[] = [];
  const lineAt = lineCounter(text);
  for (const { start, end, path } of apart(found)) {
    references.push({ range: { start, end }, line: lineAt(start), path, alt: altTextBeside(text, { start, end }) });
    yield;
  }
  return references;
}

/** Undefined stands for a step without an image. */
function* imagesIn(text: string, lookUp: ImageLookUp): Generator<FoundImage | undefined> {
  yield* extendedReferences(text, lookUp);
  yield* bareReferences(text, lookUp);
}

function* extendedReferences(text: string, lookUp: ImageLookUp): Generator<FoundImage | undefined> {
  const remote = remoteAddresses(text);
  let nextRemote = remote.next();
  let remoteEnd = 0;
  // A path may hold one earlier ending; with more, the work would be quadratic.
  let [secondLastEnd, lastEnd] = [0, 0];
  for (const { index, 0: extension } of text.matchAll(pathEnd)) {
    const end = index + extension.length;
    for (; !nextRemote.done && nextRemote.value.start < end; nextRemote = remote.next()) {
      remoteEnd = nextRemote.value.end;
      yield;
    }
    const from = Math.max(secondLastEnd, remoteEnd, end - longestPath);
    const starts = from < end ? pathStarts(text, { start: from, end }, lastEnd) : [];
    yield firstImage(text, { starts, end }, lookUp);
    [secondLastEnd, lastEnd] = [lastEnd, end];
  }
}

function firstImage(
  text: string,
  { starts, end }: { readonly starts: readonly number[]; readonly end: number },
  lookUp: ImageLookUp,
): FoundImage | undefined {
  const enough = lookUp.left - mostLookUpsForEnding;
  for (const start of starts) {
    const path = lookUp.imageBehind(text.slice(start, end), isFileAddress(text, start));
    if (path !== undefined) return { start, end, path };
    if (lookUp.left <= enough) return undefined;
  }
  return undefined;
}

function isFileAddress(text: string, start: number): boolean {
  return /file:(?:\\?\/){2}(?:localhost)?$/i.test(text.slice(Math.max(0, start - 20), start));
}

/** In order; of those that overlap the one that holds the other stays, else the earlier. */
function apart(all: readonly FoundImage[]): readonly FoundImage[] {
  const kept: FoundImage[] = [];
  for (const one of all.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  }
  return kept;
}

/** Offsets must be asked in order. */
function lineCounter(text: string): (offset: number) => number {
  let [line, counted] = [0, 0];
  return (offset) => {
    for (; counted < offset; counted++) {
      const character = text.charAt(counted);
      if (character === '\n' || (character === '\r' && text.charAt(counted + 1) !== '\n')) line++;
    }
    return line;
  };
}
