import { plainLine } from '../markup/altText.ts';
import type { CommentSpot, LinkSpot, Surroundings } from '../spots/imageSpot.ts';

/** The words around an image are cut to this. */
const longestContext = 400;

/**
 * What to draw for a link: its alternative text, else its title or caption, else the hint that a page generator left,
 * else the heading above and the paragraph around it, else the words of its file name.
 */
export function promptOfLink(spot: LinkSpot, around: Surroundings, fileStem: string): string {
  const { alt, title, caption, hint } = spot;
  const own = [alt, title, caption, hint].map((text) => plainLine(text ?? '')).find((text) => text !== '');
  return own ?? (contextPrompt(around) || wordsOf(fileStem));
}

export function promptOfComment({ prompt }: CommentSpot): string {
  return plainLine(prompt);
}

function contextPrompt({ heading = '', paragraph = '' }: Surroundings): string {
  const words = [heading, paragraph].map(plainLine).filter((text) => text !== '');
  return cutAtWord(words.join(': '));
}

function cutAtWord(text: string): string {
  if (text.length <= longestContext) return text;
  const cut = text.slice(0, longestContext);
  const space = cut.lastIndexOf(' ');
  return `${(space > longestContext / 2 ? cut.slice(0, space) : cut).toWellFormed().trimEnd()}…`;
}

/** `paper-boat_2` → `paper boat 2` */
function wordsOf(fileStem: string): string {
  return plainLine(fileStem.replace(/[-_.]+/g, ' '));
}
