import type { ImageContent } from '../images/imageContent.ts';
import type { ScannedEvent } from './eventScanner.ts';
import { failureDetails, reportsFailure } from './failureDetails.ts';
import { numberIn, parseJson, recordOf, textIn } from './json.ts';
import { readFacts, readImage, type Answer, type AnsweredFacts, type AnsweredImage, type Usage } from './wire.ts';

/** What a stream came to: an answer, or the text of the event that reports a failure. */
export type StreamOutcome = Answer | { readonly failure: string };

/** Puts an answer together from its events: OpenAI's, those that gateways make of JSON, and Seedream's. */
export class StreamedAnswer {
  readonly #onUnused: (content: ImageContent) => void;
  readonly #images: { readonly index: number; readonly image: AnsweredImage }[] = [];
  #facts: AnsweredFacts = {};
  #failure: string | undefined;
  /** The best there is should no image come: the latest preview, or what arrived of an image. */
  #salvage: ImageContent | undefined;

  /** `onUnused` is told of each content that is not in the outcome, as soon as that is known. */
  constructor(onUnused: (content: ImageContent) => void) {
    this.#onUnused = onUnused;
  }

  take({ name, answer }: ScannedEvent): void {
    const event = recordOf(parseJson(answer.text));
    // Gateways make the name anew from the type.
    const kind = textIn(event, 'type') ?? name;
    const image = readImage(event, answer.images);
    const hasImage = (textIn(event, 'b64_json') ?? textIn(event, 'url')) !== undefined;
    const isDone = /\.(?:completed|partial_succeeded)$/.test(kind);
    const isTaken = (isDone && hasImage) || kind.endsWith('.partial_failed');
    if (isTaken) this.#images.push({ index: numberIn(event, 'image_index') ?? this.#images.length, image });
    else if (!hasImage && (isError(kind) || reportsFailure(event))) this.#failure ??= answer.text;
    if (isDone) this.#takeFacts(readFacts(event), hasImage);
    const used = isTaken ? contentOf(image) : undefined;
    for (const { content } of answer.images.values()) if (content !== used) this.#spare(content);
    const cut = answer.unfinished?.content;
    if (cut && this.#salvage && kind.endsWith('.partial_image')) this.#onUnused(cut);
    else if (cut) this.#spare(cut);
  }

  /** To be asked once, when the stream has ended. */
  outcome(): StreamOutcome {
    const images = this.#images.toSorted((one, other) => one.index - other.index).map(({ image }) => image);
    const salvage = this.#salvage;
    if (salvage && (images.length > 0 || this.#failure !== undefined)) this.#onUnused(salvage);
    if (this.#failure !== undefined) {
      if (images.length === 0) return { failure: this.#failure };
      images.push(brokenOff(this.#failure));
    }
    if (images.length === 0) {
      const reason = 'The stream of events ended without a whole image.';
      images.push({ kind: 'failed', reason, ...(salvage && { salvage }) });
    }
    return { images, ...this.#facts };
  }

  /** The usage of an event with an image is that of this image; one without tells of all. */
  #takeFacts(facts: AnsweredFacts, hasImage: boolean): void {
    const before = this.#facts.usage;
    const usage = facts.usage && before && hasImage ? sumOf(before, facts.usage) : (facts.usage ?? before);
    this.#facts = { ...this.#facts, ...facts, ...(usage && { usage }) };
  }

  #spare(content: ImageContent): void {
    if (this.#salvage) this.#onUnused(this.#salvage);
    this.#salvage = content;
  }
}

function sumOf(one: Usage, other: Usage): Usage {
  return { textIn: one.textIn + other.textIn, imageIn: one.imageIn + other.imageIn, out: one.out + other.out };
}

function isError(kind: string): boolean {
  return kind === 'error' || kind === 'upstream_error';
}

function contentOf(image: AnsweredImage): ImageContent | undefined {
  if (image.kind === 'content') return image.content;
  return image.kind === 'failed' ? image.salvage : undefined;
}

/** The images before it are good all the same. */
function brokenOff(failure: string): AnsweredImage {
  const said = failureDetails(parseJson(failure)).message;
  return { kind: 'failed', reason: 'The service stopped with an error.', ...(said && { said }) };
}
