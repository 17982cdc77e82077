import type { Tree, TreeFragment } from '@lezer/common';
import {
  GFM,
  parser,
  type BlockContext,
  type LeafBlock,
  type MarkdownConfig,
  type MarkdownParser,
} from '@lezer/markdown';
import { expressionEnd, tagEnd } from './braces.ts';
import { parsePatiently } from './patientParse.ts';

const [openBrace, less] = [123, 60];

/** Where nobody writes by hand; deeper and longer ones take the parser quadratic time. */
const [deepest, longestText] = [60, 20_000];

/** Leaves out what shows no image: most text of most documents, and what is no writing. */
const onlyImages: MarkdownConfig = {
  defineNodes: [{ name: 'TooDeep', block: true }],
  parseBlock: [
    {
      name: 'TooDeep',
      before: 'IndentedCode',
      parse(context, line) {
        if (context.depth < deepest) return false;
        const start = context.lineStart + line.pos;
        const end = context.lineStart + line.text.length;
        context.nextLine();
        context.addElement(context.elt('TooDeep', start, end));
        return true;
      },
    },
  ],
  parseInline: [
    {
      name: 'WithoutImages',
      before: 'Escape',
      parse({ text, offset, end }, _, position) {
        if (position !== offset) return -1;
        return text.length > longestText || !/!\[|[<{]/.test(text) ? end : -1;
      },
    },
  ],
};

/** A footnote begins like a definition: `[^1]: ![a boat](boat.png)` */
const footnotes: MarkdownConfig = {
  parseBlock: [
    {
      name: 'Footnote',
      before: 'LinkReference',
      leaf(_, { content }) {
        if (!content.startsWith('[^')) return null;
        // Ends with its line, before the definition that it is not.
        return { nextLine: (context, _line, leaf) => finishAsParagraph(context, leaf), finish: finishAsParagraph };
      },
    },
  ],
};

function finishAsParagraph(context: BlockContext, leaf: LeafBlock): boolean {
  const { start, content } = leaf;
  const inline = context.parser.parseInline(content, start);
  context.addLeafElement(leaf, context.elt('Paragraph', start, start + content.length, inline));
  return true;
}

/** Markdown as GitHub and VS Code read it. */
export const markdownParser = parser.configure([GFM, footnotes, onlyImages]);

/** Whether statements go on behind a blank line. */
class OpenBrackets {
  #depth = 0;
  #isTemplate = false;

  get areOpen(): boolean {
    return this.#depth > 0 || this.#isTemplate;
  }

  take(line: string): void {
    const strings = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\/\/.*|\\./g;
    for (const [sign] of line.replace(strings, '').matchAll(/[([{}\])`]/g)) {
      if (sign === '`') this.#isTemplate = !this.#isTemplate;
      else if (!this.#isTemplate) this.#depth = Math.max(0, this.#depth + ('([{'.includes(sign) ? 1 : -1));
    }
  }
}

/** Expressions and tags of JSX in place of HTML. https://mdxjs.com/docs/what-is-mdx/ */
const mdx: MarkdownConfig = {
  remove: ['IndentedCode', 'HTMLBlock', 'HTMLTag', 'Autolink'],
  defineNodes: ['MdxExpression', 'MdxTag'],
  parseBlock: [
    {
      name: 'MdxModule',
      before: 'TooDeep',
      parse(context, line) {
        if (context.depth > 1 || !/^(?:im|ex)port\s/.test(line.text)) return false;
        const start = context.lineStart;
        const brackets = new OpenBrackets();
        do brackets.take(line.text);
        while (context.nextLine() && (brackets.areOpen || line.text.trim() !== ''));
        context.addElement(context.elt('Paragraph', start, context.prevLineEnd()));
        return true;
      },
    },
  ],
  parseInline: [
    {
      name: 'Mdx',
      before: 'Escape',
      parse(context, next, position) {
        if (next !== openBrace && next !== less) return -1;
        const start = position - context.offset;
        const end = next === openBrace ? expressionEnd(context.text, start) : tagEnd(context.text, start);
        if (end === undefined) return -1;
        const name = next === openBrace ? 'MdxExpression' : 'MdxTag';
        return context.addElement(context.elt(name, position, end + context.offset));
      },
    },
  ],
};

export const mdxParser = parser.configure([GFM, footnotes, onlyImages, mdx]);

export function parseMarkdown(parser: MarkdownParser, text: string, fragments: readonly TreeFragment[] = []): Tree {
  return parsePatiently(parser, withLineFeeds(text), fragments);
}

/** The parser knows no other line break: a blank line with a carriage return would not end a block of HTML. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', ' \n').replaceAll('\r', '\n') : text;
}
