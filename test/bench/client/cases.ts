/** What is answered: an image of a size, as base64 in the answer or at an address. */
export interface Case {
  readonly kind: 'b64' | 'url';
  /** Of the base64, or of the file at the address; megabytes of 2^20. */
  readonly megabytes: number;
}

export const cases = {
  'b64-1': { kind: 'b64', megabytes: 1 },
  'b64-8': { kind: 'b64', megabytes: 8 },
  'b64-32': { kind: 'b64', megabytes: 32 },
  'url-8': { kind: 'url', megabytes: 8 },
} as const satisfies Readonly<Record<string, Case>>;

export type CaseName = keyof typeof cases;

export const caseNames = Object.keys(cases) as readonly CaseName[];

/** The first request of a process, which is not measured: a hundredth of a megabyte. */
export const warmUps = {
  'b64-warm-up': { kind: 'b64', megabytes: 0.01 },
  'url-warm-up': { kind: 'url', megabytes: 0.01 },
} as const satisfies Readonly<Record<string, Case>>;

/** What the server answers to as a prompt. */
export type AnswerName = CaseName | keyof typeof warmUps;

export const warmUpOf = (name: CaseName): AnswerName => `${cases[name].kind}-warm-up`;
