import type { ImageSize } from '../../src/images/image.ts';

/** What the page asks of its worker, one at a time. The page fetches: in VS Code nobody answers a worker's own requests. */
export interface ThumbnailOrder {
  readonly blob: Blob;
  /** As the file's header claims. */
  readonly size: ImageSize | undefined;
}

export type ThumbnailAnswer =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly color: string }
  | { readonly problem: 'unreachable' | 'undrawable' };
