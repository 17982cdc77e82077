import { knownCommentMarks } from '../comments/commentTable.ts';
import { commentsIn } from './codeSpots.ts';
import { readingOf } from './foundSpots.ts';
import { findInHtml } from './htmlFinder.ts';
import { htmlSource } from './htmlSource.ts';
import { plainAttribute, type WrittenAttribute } from './htmlTags.ts';
import type { SpotReader, SpotReading } from './imageSpot.ts';
import type { TagAttribute } from './imageTag.ts';

export function readHtml(text: string): SpotReading {
  return readingOf(findInHtml(htmlSource(text)), text);
}

/** HTML of a template engine or between PHP, with comments of its own. */
export function pageReader(languageId: string): SpotReader {
  const { line, block } = knownCommentMarks(languageId);
  const own = { line, block: block.filter(([open]) => open !== '<!--') };
  const dialect = /razor|cshtml/.test(languageId) ? { languageId, readAttribute: razorAttribute } : { languageId };
  return (text) => {
    const found = findInHtml(htmlSource(text, languageId), dialect);
    if (languageId === 'php') found.comments.push(...commentsIn(outsideBlanked(text), languageId, own));
    else found.comments.push(...commentsIn(text, languageId, { ...own, line: [] }));
    return readingOf(found, text);
  };
}

/** `@Model.Image` is computed. */
function razorAttribute({ name, value }: WrittenAttribute): TagAttribute | undefined {
  return value?.text.startsWith('@') ? { name } : plainAttribute({ name, value });
}

function outsideBlanked(text: string): string {
  const code = /<\?[^]*?(?:\?>|$)/g;
  let result = '';
  for (const { 0: written, index } of text.matchAll(code))
    result +=
      text.slice(result.length, index).replace(/[^\n]/g, ' ') +
      written.replace(/^<\?(?:php\b|=)?|\?>$/g, (mark) => ' '.repeat(mark.length));
  return result;
}
