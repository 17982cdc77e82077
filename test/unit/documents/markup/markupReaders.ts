/**
 * What each language reads in the markup: small readers after the rules of the language. Each throws when there is
 * anything else than one image.
 */
export interface ReadImage {
  readonly path: string;
  readonly alt: string;
}

const jsonString = String.raw`"(?:[^"\\]|\\.)*"`;

export function readPug(markup: string): ReadImage {
  const [src, alt] = groups(markup, new RegExp(`^img\\(src=(${jsonString}), alt=(${jsonString})\\)$`));
  return { path: decodeURIComponent(parsed(src)), alt: parsed(alt) };
}

/** Ruby's `"…"`, where `#{`, `#$` and `#@` interpolate. */
export function readHaml(markup: string): ReadImage {
  const [src, alt] = groups(markup, new RegExp(`^%img\\{ src: (${jsonString}), alt: (${jsonString}) \\}$`));
  const plain = (text: string) => {
    if (/(?<!\\)(?:\\\\)*#[{$@]/.test(text)) throw new Error(`interpolates: ${text}`);
    return parsed(text.replace(/\\([^\\]|\\)/g, (escape, character: string) => (character === '#' ? '#' : escape)));
  };
  return { path: decodeURIComponent(plain(src)), alt: plain(alt) };
}

/** Only the path: style sheets have no alternative text. */
export function readCss(declaration: string): string {
  const [url] = groups(declaration, /^background-image: url\("([^"\\\n#{}<*]*)"\);?$/);
  return decodeURIComponent(url);
}

/** https://docs.asciidoctor.org/asciidoc/latest/macros/images/ */
export function readAsciidoc(markup: string): ReadImage {
  const [target, attributes] = groups(markup, /^image::(\S|\S[^[\n]*?\S)\[(.*)\]$/);
  if (/[{}]/.test(markup)) throw new Error(`an attribute reference: ${markup}`);
  const quoted = /^"([^"\\]*)"$/.exec(attributes)?.[1];
  if (quoted === undefined && /[",=\\]/.test(attributes)) throw new Error(`more than one attribute: ${attributes}`);
  const alt = (quoted ?? attributes).replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  return { path: decodeURIComponent(target), alt };
}

/** `directives.uri` of docutils: white space counts only behind a backslash; options are literal. */
export function readRestructuredtext(markup: string): ReadImage {
  const [argument, alt] = groups(markup, /^\.\. image:: (.*)\n {3}:alt:(?: (.+))?$/);
  const path = argument.replace(/\\(.)|\s/gu, (_, escaped: string | undefined) => escaped ?? '');
  return { path, alt };
}

const kernelMacros: Readonly<Record<string, string>> = {
  '\\csname @percentchar\\endcsname ': '%',
  '\\csname @backslashchar\\endcsname ': '\\',
  '\\csname @charlb\\endcsname ': '{',
  '\\csname @charrb\\endcsname ': '}',
  '\\space ': ' ',
};

/** TeX's mouth in small: spaces run together, a control word eats the space after it, `%` and braces may not be bare. */
export function readLatex(markup: string): ReadImage {
  const [option, path] = groups(markup, /^\\includegraphics\[width=\\linewidth(, alt=\{.*\})?\]\{(.*)\}$/);
  const file = tokens(path, /\\string[#$&^~]|\\csname @\w+\\endcsname |\\space |[^\\{}%#$&~^ ]| (?! )/gy);
  const words = tokens(option.slice(', alt={'.length, -1), /\\text\w+\{\}|\\[{}%#&$_]|[^\\{}%#$&_~^]/gy);
  return {
    path: file.map((token) => kernelMacros[token] ?? token.replace('\\string', '')).join(''),
    alt: words.map((token) => textMacros[token] ?? token.replace(/^\\/, '')).join(''),
  };
}

const textMacros: Readonly<Record<string, string>> = {
  '\\textbackslash{}': '\\',
  '\\textasciitilde{}': '~',
  '\\textasciicircum{}': '^',
};

export function readTypst(markup: string): ReadImage {
  const [path, alt] = groups(markup, new RegExp(`^#image\\((${jsonString})(?:, alt: (${jsonString}))?\\)$`));
  const value = (text: string) =>
    text
      .slice(1, -1)
      .replace(/\\(?:u\{(\w+)\}|(.))/gu, (_, code: string | undefined, character = '') =>
        code === undefined ? String(character) : String.fromCodePoint(parseInt(code, 16)),
      );
  return { path: value(path), alt: alt === '' ? '' : value(alt) };
}

/** `org-link-unescape` and `org-export-read-attribute` of Org 9.3 and later. */
export function readOrg(markup: string): ReadImage {
  const [attributes, link] = groups(
    markup,
    /^(?:#\+ATTR_HTML: (.*)\n)?\[\[file:((?:[^[\]\\]|\\(?:\\\\)*[[\]]|\\+[^[\]\\])+)\]\]$/,
  );
  const names = [...attributes.matchAll(/(?:^|[ \t]+)(:[-\w]+)(?=[ \t]|$)/g)].map(([, name]) => name);
  if (names.length > 1) throw new Error(`more than one attribute: ${names.join()}`);
  return {
    path: link.replace(/(\\+)(?=[[\]]|$)/g, (slashes) => slashes.slice(0, slashes.length / 2)),
    alt: attributes.replace(/^:alt /, '').replaceAll('\u200B:', ':'),
  };
}

function parsed(json: string): string {
  return String(JSON.parse(json));
}

function groups(text: string, pattern: RegExp): readonly [string, string] {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`not one image: ${text}`);
  return [match[1] ?? '', match[2] ?? ''];
}

function tokens(text: string, pattern: RegExp): readonly string[] {
  const found = text.match(pattern) ?? [];
  if (found.join('') !== text) throw new Error(`not plain TeX: ${text}`);
  return found;
}
