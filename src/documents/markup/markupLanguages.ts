/** Languages of one family write an image alike. `code` is every other language: a comment, or the plain path. */
export type MarkupFamily =
  | 'markdown'
  | 'html'
  | 'closedHtml'
  | 'atSignHtml'
  | 'jsx'
  | 'pug'
  | 'haml'
  | 'slim'
  | 'css'
  | 'indentedCss'
  | 'asciidoc'
  | 'restructuredtext'
  | 'latex'
  | 'typst'
  | 'org'
  | 'json'
  | 'plain'
  | 'code';

/** `php` is not here: its code is code, and what is outside of `<?php … ?>` is `html` (see embeddedLanguageAt). */
const languages: Readonly<Record<Exclude<MarkupFamily, 'code'>, string>> = {
  markdown: 'markdown mdx mdc quarto rmd prompt instructions chatagent skill',
  html: 'html xhtml vue vue-html angular ng-template handlebars mustache django-html jinja jinja-html nunjucks njk twig liquid erb html-erb ejs html-eex phoenix-heex',
  closedHtml: 'svelte astro',
  atSignHtml: 'razor aspnetcorerazor cshtml blade',
  jsx: 'javascriptreact typescriptreact',
  pug: 'pug jade',
  haml: 'haml',
  slim: 'slim',
  css: 'css scss less postcss tailwindcss',
  indentedCss: 'sass stylus',
  asciidoc: 'asciidoc',
  restructuredtext: 'restructuredtext rst',
  latex: 'latex tex latex-expl3 rsweave',
  typst: 'typst',
  org: 'org',
  json: 'json jsonl',
  plain: 'plaintext csv tsv',
};

const familyById: ReadonlyMap<string, MarkupFamily> = new Map(
  Object.entries(languages).flatMap(([family, ids]) => ids.split(' ').map((id) => [id, family as MarkupFamily])),
);

export function markupFamily(languageId: string): MarkupFamily {
  return familyById.get(languageId) ?? 'code';
}
