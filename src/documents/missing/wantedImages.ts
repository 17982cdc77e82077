import { posix } from 'node:path';
import { typeByName } from '../../images/typeByName.ts';
import { isFileName, isInside, resolvePath } from '../folderPath.ts';
import type { CommentSpot, ImageSpot, LinkSpot, SpotReading } from '../spots/imageSpot.ts';
import type { OffsetRange } from '../trackedRange.ts';
import type { DocumentPlaces } from './documentPlaces.ts';
import type { FolderNames } from './folderNames.ts';
import { localPaths } from './localPaths.ts';
import { placeholderAddress, remoteAddress } from './placeholderAddress.ts';
import { promptOfComment, promptOfLink } from './wantedPrompt.ts';

/** An image that a document asks for and does not have. */
export interface WantedImage {
  /** A link to a file that is not there, a placeholder picture of a service, or a comment that asks for one. */
  readonly kind: 'missing' | 'placeholder' | 'comment';
  readonly spot: ImageSpot;
  /** Finds it again in a later text of the document. */
  readonly key: string;
  readonly prompt: string;
  /** Whole pixels, as the document says; absent when it does not. */
  readonly size?: { readonly width: number; readonly height: number };
  /** `2K` and the like, which only a comment can ask for. */
  readonly sizeWord?: string;
  readonly model?: string;
  /** The absolute Uri path that the document names for the file; absent when the file name is ours to choose. */
  readonly path?: string;
  /** The file that a comment names is there: only its link is missing. */
  readonly isMade?: true;
}

/** An image that looks wanted and is not, or cannot be made. */
export interface PassedOver {
  readonly spot: ImageSpot;
  readonly reason: 'otherCase' | 'outside' | 'badName' | 'otherType';
}

export interface WantedReading {
  /** In the order of the text. A file that is linked several times is wanted by each of its links. */
  readonly wanted: readonly WantedImage[];
  readonly passedOver: readonly PassedOver[];
}

export interface WantedQuestion {
  readonly text: string;
  readonly reading: SpotReading;
  /** Absolute Uri path. */
  readonly documentPath: string;
  readonly places: DocumentPlaces;
  readonly names: FolderNames;
}

/** Which images of a document are still to be made. */
export async function wantedImages(question: WantedQuestion): Promise<WantedReading> {
  const wanted: WantedImage[] = [];
  const passedOver: PassedOver[] = [];
  const keyOf = keyWriter(question.text);
  for (const spot of question.reading.spots) {
    // Of every spot: a key counts those before it that are written alike.
    const key = keyOf(spot);
    const found = await (spot.kind === 'comment' ? commentOf(spot, key, question) : linkOf(spot, key, question));
    if (typeof found === 'string') passedOver.push({ spot, reason: found });
    else if (found) wanted.push(found);
  }
  return { wanted, passedOver };
}

/**
 * The spot that a key was written for, in this text or a later one. Where others that are written alike are gone
 * meanwhile, it is the last one left; undefined when none is.
 */
export function spotOf(key: string, text: string, { spots }: SpotReading): ImageSpot | undefined {
  const [, count = '', written = ''] = /^(\d+) ([^]*)$/.exec(key) ?? [];
  const alike = spots.filter((spot) => writtenAt(spot, text) === written);
  return alike[Number(count)] ?? alike.at(-1);
}

/** What is written there, and how many before it are written alike. */
function keyWriter(text: string): (spot: ImageSpot) => string {
  const counts = new Map<string, number>();
  return (spot) => {
    const written = writtenAt(spot, text);
    const count = counts.get(written) ?? 0;
    counts.set(written, count + 1);
    return `${count} ${written}`;
  };
}

function writtenAt(spot: ImageSpot, text: string): string {
  const { start, end } = rangeOf(spot);
  return `${spot.kind} ${text.slice(start, end)}`;
}

/** Where a person looks for it: the address of a link, the whole of a comment. */
export function rangeOf(spot: ImageSpot): OffsetRange {
  return spot.kind === 'comment' ? spot.whole : spot.address;
}

type Reason = PassedOver['reason'];

async function linkOf(
  spot: LinkSpot,
  key: string,
  { reading, documentPath, places, names }: WantedQuestion,
): Promise<WantedImage | Reason | undefined> {
  const prompt = (fileStem: string): string => promptOfLink(spot, reading.around(spot.whole.start), fileStem);
  const placeholder = placeholderOf(spot);
  if (placeholder) {
    const size = ownSize(spot) ?? placeholder.size;
    return { kind: 'placeholder', spot, key, prompt: prompt(''), ...(size && { size }) };
  }
  const paths = localPaths(spot, places, documentPath);
  const [path] = paths;
  if (path === undefined) return undefined;
  const found = await Promise.all(paths.map((each) => names.find(each)));
  if (found.includes('there')) return undefined;
  if (typeByName(path) === undefined) return 'otherType';
  if (found.includes('otherCase')) return 'otherCase';
  if (!isInside(places.root, path)) return 'outside';
  if (!isFileName(posix.basename(path))) return 'badName';
  const size = ownSize(spot);
  return { kind: 'missing', spot, key, path, prompt: prompt(posix.parse(path).name), ...(size && { size }) };
}

/** A remote picture that carries a hint of what should be there is one, whoever serves it. */
function placeholderOf({ target, hint }: LinkSpot): ReturnType<typeof placeholderAddress> {
  return placeholderAddress(target) ?? (hint !== undefined && remoteAddress(target) ? {} : undefined);
}

function ownSize({ width, height }: LinkSpot): WantedImage['size'] {
  return width && height ? { width, height } : undefined;
}

async function commentOf(
  spot: CommentSpot,
  key: string,
  { places, names }: WantedQuestion,
): Promise<WantedImage | Reason | undefined> {
  if (spot.isServed) return undefined;
  const { model, size = '', file } = spot.options;
  const [, width, height] = /^(\d{1,5})\s*[x×*]\s*(\d{1,5})$/i.exec(size) ?? [];
  const path = file === undefined ? undefined : fileOf(file, places);
  if (path !== undefined) {
    if (typeByName(path) === undefined) return 'otherType';
    if (!isInside(places.root, path)) return 'outside';
    if (!isFileName(posix.basename(path))) return 'badName';
  }
  const isMade = path !== undefined && (await names.find(path)) === 'there';
  return {
    ...{ kind: 'comment', spot, key, prompt: promptOfComment(spot) },
    ...(width !== undefined && { size: { width: Number(width), height: Number(height) } }),
    ...(width === undefined && size !== '' && { sizeWord: size }),
    ...(model !== undefined && { model }),
    ...(path !== undefined && { path }),
    ...(isMade && { isMade }),
  };
}

/** As in the settings from the workspace folder; from the document's with a dot, from the web's root with a slash. */
function fileOf(file: string, { folder, root, webRoot }: DocumentPlaces): string {
  const path = file.replaceAll('\\', '/');
  if (path.startsWith('/')) return resolvePath(webRoot ?? root, `.${posix.resolve(path)}`);
  return resolvePath(/^\.\.?\//.test(path) ? folder : root, path);
}
