import type { Contender } from './contender.ts';

/** Each is loaded by the process that measures it only. */
export const contenders = {
  client: async () => (await import('./paperBoat.ts')).generate,
  openai: async () => (await import('./openai.ts')).generate,
  fetch: async () => (await import('./plainFetch.ts')).generate,
  floor: async () => (await import('./floor.ts')).generate,
} as const satisfies Readonly<Record<string, () => Promise<Contender>>>;

export type ContenderName = keyof typeof contenders;

export const contenderNames = Object.keys(contenders) as readonly ContenderName[];
