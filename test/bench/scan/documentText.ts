/** By the file's extension, as often as documents of a kind are among those of a project. */
export const kinds = ['md', 'md', 'md', 'md', 'html', 'tsx', 'mdx', 'rst', 'adoc', 'css'] as const;

export type DocumentKind = (typeof kinds)[number] | 'scss' | 'vue' | 'svelte' | 'astro';

export interface TextWish {
  readonly bytes: number;
  /** How many files `images/pier-0.png`, `images/pier-1.png`… there are. */
  readonly images: number;
  /** Whether the text links to one that is not there. */
  readonly isWanting: boolean;
}

const words =
  'The ferry leaves the northern pier at noon and reaches the island before the tide turns, as long as the wind keeps to the west.';

/** A document that grows by sections like those that people write. */
export function documentText(kind: DocumentKind, { bytes, images, isWanting }: TextWish): string {
  const { start, section, end } = forms[kind];
  const parts = [start];
  let length = start.length + end.length;
  for (let index = 0; length < bytes; index++) {
    const path = `images/pier-${index % images}.png`;
    const text = section(index, index === 1 && isWanting ? 'images/missing.png' : path);
    parts.push(text);
    length += text.length;
  }
  return [...parts, end].join('');
}

interface Form {
  readonly start: string;
  readonly section: (index: number, path: string) => string;
  readonly end: string;
}

const prose = `${words} ${words}\n`;

const markdown: Form['section'] = (index, path) =>
  `## Pier ${index}\n\n${prose}\n![The pier number ${index}](${path} "Pier ${index}")\n\n- ${words}\n- see [the plan](plan.md)\n\n\`\`\`sh\nferry --pier ${index}\n\`\`\`\n\n${prose}\n`;

const mdx: Form['section'] = (index, path) =>
  `${markdown(index, path)}<figure>\n  <Image src={pier} alt="The pier number ${index}" width={300} />\n</figure>\n\n<Note kind="tide">{tides[${index}]}</Note>\n\n`;

const script =
  `/** How the pilots say it. */\nexport function metres(length: number): string {\n  return length > 100 ? 'long' : 'short';\n}\n\n`.repeat(
    200,
  );

const style = `/* Behind the pier. */\n.pier {\n  background: url("images/pier-0.png");\n}\n`.repeat(200);

/** @param bound how the language writes an attribute that is an expression */
const component =
  (bound: (name: string, code: string) => string): Form['section'] =>
  (index, path) =>
    `<section ${bound('id', `ids[${index}]`)}>\n<h2>Pier ${index}</h2>\n<p>${words}</p>\n<img src="${path}" alt="The pier number ${index}" width="300">\n<img ${bound('src', 'pier')} alt="The pier">\n</section>\n`;

const inBraces = component((name, code) => `${name}={${code}}`);

const forms: Readonly<Record<DocumentKind, Form>> = {
  md: { start: '# Ferries\n\n', section: markdown, end: '' },
  mdx: { start: "import pier from './images/pier-0.png';\n\n# Ferries\n\n", section: mdx, end: '' },
  html: {
    start: '<!doctype html>\n<html lang="en">\n<body>\n',
    section: (index, path) =>
      `<section id="pier-${index}">\n<h2>Pier ${index}</h2>\n<p>${words}</p>\n<img src="${path}" alt="The pier number ${index}" width="300" height="200">\n<p>${words}</p>\n</section>\n`,
    end: '</body>\n</html>\n',
  },
  tsx: {
    start: "import type { Pier } from './pier';\n\n",
    section: (index, path) =>
      `/** ${words} */\nexport function Pier${index}({ name, length }: Pier) {\n  const metres = length * ${index};\n  return (\n    <figure className="pier">\n      <img src="${path}" alt="The pier number ${index}" width={300} />\n      <figcaption>{name}: {metres > 100 ? 'long' : 'short'}</figcaption>\n    </figure>\n  );\n}\n\n`,
    end: '',
  },
  rst: {
    start: 'Ferries\n=======\n\n',
    section: (index, path) =>
      `Pier ${index}\n---------\n\n${prose}\n.. image:: ${path}\n   :alt: The pier number ${index}\n\n${prose}\n::\n\n   ferry --pier ${index}\n\n`,
    end: '',
  },
  adoc: {
    start: '= Ferries\n\n',
    section: (index, path) =>
      `== Pier ${index}\n\n${prose}\nimage::${path}[The pier number ${index}]\n\n----\nferry\n----\n\n${prose}\n`,
    end: '',
  },
  css: {
    start: '',
    section: (index, path) =>
      `/* ${words} */\n.pier-${index} > .name:hover {\n  background: url("${path}") no-repeat;\n  color: var(--text);\n  margin: 0 ${index}px;\n}\n\n`,
    end: '',
  },
  scss: {
    start: '$pier: 12px;\n\n',
    section: (index, path) =>
      `// ${words}\n.pier-${index} {\n  background: url("${path}") no-repeat;\n  &:hover {\n    margin: 0 $pier;\n  }\n}\n\n`,
    end: '',
  },
  vue: {
    start: `<script setup lang="ts">\nimport pier from './images/pier-0.png';\n\n${script}</script>\n\n<template>\n`,
    section: component((name, code) => `:${name}="${code}"`),
    end: `</template>\n\n<style>\n${style}</style>\n`,
  },
  svelte: {
    start: `<script lang="ts">\nimport pier from './images/pier-0.png';\n\n${script}</script>\n\n`,
    section: inBraces,
    end: `<style>\n${style}</style>\n`,
  },
  astro: {
    start: `---\nimport pier from './images/pier-0.png';\n\n${script}---\n\n`,
    section: inBraces,
    end: `<style>\n${style}</style>\n`,
  },
};
