import { readAsciidoc } from './asciidocSpots.ts';
import { codeReader } from './codeSpots.ts';
import { componentReader } from './componentSpots.ts';
import { pageReader, readHtml } from './htmlSpots.ts';
import type { SpotReader } from './imageSpot.ts';
import { readLatex } from './latexSpots.ts';
import { readMarkdown, readMdx } from './markdownSpots.ts';
import { readOrg } from './orgSpots.ts';
import { readRestructuredtext } from './restructuredtextSpots.ts';
import { scriptReader } from './scriptSpots.ts';
import { styleReader } from './styleSpots.ts';
import { readTypst } from './typstSpots.ts';

const scripts = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
const styles = ['css', 'scss', 'less', 'sass', 'postcss', 'tailwindcss'];
const pages =
  'xhtml vue-html handlebars mustache django-html jinja jinja-html nunjucks njk twig liquid erb html-erb ejs html-eex phoenix-heex razor aspnetcorerazor cshtml blade php';

const parsed: ReadonlyMap<string, SpotReader> = new Map<string, SpotReader>([
  ...['markdown', 'mdc', 'quarto', 'rmd'].map((id) => [id, readMarkdown] as const),
  ['mdx', readMdx],
  ['html', readHtml],
  ...pages.split(' ').map((id) => [id, pageReader(id)] as const),
  ...(['vue', 'svelte', 'astro'] as const).map((id) => [id, componentReader(id)] as const),
  ...scripts.map((id) => [id, scriptReader(id)] as const),
  ...styles.map((id) => [id, styleReader(id)] as const),
]);

const scanned: ReadonlyMap<string, SpotReader> = new Map<string, SpotReader>([
  ['asciidoc', readAsciidoc],
  ...['restructuredtext', 'rst'].map((id) => [id, readRestructuredtext] as const),
  ...['latex', 'tex', 'latex-expl3', 'rsweave'].map((id) => [id, readLatex] as const),
  ['typst', readTypst],
  ['org', readOrg],
]);

/** Data, and text without a syntax. */
const withoutImages: ReadonlySet<string> = new Set([
  'plaintext',
  'json',
  'jsonl',
  'csv',
  'tsv',
  'log',
  'diff',
  'git-commit',
]);

/** Undefined where nothing can be found. */
export function spotReaderFor(languageId: string): SpotReader | undefined {
  if (withoutImages.has(languageId)) return undefined;
  return parsed.get(languageId) ?? scanned.get(languageId) ?? codeReader(languageId);
}

/** Whether reading it takes a parser, which is slow. */
export function isParsed(languageId: string): boolean {
  return parsed.has(languageId);
}

const extensions: Readonly<Record<string, string>> = {
  markdown: 'md markdown mdown mkd mdc rmd qmd',
  mdx: 'mdx',
  html: 'html htm xhtml',
  vue: 'vue',
  svelte: 'svelte',
  astro: 'astro',
  javascript: 'js mjs cjs',
  javascriptreact: 'jsx',
  typescript: 'ts mts cts',
  typescriptreact: 'tsx',
  css: 'css',
  scss: 'scss',
  less: 'less',
  sass: 'sass',
  asciidoc: 'adoc asciidoc asc',
  restructuredtext: 'rst',
  latex: 'tex ltx',
  typst: 'typ',
  org: 'org',
  php: 'php',
  handlebars: 'hbs handlebars',
  njk: 'njk',
  liquid: 'liquid',
  twig: 'twig',
  ejs: 'ejs',
  erb: 'erb',
  razor: 'cshtml razor',
  pug: 'pug jade',
  python: 'py',
  ruby: 'rb',
  go: 'go',
  rust: 'rs',
  java: 'java',
  kotlin: 'kt kts',
  swift: 'swift',
  c: 'c h',
  cpp: 'cpp cc cxx hpp',
  csharp: 'cs',
  dart: 'dart',
  lua: 'lua',
  shellscript: 'sh bash zsh',
  powershell: 'ps1',
  r: 'r',
  julia: 'jl',
  sql: 'sql',
  scala: 'scala',
  haskell: 'hs',
  elixir: 'ex exs',
  clojure: 'clj',
  perl: 'pl',
  yaml: 'yaml yml',
  toml: 'toml',
  dockerfile: 'dockerfile',
  makefile: 'mk',
  stylus: 'styl',
  xml: 'xml',
};

const languages: ReadonlyMap<string, string> = new Map(
  Object.entries(extensions).flatMap(([language, list]) => list.split(' ').map((extension) => [extension, language])),
);

/** By the file's extension; undefined for what holds no images and no comments. */
export function languageOfFile(fileName: string): string | undefined {
  if (/^(?:Dockerfile|Makefile)$/.test(fileName)) return fileName.toLowerCase();
  return languages.get(/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '');
}
