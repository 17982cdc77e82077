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
    const note = JSON.parse(text) as unknown;
    return isNote(note) ? note : undefined;
  } catch {
    return undefined;
  }
}

function isNote(note: unknown): note is RequestNote {
  if (!isRecord(note) || note.version !== 1) return false;
  const { request, folder, startedAt, workspace, window, service, document, parent } = note;
  return (
    [startedAt, workspace, window].every(isText) &&
    [service, document, parent].every(isMaybeText) &&
    (folder === undefined || (isRecord(folder) && isText(folder.path) && isText(folder.root))) &&
    isRecord(request) &&
    isRequest(request)
  );
}

function isRequest({ prompt, model, count, outputCompression, ...choices }: Fields): boolean {
  const isMaybeNumber = outputCompression === undefined || typeof outputCompression === 'number';
  return (
    [prompt, model].every(isText) &&
    Number.isSafeInteger(count) &&
    isMaybeNumber &&
    Object.values(choices).every(isText)
  );
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isText = (value: unknown): boolean => typeof value === 'string';
const isMaybeText = (value: unknown): boolean => value === undefined || isText(value);
