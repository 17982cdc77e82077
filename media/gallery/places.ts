import type { Job } from '../../src/gallery/cards.ts';

/** One image of a job, before and after it arrived: the card and then the picture stand in the same place. */
export interface Place {
  readonly key: string;
  readonly job: Job;
  readonly index: number;
  /** The id of the image that arrived. */
  readonly image: string | undefined;
}

interface Known {
  /** Is the image in the gallery? */
  readonly isThere: (id: string) => boolean;
  /** Was it given to the ordinary order, by a change of the query? */
  readonly isReleased: (id: string, job: Job) => boolean;
}

/**
 * The places at the grid's front. Newer jobs come before; an image keeps its place when its job is forgotten, so that
 * nothing moves until the user asks for another order.
 */
export function placesAfter(before: readonly Place[], jobs: readonly Job[], known: Known): readonly Place[] {
  const told = new Set(jobs.map(({ id }) => id));
  const stays = ({ image, job }: Place) => image !== undefined && known.isThere(image) && !known.isReleased(image, job);
  const forgotten = before.filter((place) => !told.has(place.job.id) && stays(place));
  const old = new Map(before.map((place) => [place.key, place]));
  return [...jobs.flatMap((job) => placesOf(job, old, known)), ...forgotten];
}

function placesOf(job: Job, old: ReadonlyMap<string, Place>, { isThere, isReleased }: Known): readonly Place[] {
  return Array.from({ length: Math.max(job.count, job.images.length) }, (_, index): Place[] => {
    const key = `${job.id}#${index}`;
    const id = job.images[index];
    if (id === undefined) return job.status === 'done' ? [] : [{ key, job, index, image: undefined }];
    if (isReleased(id, job)) return [];
    if (isThere(id)) return [{ key, job, index, image: id }];
    // The job was told of before its image: the card stays as it was until the image comes.
    const place = old.get(key);
    return place && place.image === undefined ? [place] : [];
  }).flat();
}
