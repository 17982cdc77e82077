import { escapedPath } from './markup/markup.ts';
import { encodeLinkPath, percentEncode } from './markup/linkPath.ts';
import { markupFamily } from './markup/markupLanguages.ts';

/** Compilers that take a path as it is. */
const literalFamilies: ReadonlySet<string> = new Set(['restructuredtext', 'latex', 'typst', 'org']);

/**
 * The text that a reference becomes when its file gets another name in the same folder. All but the last segment stays,
 * a name without extension stays without, and what was percent-encoded or had plain spaces goes on so.
 */
export function renamedReference(written: string, newName: string, languageId: string): string {
  const isLiteral = literalFamilies.has(markupFamily(languageId));
  const [folders = ''] = (isLiteral ? /^.*\//s : /^.*(?:\/|%2F)/is).exec(written) ?? [];
  const name = /\.(?:png|jpe?g|webp|gif|avif|svg)$/i.test(written) ? newName : newName.replace(/\.[^.]*$/, '');
  if (isLiteral || !/%[\da-f]{2}/i.test(written)) {
    // Behind a slash, as a space at a path's start is a case of its own.
    const escaped = (part: string) => escapedPath(`/${part}`, languageId).slice(1);
    const keepsSpaces = !isLiteral && written.includes(' ');
    return folders + (keepsSpaces ? name.split(' ').map(escaped).join(' ') : escaped(name));
  }
  const encoded = encodeLinkPath(name).replace(/['@]/g, percentEncode);
  return folders + (/%[89a-f][\da-f]/i.test(written) ? encoded.replace(/[^\0-\x7F]+/g, percentEncode) : encoded);
}
