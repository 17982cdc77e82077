import { createProcessor } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';

interface MarkdownNode {
  readonly type: string;
  readonly url?: string;
  readonly alt?: string | null | undefined;
  readonly children?: readonly MarkdownNode[];
}

const markdown = createProcessor({ format: 'md', remarkPlugins: [remarkGfm] });

/** The one image that a page of Markdown is. Throws when it is anything else. */
export function readMarkdown(page: string): { readonly path: string; readonly alt: string } {
  const { type, url = '', alt } = only(only(markdown.parse(page)));
  if (type !== 'image') throw new Error(`not one image: ${page}`);
  return { path: decodeURIComponent(url), alt: alt ?? '' };
}

function only(node: MarkdownNode): MarkdownNode {
  const [child, ...more] = node.children ?? [];
  if (child === undefined || more.length > 0) throw new Error(`not one node: ${JSON.stringify(node)}`);
  return child;
}
