import type { CostBasis, GeneratedImage, ImageRequest, ImageSize, ImageType } from './image.ts';

/** How an image was made. It belongs to the bytes: their hash finds it again wherever the file goes. */
export interface Recipe {
  readonly version: 1;
  /** SHA-256 of the file, in hex. */
  readonly hash: string;
  readonly request: ImageRequest;
  readonly revisedPrompt?: string;
  /** The model as the service named it. */
  readonly answeredModel?: string;
  /** The host that was asked; absent for the local model. */
  readonly service?: string;
  readonly type: ImageType;
  readonly size?: ImageSize;
  readonly bytes: number;
  /** US dollars; absent when unknown. */
  readonly cost?: number;
  /** Recipes without it, from before it was written down, are estimates. */
  readonly costBasis?: CostBasis;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly durationMs: number;
  /** The content hash of the image whose recipe was used again. */
  readonly parent?: string;
  /**
   * Where it was saved, in its workspace folder, with `/`. A team's recipes come from anybody: `recipePath` makes the
   * path of it.
   */
  readonly file?: string;
  /** The address of that workspace folder. In the machine's own book only. */
  readonly folder?: string;
  /** The prompt as the user wrote it, before the house style was added; absent when that is `request.prompt`. */
  readonly words?: string;
}

export interface Making {
  readonly request: ImageRequest;
  /** The prompt as the user wrote it. */
  readonly words?: string;
  readonly parent?: string;
  readonly service?: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

export function recipeOf(
  image: GeneratedImage,
  { request, words, parent, service, startedAt, finishedAt }: Making,
): Recipe {
  const { content, type, size, revisedPrompt, answeredModel, cost, costBasis } = image;
  const { hash } = content;
  return {
    version: 1,
    hash,
    request,
    ...(revisedPrompt !== undefined && { revisedPrompt }),
    ...(answeredModel !== undefined && { answeredModel }),
    ...(service !== undefined && { service }),
    type,
    ...(size && { size }),
    bytes: content.length,
    ...(cost !== undefined && { cost }),
    ...(costBasis !== undefined && { costBasis }),
    createdAt: startedAt.toISOString(),
    // The clock may have been set back meanwhile.
    durationMs: Math.max(0, finishedAt.getTime() - startedAt.getTime()),
    // The placeholder draws the same bytes again: an image is not its own parent.
    ...(parent !== undefined && parent !== hash && { parent }),
    ...(words !== undefined && words !== request.prompt && { words }),
  };
}
