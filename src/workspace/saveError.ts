/** Why an image could not be put where it belongs. The message is a sentence for people. */
export class SaveError extends Error {
  override readonly name = 'SaveError';
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'the folder may not be written to',
  EPERM: 'the folder may not be written to',
  NoPermissions: 'the folder may not be written to',
  ENOTDIR: 'a part of its path is a file',
  FileNotADirectory: 'a part of its path is a file',
  EEXIST: 'a part of its path is a file',
  ENAMETOOLONG: 'its path is too long',
  ENOENT: 'the folder is gone',
  FileNotFound: 'the folder is gone',
};

/** Any error of the disk as a `SaveError` about a folder. */
export function asSaveError(error: unknown, folder: string): SaveError {
  if (error instanceof SaveError) return error;
  return new SaveError(`The image could not be saved in ${folder}: ${reasonOf(error)}.`, { cause: error });
}

/** The same before there is an image. */
export function asRefusal(error: unknown, folder: string): SaveError {
  if (error instanceof SaveError) return error;
  const message = `No image can be saved in ${folder}: ${reasonOf(error)}. Nothing was sent.`;
  return new SaveError(message, { cause: error });
}

/** In words that end a sentence. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return (code && reasons[code]) ?? (error instanceof Error ? error.message : String(error));
}

/** The code of an error of Node's or of VS Code's file system; undefined for others. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
