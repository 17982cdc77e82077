import type { ArrivingImage, ImageSink } from '../../../src/api/imageSink.ts';
import type { ImageContent } from '../../../src/images/imageContent.ts';
import { memoryContent } from '../../../src/images/memoryContent.ts';

/** An image that arrived, and its bytes at hand. */
export interface MemoryContent extends ImageContent {
  readonly bytes: Buffer;
}

/** Holds images in memory, and counts. */
export class MemorySink implements ImageSink {
  /** Those that were ended, in that order. */
  readonly contents: MemoryContent[] = [];
  begun = 0;
  discarded = 0;
  /** Those that were given up after they were ended. */
  readonly forgotten: ImageContent[] = [];
  readonly #pause: () => Promise<void> | undefined;

  /** `pause` is what every write answers. */
  constructor(pause: () => Promise<void> | undefined = () => undefined) {
    this.#pause = pause;
  }

  forget(content: ImageContent): void {
    this.forgotten.push(content);
  }

  begin(): ArrivingImage {
    this.begun++;
    const pieces: Uint8Array[] = [];
    return {
      write: (bytes) => {
        pieces.push(bytes);
        return this.#pause();
      },
      end: () => {
        const bytes = Buffer.concat(pieces);
        const content = { ...memoryContent(bytes), bytes };
        this.contents.push(content);
        return Promise.resolve(content);
      },
      discard: () => {
        this.discarded++;
        return Promise.resolve();
      },
    };
  }
}
