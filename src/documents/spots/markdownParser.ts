import { GFM, parser, type MarkdownConfig } from '@lezer/markdown';
import { expressionEnd, tagEnd } from './braces.ts';

/** Markdown as GitHub and VS Code read it. */
export const markdownParser = parser.configure(GFM);

const [openBrace, less] = [123, 60];

/** Expressions and tags of JSX in place of HTML. https://mdxjs.com/docs/what-is-mdx/ */
const mdx: MarkdownConfig = {
  remove: ['IndentedCode', 'HTMLBlock', 'HTMLTag', 'Autolink'],
  defineNodes: ['MdxExpression', 'MdxTag'],
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

export const mdxParser = parser.configure([GFM, mdx]);
