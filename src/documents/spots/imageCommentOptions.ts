import type { CommentOptions } from './imageSpot.ts';

const assignment = String.raw`([a-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{},]+))`;
const onlyOptions = new RegExp(String.raw`^\{[\s,]*(?:${assignment}[\s,]*)*\}[.\s]*$`, 'i');

/** An opening brace may stand in a quoted value. */
const mostBraces = 3;

/**
 * Takes the options off the end of a comment: `{model=gpt-image-2 size=1536x1024 file="images/a boat.png"}`. Braces that
 * hold anything else stay with the words; what is assigned to a name that is not known is left out.
 */
export function withoutOptions(words: string): { readonly rest: string; readonly options: CommentOptions } {
  let open = words.length;
  for (let tries = 0; tries < mostBraces && open > 0; tries++) {
    open = words.lastIndexOf('{', open - 1);
    if (open === -1) break;
    const written = words.slice(open);
    if (onlyOptions.test(written)) return { rest: words.slice(0, open).trimEnd(), options: optionsIn(written) };
  }
  return { rest: words, options: {} };
}

function optionsIn(text: string): CommentOptions {
  const options: { model?: string; size?: string; file?: string } = {};
  for (const [, written = '', double, single, bare = ''] of text.matchAll(new RegExp(assignment, 'gi'))) {
    const name = written.toLowerCase();
    const value = (double ?? single ?? bare).trim();
    if ((name === 'model' || name === 'size' || name === 'file') && value !== '') options[name] ??= value;
  }
  return options;
}
