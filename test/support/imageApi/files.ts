import { json } from './exchange.ts';
import type { ReceivedRequest, Reply } from './exchange.ts';
import { contentTypeOf } from './pictures.ts';
import type { Format } from './pictures.ts';

interface File {
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** The files behind the urls of answers. */
export class FileShelf {
  readonly #files = new Map<string, File>();
  /** Where the files are served, known once that server listens. */
  origin = '';

  /** The url of the file. It ends in .webp whatever the bytes are, and its signature holds only byte for byte. */
  add(bytes: Buffer, format: Format): string {
    const path = `/files/20261122/${this.#files.size + 1}.webp?se=2026-11-22T10%3A00%3A00Z&sp=r&sig=4%2Fq%2BPa%3D`;
    this.#files.set(path, { bytes, contentType: contentTypeOf(format) });
    return this.origin + path;
  }

  reply({ method, path }: ReceivedRequest): Reply {
    const file = this.#files.get(path);
    if (method !== 'GET') return json(405, { Code: 'MethodNotAllowed', Message: 'Only GET.' });
    if (file) return { status: 200, headers: { 'content-type': file.contentType }, body: file.bytes };
    const [plain] = path.split('?');
    const mangled = [...this.#files.keys()].some((known) => known.split('?')[0] === plain);
    return mangled
      ? json(403, { Code: 'AccessDenied', Message: 'The signature does not match.' })
      : json(404, { Code: 'NoSuchKey', Message: 'The file does not exist.' });
  }
}
