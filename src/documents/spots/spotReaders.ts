import { readAstro, readSvelte, readVue } from './componentSpots.ts';
import { readHtml } from './htmlSpots.ts';
import type { SpotReading } from './imageSpot.ts';
import { readMarkdown, readMdx } from './markdownSpots.ts';
import { scriptReader } from './scriptSpots.ts';
import { styleReader } from './styleSpots.ts';

/** Reads one language; never throws, whatever the text. */
export type SpotReader = (text: string) => SpotReading;

const scripts = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];
const styles = ['css', 'scss', 'less', 'sass', 'postcss', 'tailwindcss'];
const pages =
  'html xhtml vue-html handlebars mustache django-html jinja jinja-html nunjucks njk twig liquid erb html-erb ejs html-eex phoenix-heex razor aspnetcorerazor cshtml blade php';

const parsed: ReadonlyMap<string, SpotReader> = new Map<string, SpotReader>([
  ...['markdown', 'mdc', 'quarto', 'rmd'].map((id) => [id, readMarkdown] as const),
  ['mdx', readMdx],
  ...pages.split(' ').map((id) => [id, readHtml] as const),
  ['vue', readVue],
  ['svelte', readSvelte],
  ['astro', readAstro],
  ...scripts.map((id) => [id, scriptReader(id)] as const),
  ...styles.map((id) => [id, styleReader(id)] as const),
]);

/** Undefined where nothing can be found. */
export function spotReaderFor(languageId: string): SpotReader | undefined {
  return parsed.get(languageId);
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
};

const languages: ReadonlyMap<string, string> = new Map(
  Object.entries(extensions).flatMap(([language, list]) => list.split(' ').map((extension) => [extension, language])),
);

/** By the file's extension; undefined for what holds no images and no comments. */
export function languageOfFile(fileName: string): string | undefined {
  return languages.get(/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '');
}
