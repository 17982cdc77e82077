import type { ImageRequest } from '../../src/images/image.ts';
import { altered, asUsual, type Behaviour } from '../support/imageApi/exchange.ts';
import { chunk, picture } from '../support/imageApi/pictures.ts';
import { answerText } from '../support/imageApi/replies.ts';
import { pixelsOf } from '../support/imageApi/sizes.ts';
import { noise } from '../support/walk/noise.ts';

/** What most cases ask for. */
export const boat: ImageRequest = { prompt: 'A paper boat', model: 'gpt-image-2', count: 1 };

/** The bytes that the stand-in sends for a request of a GPT image model, in order. */
export function sentFor({ prompt = boat.prompt, count = 1, size }: Partial<ImageRequest> = {}): readonly Buffer[] {
  return Array.from({ length: count }, (_, index) =>
    picture('png', { pixels: pixelsOf(size), seed: `${prompt} ${index}`, transparent: false }),
  );
}

/** The one picture that most cases are about. */
export const sent = sentFor()[0] ?? Buffer.alloc(0);

/** The letters of an answer with these images in it. */
export function answerText64(...images: readonly (string | null)[]): string {
  return JSON.stringify({ created: 1_781_075_000, data: images.map((image) => ({ b64_json: image })) });
}

export function imagesAnswer(...images: readonly Uint8Array[]): Behaviour {
  return textAnswer(answerText64(...images.map(base64Of)));
}

/** An answer of these very letters, which may meet with something on its way. */
export function textAnswer(text: string, then: Behaviour = asUsual): Behaviour {
  const body = Buffer.from(text);
  return altered(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body }), then);
}

export const eventsAnswer = (text: string): Behaviour => answerText(200, 'text/event-stream', text);

const whole = answerText64(base64Of(sent));

/** The picture on a way where something happens. */
export const onItsWay = (then: Behaviour): Behaviour => textAnswer(whole, then);

/** What of the picture is in the first half of that answer. */
export const firstHalf = decodedPart(whole.slice(0, Math.floor(whole.length / 2)));

/** What can be decoded of the first letters of an answer. */
export function decodedPart(answerStart: string): Buffer {
  const mark = '"b64_json":"';
  return Buffer.from(answerStart.slice(answerStart.indexOf(mark) + mark.length), 'base64');
}

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** The picture with so many bytes more, in a chunk that nobody knows. */
export function padded(bytes: number): Buffer {
  const end = sent.length - 12;
  return Buffer.concat([sent.subarray(0, end), chunk('noIs', noise(bytes)), sent.subarray(end)]);
}
