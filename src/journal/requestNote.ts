import { hasShape, isAbsentOr, isHash, isText, type Test } from '../images/fields.ts';
import type { ImageRequest } from '../images/image.ts';
import { isRequest } from '../images/recipeCheck.ts';

/** What is written down of a request before it is sent: enough to tell of it, and to make it again. */
export interface RequestNote {
  readonly version: 1;
  readonly request: ImageRequest;
  /** The host that is asked; absent for the local model, which costs nothing. */
  readonly service?: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** The workspace of the window that asked; other windows keep quiet about the request. */
  readonly workspace: string;
  /** The folder on disk that gets the images, and the one it must not leave. */
  readonly folder?: { readonly path: string; readonly root: string };
  /** The address of the document that the images are for. */
  readonly document?: string;
  readonly parent?: string;
  /** The prompt as the user wrote it, before the house style was added; absent when that is `request.prompt`. */
  readonly words?: string;
  /** What the file is to be called; the prompt says it when absent. */
  readonly fileName?: string;
  /** The window that asked. */
  readonly window: string;
}

const isFolder = hasShape({ path: isText, root: isText });

const isNote = hasShape({
  version: (value) => value === 1,
  request: isRequest,
  service: isAbsentOr(isText),
  startedAt: isText,
  workspace: isText,
  folder: isAbsentOr(isFolder),
  document: isAbsentOr(isText),
  parent: isAbsentOr(isHash),
  words: isAbsentOr(isText),
  fileName: isAbsentOr(isText),
  window: isText,
} satisfies Record<keyof RequestNote, Test>);

/** Undefined when it is damaged or from another time: the folder around it is then looked at without it. */
export function readNote(text: string): RequestNote | undefined {
  try {
    const note = JSON.parse(text) as unknown;
    return isNote(note) ? (note as RequestNote) : undefined;
  } catch {
    return undefined;
  }
}
