import { createHash } from 'node:crypto';
import slugify from '@sindresorhus/slugify';

const slugLimit = 48;
/** Enough for every word that fits into a slug; a prompt may be a hundred thousand characters long. */
const promptLimit = 512;

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions; a slug never has the $ of CONIN$.
const reservedOnWindows = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** Where Ukrainian reads a letter otherwise than Russian, which the slugs follow by default. */
const ukrainian: readonly [string, string][] = [
  ['и', 'y'],
  ['г', 'h'],
];

/** A readable stem of a file name: 1 to 48 of `a-z`, `0-9` and inner dashes. */
export function slugOf(prompt: string): string {
  const words = prompt.trim().slice(0, promptLimit).toWellFormed().normalize('NFKC').toLowerCase();
  const customReplacements = /[іїєґ]/.test(words) ? ukrainian : [];
  const slug = cutAtWord(slugify(words, { decamelize: false, customReplacements }));
  if (slug === '') {
    return `image-${createHash('sha256').update(prompt).digest('hex').slice(0, 8)}`;
  }
  return reservedOnWindows.test(slug) ? `${slug}-image` : slug;
}

function cutAtWord(slug: string): string {
  if (slug.length <= slugLimit) {
    return slug;
  }
  const lastDash = slug.lastIndexOf('-', slugLimit);
  // A word so long that it would take half of the name with it is cut inside.
  return slug.slice(0, lastDash < slugLimit / 2 ? slugLimit : lastDash);
}
