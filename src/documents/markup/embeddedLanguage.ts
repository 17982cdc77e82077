import { markupFamily } from './markupLanguages.ts';

export interface EmbeddedRegion {
  readonly languageId: string;
  /** Where the text of this language starts in the document. */
  readonly start: number;
}

/** The language of the text at an offset; see embeddedRegionAt. */
export function embeddedLanguageAt(languageId: string, text: string, offset: number): string {
  return embeddedRegionAt(languageId, text, offset).languageId;
}

/**
 * The script, style sheet, front matter or PHP code around an offset, or the whole document. A single scan of the text
 * before the offset, which does not read the languages inside: a `</script>` or `?>` in one of their strings ends them,
 * as it does for a browser and for PHP.
 */
export function embeddedRegionAt(languageId: string, text: string, offset: number): EmbeddedRegion {
  const before = text.slice(0, offset);
  const whole = { languageId, start: 0 };
  if (languageId === 'php') {
    const code = before.lastIndexOf('<?');
    return code > before.lastIndexOf('?>')
      ? { languageId, start: code }
      : tagRegion(before, { ...whole, languageId: 'html' });
  }
  if (languageId === 'astro') return astroRegion(before, whole);
  return hasTags(languageId) ? tagRegion(before, whole) : whole;
}

function hasTags(languageId: string): boolean {
  return ['html', 'closedHtml', 'atSignHtml'].includes(markupFamily(languageId));
}

function astroRegion(before: string, whole: EmbeddedRegion): EmbeddedRegion {
  const fence = /^\s*---/.exec(before);
  if (fence === null) return tagRegion(before, whole);
  const end = before.indexOf('\n---', fence[0].length);
  return end === -1
    ? { languageId: 'typescript', start: fence[0].length }
    : tagRegion(before, whole, end + '\n---'.length);
}

/** Every step starts where the one before ended, so the scan is linear. */
function tagRegion(before: string, whole: EmbeddedRegion, from = 0): EmbeddedRegion {
  const opening = /<!--|<(script|style|template)(?=[\s/>])/gi;
  opening.lastIndex = from;
  for (let match = opening.exec(before); match !== null; match = opening.exec(before)) {
    const tag = match[1]?.toLowerCase();
    if (tag === undefined) {
      const end = before.indexOf('-->', opening.lastIndex);
      if (end === -1) return whole;
      opening.lastIndex = end;
      continue;
    }
    const attributes = attributesAt(before, opening.lastIndex);
    const start = opening.lastIndex + attributes.length + 1;
    if (start > before.length) return whole;
    opening.lastIndex = start;
    const embedded = embeddedLanguage(tag, attributes, whole.languageId);
    if (embedded === undefined) continue;
    const end = closingTag(before, tag, start);
    if (end === -1) return { languageId: embedded, start };
    opening.lastIndex = end;
  }
  return whole;
}

/** Up to the `>` of the tag that is not in quotes. */
function attributesAt(text: string, from: number): string {
  const attributes = /(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>])*/y;
  attributes.lastIndex = from;
  return attributes.exec(text)?.[0] ?? '';
}

function closingTag(text: string, tag: string, from: number): number {
  const closing = new RegExp(`</${tag}(?=[\\s/>]|$)`, 'gi');
  closing.lastIndex = from;
  return closing.exec(text)?.index ?? -1;
}

/** Undefined when the element holds more of the document's own language. */
function embeddedLanguage(tag: string, attributes: string, documentLanguage: string): string | undefined {
  // Components, unlike HTML, know `<script src="…" />`.
  if (attributes.endsWith('/') && documentLanguage !== 'html') return undefined;
  const value = (name: string) =>
    new RegExp(`\\b${name}\\s*=\\s*["']?([^\\s"'>]+)`, 'i').exec(attributes)?.[1]?.toLowerCase();
  const lang = value('lang');
  switch (tag) {
    case 'script':
      return (
        scriptLanguages[lang ?? value('type') ?? ''] ?? (documentLanguage === 'astro' ? 'typescript' : 'javascript')
      );
    case 'style':
      return styleLanguages[lang ?? ''] ?? 'css';
    default:
      return lang === 'pug' ? 'pug' : undefined;
  }
}

const scriptLanguages: Readonly<Record<string, string>> = {
  ts: 'typescript',
  typescript: 'typescript',
  'text/typescript': 'typescript',
  tsx: 'typescriptreact',
  jsx: 'javascriptreact',
  'text/babel': 'javascriptreact',
  'application/json': 'json',
  'application/ld+json': 'json',
  importmap: 'json',
  speculationrules: 'json',
};

const styleLanguages: Readonly<Record<string, string>> = {
  scss: 'scss',
  sass: 'sass',
  less: 'less',
  stylus: 'stylus',
  styl: 'stylus',
};
