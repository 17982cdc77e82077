import type { ImageRequest } from '../../../src/images/image.ts';
import { asUsual, type Behaviour } from '../../support/imageApi/exchange.ts';
import { cut, reset, silence } from '../../support/imageApi/faults.ts';
import { answer, invalidJson } from '../../support/imageApi/replies.ts';
import { truncatedBase64 } from '../../support/imageApi/shapes.ts';
import { noise } from '../../support/walk/noise.ts';

/** What became of a job. */
export type State = 'saved' | 'kept' | 'failed' | 'cancelled' | 'interrupted';

interface Kind {
  readonly request: Omit<ImageRequest, 'prompt'>;
  readonly behaviour: Behaviour;
  /** What may become of it when its window lives. */
  readonly ends: readonly State[];
  /** Refused at the door, which is safe to repeat. */
  readonly isRepeated?: true;
}

const base64 = { model: 'gpt-image-2', count: 1 };
const trouble = { error: { message: 'Not now.', type: 'server_error', code: null, param: null } };
const failing = { request: base64, ends: ['failed', 'kept'] as const };

export const kinds = {
  base64: { request: base64, behaviour: asUsual, ends: ['saved'] },
  address: { request: { model: 'dall-e-2', count: 1, size: '256x256' }, behaviour: asUsual, ends: ['saved'] },
  several: { request: { ...base64, count: 3 }, behaviour: asUsual, ends: ['saved'] },
  reset: { ...failing, behaviour: reset('nothing') },
  limited: { ...failing, behaviour: answer(429, trouble), isRepeated: true },
  broken: { ...failing, behaviour: answer(500, trouble), isRepeated: true },
  cut: { ...failing, behaviour: cut('half') },
  garbled: { ...failing, behaviour: invalidJson },
  silent: { ...failing, behaviour: silence('half') },
  damaged: { ...failing, behaviour: truncatedBase64 },
  unwanted: { request: base64, behaviour: asUsual, ends: ['cancelled'] },
  abandoned: { request: base64, behaviour: silence('headers'), ends: ['cancelled'] },
} satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

export interface Job {
  readonly kind: KindName;
  readonly request: ImageRequest;
}

export const kindOf = ({ kind }: Job): Kind => kinds[kind];

/** The job that a request is for. */
export function kindOfPrompt(prompt: string): KindName {
  const [, , kind = ''] = prompt.split(' ');
  return kind as KindName;
}

const good: readonly KindName[] = ['base64', 'address', 'several'];
const faulty: readonly KindName[] = ['reset', 'limited', 'broken', 'cut', 'garbled', 'silent', 'damaged'];

/** A fifth of them fails, a tenth is cancelled; the same mixture each time. */
export function mixedJobs(count: number, name: string): readonly Job[] {
  return Array.from(noise(2 * count, name).subarray(0, count), (chance, index) => {
    const names = chance < 51 ? faulty : chance < 64 ? ['unwanted'] : chance < 77 ? ['abandoned'] : good;
    const kind = names[index % names.length] as KindName;
    return { kind, request: { ...kinds[kind].request, prompt: `${name} ${index} ${kind}` } };
  });
}
