import * as v from 'valibot';
import { galleryActions } from '../galleryActions.ts';
import type { ChoiceName, Decision, Draft, FromPanel, Question } from './protocol.ts';

const longestPrompt = 200_000;
const longestThumbnail = 262_144;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const ids = v.pipe(v.array(id), v.maxLength(100_000));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const choice = v.pipe(v.string(), v.maxLength(40));

const draft = v.strictObject({
  prompt: v.pipe(v.string(), v.maxLength(longestPrompt)),
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  choices: v.strictObject({
    size: choice,
    quality: choice,
    style: choice,
    background: choice,
    outputFormat: choice,
  } satisfies Record<ChoiceName, unknown>),
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  parent: v.optional(hash),
}) satisfies v.GenericSchema<unknown, Draft>;

const questions = [
  ...(['setKey', 'chooseModel', 'size', 'openFolder', 'trust', 'usePlaceholder'] as const),
  ...(['spending', 'openStyle', 'keptImages', 'interruptedRequests'] as const),
] satisfies readonly Question[];

const decisions = [
  ...(['saveKept', 'deleteKept', 'runAgain', 'dismissInterrupted'] as const),
] satisfies readonly Decision[];

const message = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('look'), ids }),
  v.strictObject({
    type: v.literal('thumbnail'),
    id,
    hash,
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.check((bytes) => bytes.byteLength <= longestThumbnail),
    ),
    color: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  }),
  v.strictObject({ type: v.literal('undrawable'), id, hash }),
  v.strictObject({ type: v.literal('select'), ids }),
  v.strictObject({ type: v.literal('details'), id }),
  v.strictObject({ type: v.literal('run'), action: v.picklist(galleryActions), id, ids }),
  v.strictObject({ type: v.literal('openUse'), id, index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.strictObject({ type: v.literal('restore'), id, hash }),
  v.strictObject({ type: v.literal('copyText'), text: v.pipe(v.string(), v.maxLength(longestPrompt)) }),
  v.strictObject({ type: v.literal('draft'), draft }),
  v.strictObject({ type: v.literal('generate'), draft }),
  v.strictObject({ type: v.literal('toggleStyle') }),
  v.strictObject({ type: v.literal('cancelJob'), job: id }),
  v.strictObject({ type: v.literal('dismissJob'), job: id }),
  v.strictObject({ type: v.literal('remedy'), job: id }),
  v.strictObject({ type: v.literal('decide'), decision: v.picklist(decisions), id }),
  v.strictObject({ type: v.literal('ask'), question: v.picklist(questions) }),
]) satisfies v.GenericSchema<unknown, FromPanel>;

/** What a native context menu of the panel hands to its command. */
const menuContext = v.object({ imageId: id });

/** What the page said, checked to the last field; undefined for anything that is not in the protocol. */
export function readMessage(value: unknown): FromPanel | undefined {
  const result = v.safeParse(message, value);
  return result.success ? result.output : undefined;
}

/** The image that a menu was opened on; undefined when a command came from elsewhere. */
export function readMenuContext(value: unknown): string | undefined {
  const result = v.safeParse(menuContext, value);
  return result.success ? result.output.imageId : undefined;
}
