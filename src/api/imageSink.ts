import type { ImageContent } from '../images/imageContent.ts';

/** Takes the bytes of images while they arrive. */
export interface ImageSink {
  /** Cheap: nothing is opened before the first bytes. */
  begin(): ArrivingImage;
  /** Gives up an image that was taken whole: a preview, in place of which a better one came. */
  forget(content: ImageContent): void;
}

/** One image on its way. After `end` or `discard` nobody calls it again. */
export interface ArrivingImage {
  /** The bytes are the sink's from now on. Resolves when more may come; undefined when more may come at once. */
  write(bytes: Uint8Array): Promise<void> | undefined;
  /** What arrived, whole or not. */
  end(): Promise<ImageContent>;
  /** Nobody wants it: a duplicate, or an attempt that failed. */
  discard(): Promise<void>;
}
