/** A heading or a paragraph without the marks of reStructuredText. */
export function restructuredtextWords(source: string): string {
  return source
    .replace(/^[ \t]*(?:[-*+•]|(?:\d+|#|\w)[.)]|\|)[ \t]+/gm, '')
    .replace(/^[ \t]*:[\w -]{1,60}:(?=[ \t])/gm, '')
    .replace(/``([^`]+)``/g, '$1')
    .replace(/(?::[\w:.+-]{1,60}:)?`([^`<]*?)\s*(?:<[^<>`]*>)?`_{0,2}/g, '$1')
    .replace(/(\*{1,2})(\S|\S[^*]*?[^*\s])\1/g, '$2')
    .replace(/\|([^|\s][^|]{0,200})\|_{0,2}/g, '$1')
    .replace(/\[[#*\w]{1,40}\]_/g, '')
    .replace(/([\p{L}\p{N}])_{1,2}(?=[\s.,;:!?)]|$)/gu, '$1')
    .replace(/\s*::[ \t]*$/, ':')
    .replace(/\\(\S)/g, '$1');
}
