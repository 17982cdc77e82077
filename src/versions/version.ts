import { hasShape, isHash, isNumber, isText, type Test } from '../images/fields.ts';
import type { ImageType } from '../images/image.ts';
import { imageTypeNamed } from '../images/imageTypeNamed.ts';

/** What an image file held before another image took its place. */
export interface Version {
  readonly version: 1;
  /** The file, as a Uri in text. */
  readonly file: string;
  /** SHA-256 of the bytes, in hex. */
  readonly hash: string;
  readonly type: ImageType;
  readonly bytes: number;
  /** When it was replaced: ISO 8601, UTC. */
  readonly at: string;
}

/** A file or a folder has another name: what was written down before is found under the new one. */
export interface Move {
  readonly version: 1;
  readonly from: string;
  readonly to: string;
}

const isFirstFormat: Test = (value) => value === 1;

const versionTests: Readonly<Record<keyof Version, Test>> = {
  version: isFirstFormat,
  file: isText,
  hash: isHash,
  type: (value) => imageTypeNamed(value) !== undefined,
  bytes: isNumber,
  at: isText,
};

const moveTests: Readonly<Record<keyof Move, Test>> = { version: isFirstFormat, from: isText, to: isText };

const isVersion = hasShape(versionTests);
const isMove = hasShape(moveTests);

/** Undefined unless all of it has the right shape. */
export function entryFrom(value: unknown): Version | Move | undefined {
  if (isVersion(value)) return value as Version;
  return isMove(value) ? (value as Move) : undefined;
}

/** Where a file is after a move; undefined when it stays. */
export function movedFile(file: string, { from, to }: Move): string | undefined {
  if (file === from) return to;
  return file.startsWith(`${from}/`) ? `${to}${file.slice(from.length)}` : undefined;
}

/** Of the file that holds its bytes. */
export function fileNameOf({ hash, type }: Version): string {
  return `${hash}.${type}`;
}
