/** Content without the marks of Typst. */
export function typstWords(source: string): string {
  return source
    .replace(/\/\*(?:[^*]|\*(?!\/)){0,2000}\*\/|(?<!:)\/\/[^\n]*/g, '')
    .replace(/^[ \t]*(?:=+|[-+/]|\d{1,9}\.)[ \t]+/gm, '')
    .replace(/#(?:[\p{L}_][\w-]{0,60}\.?)+(?:\([^()]{0,500}\))?(?=\[)/gu, '')
    .replace(/#(?:[\p{L}_][\w-]{0,60}\.?)+(?:\((?:[^()]|\([^()]{0,500}\)){0,1000}\))?/gu, '')
    .replace(/(?<!\\)<[\p{L}_][\w:.-]{0,100}>|(?<![\p{L}\p{N}\\])@[\p{L}_][\w:-]{0,100}/gu, '')
    .replace(/(?<!\\)[*`$[\]]|(?<![\p{L}\p{N}\\])_|(?<!\\)_(?![\p{L}\p{N}])/gu, '')
    .replace(/\\u\{([\da-f]{1,6})\}/gi, (_, code: string) => characterOf(code))
    .replace(/\\(?=\s|$)|\\([^])/g, '$1')
    .replace(/~/g, ' ');
}

/** What stands between the quotes of a string: https://typst.app/docs/reference/foundations/str/ */
export function typstString(source: string): string {
  return source.replace(/\\(?:u\{([\da-f]{1,6})\}|([nrt])|([^]))/gi, (_, code?: string, space?: string, sign = '') =>
    code === undefined ? (space === undefined ? String(sign) : ' ') : characterOf(code),
  );
}

function characterOf(code: string): string {
  return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10_ff_ff)).toWellFormed();
}
