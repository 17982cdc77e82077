/** Asks for an image, and answers the path of the file that it is in, whole and closed. */
export type Contender = (ask: Ask) => Promise<string | undefined>;

export interface Ask {
  readonly baseUrl: string;
  readonly prompt: string;
  /** An empty one, for what is written. */
  readonly folder: string;
}

export const model = 'gpt-image-2';
export const key = 'sk-bench-client';
