import { isDeepStrictEqual } from 'node:util';

/** What `read` answers as soon as it is the expected; after half a minute, what it is then. */
export async function becoming<Value>(read: () => Promise<Value>, expected: Value): Promise<Value> {
  const deadline = Date.now() + 30_000;
  for (let now = await read(); ; now = await read())
    if (isDeepStrictEqual(now, expected) || Date.now() > deadline) return now;
}
