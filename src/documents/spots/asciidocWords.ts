import { withoutEntities } from '../imageReferenceEscapes.ts';

/** A heading or a paragraph without the marks of AsciiDoc. */
export function asciidocWords(source: string): string {
  const words = source
    .replace(/^\/\/(?!\/)[^\n]*$/gm, '')
    .replace(/^[ \t]*(?:[*\-.]{1,6}|\d+\.|<\d+>)[ \t]+(?:\[[ xX*]\][ \t]+)?/gm, '')
    .replace(/^(?:={1,6}|#{1,6})[ \t]+|[ \t]\+$/gm, '')
    .replace(/(?:image|footnote|anchor|indexterm2?|pass|icon):{1,2}[^\s[\]]{0,300}\[[^\]]*\]/g, '')
    .replace(
      /(?:link:|xref:|mailto:|https?:\/\/)[^\s[\]]{1,500}\[([^\]]*)\]/g,
      (_, text: string) => text.split(',')[0] ?? '',
    )
    .replace(/<<[^<>,]{1,200}(?:,([^<>]*))?>>/g, '$1')
    .replace(/\[\[[^\]]*\]\]|\[[.#][\w.#-]{1,100}\](?=[#*_`])/g, '')
    .replace(/\{[\w-]{1,100}\}/g, '')
    .replace(/(?<![\w\\])([*_`#+^~]{1,2})(\S|\S.*?\S)\1(?!\w)/g, '$2')
    .replace(/(?:^|\s)[\d.*+^<>]{0,8}[a-z]?\|/g, ' ')
    .replace(/::+[ \t]*$/gm, ':');
  return withoutEntities(words);
}
