import type { ImageRequest } from '../images/image.ts';

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
  /** The window that asked. */
  readonly window: string;
}

/** Undefined when it is damaged or from another time: the folder around it is then looked at without it. */
export function readNote(text: string): RequestNote | undefined {
  try {
    const note = JSON.parse(text) as Partial<RequestNote> | null;
    const isNote =
      note?.version === 1 && typeof note.request?.prompt === 'string' && typeof note.request.model === 'string';
    return isNote && areTexts([note.startedAt, note.workspace, note.window]) ? (note as RequestNote) : undefined;
  } catch {
    return undefined;
  }
}

const areTexts = (values: readonly unknown[]): boolean => values.every((value) => typeof value === 'string');
