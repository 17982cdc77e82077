/**
 * The path from a document to an image, both given as absolute `/` paths of Uris on one file system. Never starts with
 * `./`, except where a first segment with a colon would read as a URL scheme.
 */
export function relativeLink(fromDocumentPath: string, toImagePath: string): string {
  const folder = segments(fromDocumentPath).slice(0, -1);
  const image = segments(toImagePath);
  const depth = Math.min(folder.length, image.length - 1);
  const difference = folder.slice(0, depth).findIndex((segment, index) => segment !== image[index]);
  const shared = difference === -1 ? depth : difference;
  const up = folder.slice(shared).map(() => '..');
  const link = [...up, ...image.slice(shared)].join('/');
  return /^[^/]*:/.test(link) ? `./${link}` : link;
}

/** Windows spells one drive as `c:` or `C:`. */
function segments(path: string): readonly string[] {
  return path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase()).split('/');
}

/**
 * A path as a URL reference that stands unquoted or quoted in Markdown, HTML, JSX and CSS: percent-encoded is what ends
 * a URL's path, what those languages or their templates read as syntax, and what cannot be seen. Letters of every
 * script stay readable.
 */
export function encodeLinkPath(path: string): string {
  return path.toWellFormed().replace(/[\p{C}\p{Z}"#$%&()*<>?[\\\]^`{|}]/gu, percentEncode);
}

/** UTF-8, as URLs have it. */
export function percentEncode(text: string): string {
  return Array.from(
    new TextEncoder().encode(text),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
}
