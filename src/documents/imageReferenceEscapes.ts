/** What Markdown, JSON, JavaScript, Typst, Org, reStructuredText and TeX write with a backslash. Letters keep theirs. */
export function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:u\{[\da-f]{1,6}\}|u[\da-f]{4}|csname @\w{5,13}\\endcsname |space |string(?=[#$&^~])|text\w{5,11}\{\}|[^\p{L}\p{N}\r\n\t])/giu,
    (escape) => {
      const code = /^\\u\{?([\da-f]+)/i.exec(escape)?.[1];
      if (code !== undefined) return character(parseInt(code, 16)) ?? escape;
      return texWords[escape] ?? (/^\\[a-z]/i.test(escape) ? escape : escape.slice(1));
    },
  );
}

const texWords: Readonly<Record<string, string>> = {
  '\\space ': ' ',
  '\\string': '',
  '\\csname @percentchar\\endcsname ': '%',
  '\\csname @backslashchar\\endcsname ': '\\',
  '\\csname @charlb\\endcsname ': '{',
  '\\csname @charrb\\endcsname ': '}',
  '\\textbackslash{}': '\\',
  '\\textasciitilde{}': '~',
  '\\textasciicircum{}': '^',
};

/** The character references that people and our own markup write. */
export function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (written, decimal?: string, hex?: string, name = '') =>
      decimal === undefined && hex === undefined
        ? (entities[String(name).toLowerCase()] ?? written)
        : (character(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)) ?? written),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

function character(code: number): string | undefined {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code).toWellFormed() : undefined;
}
