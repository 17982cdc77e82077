import type { OffsetRange } from '../trackedRange.ts';
import { isLiteralAddress } from './imageAddress.ts';

/** A link that shows an image, by its offsets in the text that was searched. */
export interface OrgImage {
  readonly whole: OffsetRange;
  readonly address: OffsetRange;
  readonly target: string;
}

const extension = /\.(?:png|jpe?g|webp|gif|avif|svg|bmp|tiff?)$/i;
const bracket = /\[\[((?:\\.|[^\\[\]\n]){1,1000})\](?:\[((?:[^\]\n]|\](?!\])){1,1000})\])?\]/y;
const plainFile = /file:([^\s[\]()<>"']{1,1000})/iy;
const angleFile = /<file:([^<>\n]{1,1000})>/iy;
const token = /\[\[|<file:|(?<![\w/:.-])file:|(?<![\w=~])[=~](?=[^\s=~])/gi;

/** The images of a line: https://orgmode.org/manual/Images.html. Code and verbatim text are passed. */
export function* orgImages(line: string): Generator<OrgImage> {
  let from = 0;
  const unclosed = new Set<string>();
  for (;;) {
    token.lastIndex = from;
    const match = token.exec(line);
    if (!match) return;
    const [mark] = match;
    from = match.index + mark.length;
    if (mark === '=' || mark === '~') {
      from = unclosed.has(mark) ? from : (closeOf(mark, line, from) ?? (unclosed.add(mark), from));
      continue;
    }
    const found = imageAt(line, match.index, mark);
    if (found?.image) yield found.image;
    from = found?.end ?? from;
  }
}

/** `=code=`: https://orgmode.org/manual/Emphasis-and-Monospace.html */
function closeOf(mark: string, line: string, from: number): number | undefined {
  for (let end = line.indexOf(mark, from + 1); end !== -1; end = line.indexOf(mark, end + 1))
    if (!/\s/.test(line.charAt(end - 1)) && /^(?:$|[\s\-.,;:!?'")}\]|[])/.test(line.charAt(end + 1))) return end + 1;
  return undefined;
}

interface FoundLink {
  readonly end: number;
  readonly image: OrgImage | undefined;
}

function imageAt(line: string, start: number, mark: string): FoundLink | undefined {
  const form = mark === '[[' ? bracket : mark.startsWith('<') ? angleFile : plainFile;
  form.lastIndex = start;
  const match = form.exec(line);
  if (!match) return undefined;
  const [all, inner = '', description] = match;
  const end = start + all.length;
  const whole = { start, end };
  if (form === bracket) {
    // A link that is described by a link shows what that leads to.
    const isImage = description === undefined || /^(?:file:|https?:)/i.test(description);
    const address = description === undefined ? start + 2 : start + 4 + inner.length;
    return { end, image: isImage ? imageOf(whole, address, description ?? inner) : undefined };
  }
  const written = form === plainFile ? inner.replace(/[.,;:!?]+$/, '') : inner;
  const isAngle = form === angleFile;
  const address = start + (isAngle ? 6 : 5);
  return { end, image: imageOf({ start, end: address + written.length + Number(isAngle) }, address, written, true) };
}

function imageOf(whole: OffsetRange, start: number, written: string, isFile = false): OrgImage | undefined {
  const prefix = isFile ? 0 : (/^file(?:\+(?:sys|emacs))?:/i.exec(written)?.[0].length ?? 0);
  const host = prefix > 0 || isFile ? (/^\/\/(?=\/)/.exec(written.slice(prefix))?.[0].length ?? 0) : 0;
  const path = written.slice(prefix + host);
  const target = withoutOrgEscapes(path);
  // Without a sign of a file, brackets search the document: `[[images/a.png]]`
  const isAddress = isFile || prefix > 0 || /^(?:\.{0,2}\/|~\/|https?:\/\/|[a-z]:[\\/])/i.test(target);
  if (!isAddress || !extension.test(target) || !isLiteralAddress(target)) return undefined;
  const from = start + prefix + host;
  return { whole, target, address: { start: from, end: from + path.length } };
}

/** Backslashes count before brackets and at the end only, two for each (`org-link-unescape`). */
function withoutOrgEscapes(path: string): string {
  return path.replace(/\\+(?=[[\]]|$)/g, (slashes) => '\\'.repeat(slashes.length >> 1));
}
