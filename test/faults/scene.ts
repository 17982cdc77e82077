import { createHash } from 'node:crypto';
import { isDeepStrictEqual, inspect } from 'node:util';

/** What became of one hostile input. */
export interface Seen {
  /** `saved`, `kept`, the kind of a failure, or several of them. */
  readonly outcome: string;
  /** Every image that is safe afterwards, saved or kept, byte for byte. */
  readonly images: readonly Uint8Array[];
  /** What the user sees, one message a line; without the ports and folders of this run. */
  readonly message: string;
  /** Everything that lies in the workspace and in the extension's storage afterwards, in words. */
  readonly disk: string;
  /** How often the service was asked for images: more than once may be billed more than once. */
  readonly asked: number;
  /** What else this case is about. */
  readonly also?: unknown;
}

export type Expected = Omit<Seen, 'message'> & { readonly message: string | RegExp };

/** One form of a hostile input: what happened, and what had to. */
export interface Scene {
  readonly name?: string;
  readonly seen: Seen;
  readonly expected: Expected;
}

/** A line of the table. */
export interface Row {
  readonly number: number;
  readonly scene: string;
  readonly outcome: string;
  readonly keptBytes: number;
  readonly message: string;
  readonly disk: string;
  /** What is not as it had to be. */
  readonly problems: readonly string[];
}

export function rowOf(number: number, { name = '', seen, expected }: Scene): Row {
  const { asked, images, message, disk } = seen;
  const outcome = asked > 1 ? `${seen.outcome}; asked ${asked} times` : seen.outcome;
  const keptBytes = images.reduce((sum, { length }) => sum + length, 0);
  return { number, scene: name, outcome, keptBytes, message, disk, problems: problemsOf(seen, expected) };
}

/** A case that broke off before it had seen anything. */
export function brokenRow(number: number, error: unknown): Row {
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { number, scene: '', outcome: 'broke off', keptBytes: 0, message: '', disk: '', problems: [problem] };
}

/** Inputs of a pure function, what it answered, and what it had to. */
export function tableScene<Input, Output>(
  decide: (input: Input) => Output,
  cases: readonly (readonly [input: Input, expected: Output])[],
  name?: string,
): Scene {
  const outcome = `table of ${cases.length}`;
  const nothing = { outcome, images: [], message: '', disk: '', asked: 0 };
  const inputs = cases.map(([input]) => input);
  const answers = inputs.map((input) => [input, decide(input)]);
  return { ...(name && { name }), seen: { ...nothing, also: answers }, expected: { ...nothing, also: cases } };
}

function problemsOf(seen: Seen, expected: Expected): readonly string[] {
  const told = { ...seen, images: seen.images.map(digest) };
  const wanted = { ...expected, images: expected.images.map(digest) };
  const names = ['outcome', 'images', 'disk', 'asked', 'also'] as const;
  const problems = names
    .filter((name) => !isDeepStrictEqual(told[name], wanted[name]))
    .map((name) => `${name}: ${show(told[name])} and not ${show(wanted[name])}`);
  const { message } = expected;
  const isTold = typeof message === 'string' ? message === seen.message : message.test(seen.message);
  return isTold ? problems : [...problems, `message: ${show(seen.message)} and not ${show(message)}`];
}

const digest = (bytes: Uint8Array): string =>
  `${bytes.length} bytes ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;

const show = (value: unknown): string => inspect(value, { depth: 6, breakLength: 160, maxStringLength: 2000 });
