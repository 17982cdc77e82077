import { randomUUID } from 'node:crypto';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { RequestNote } from '../../../src/journal/requestNote.ts';
import { temporaryFolder } from '../../support/walk/temporaryFolder.ts';
import { Walk, type Places } from '../../support/walk/walk.ts';

/** The note of a window that is gone. */
export const orphanNote: RequestNote = {
  version: 1,
  request: { prompt: 'A paper boat', model: 'gpt-image-2', count: 2 },
  service: 'api.cometapi.com',
  startedAt: '2026-11-23T10:00:00.000Z',
  workspace: 'file:///workspace',
  window: 'gone',
};

/** A storage with nothing in it but the folder of the requests. */
export async function startStorage(context: TestContext) {
  const folder = await temporaryFolder(context);
  const places: Places = { storage: join(folder, 'storage'), images: join(folder, 'images') };
  const requests = join(places.storage, 'requests');
  await Promise.all([mkdir(requests, { recursive: true }), mkdir(places.images)]);
  return { ...places, folder, requests, walk: new Walk(places) };
}

type OrphanFiles = Readonly<Record<string, string | Uint8Array>>;

/** What a request left, long ago. Answers its folder. */
export async function leaveRequest(requests: string, files: OrphanFiles, name: string = randomUUID()): Promise<string> {
  const folder = join(requests, name);
  await mkdir(folder);
  const all = { 'request.json': JSON.stringify(orphanNote), ...files };
  await Promise.all(Object.entries(all).map(([file, bytes]) => writeFile(join(folder, file), bytes)));
  await utimes(folder, 0, 0);
  return folder;
}
