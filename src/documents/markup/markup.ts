import { plainLine } from './altText.ts';
import { noCommentMarks, type CommentMarks } from '../comments/comments.ts';
import { commentForm, jsonForm, plainForm } from './markupComment.ts';
import { cssForm, indentedCssForm, type CssContext } from './markupCss.ts';
import type { LinkedImage, MarkupForm } from './markupForm.ts';
import { atSignHtmlForm, closedHtmlForm, htmlForm, jsxForm } from './markupHtml.ts';
import { hamlForm, pugForm, slimForm } from './markupIndentedHtml.ts';
import { latexForm, typstForm } from './markupTypesetting.ts';
import { markupFamily } from './markupLanguages.ts';
import { asciidocForm, markdownForm, orgForm, restructuredtextForm } from './markupProse.ts';
import { expandSnippet } from './markupSnippet.ts';

export type { CssContext, LinkedImage };

export interface MarkupOptions {
  readonly image: LinkedImage;
  /** Of the document, or of the language that is embedded where the markup goes. */
  readonly languageId: string;
  /** For languages that can only name an image in a comment; where the language has none, they get the plain path. */
  readonly comment?: CommentMarks | undefined;
  /** For style sheets; absent means inside a block. */
  readonly context?: CssContext | undefined;
  /** The user's own template for this language. */
  readonly snippet?: string | undefined;
  /** For the `${prompt}` of a snippet. */
  readonly prompt?: string | undefined;
}

/**
 * The text that shows or names an image in a document: one or more lines with `\n`, without indentation and without a
 * newline at the end. No path and no alt text can end the link, the string or the comment they are in.
 */
export function imageMarkup(options: MarkupOptions): string {
  const { image, snippet } = options;
  const plain = { ...image, path: image.path.toWellFormed(), alt: plainLine(image.alt) };
  const form = formFor(options);
  if (snippet !== undefined) {
    const prompt = plainLine(options.prompt ?? image.alt);
    return expandSnippet(snippet, { ...plain, prompt }, { form, languageId: options.languageId });
  }
  return form.write({ ...plain, path: form.path(plain.path), alt: form.text(plain.alt) });
}

/** A path, escaped as `imageMarkup` does it. */
export function escapedPath(path: string, languageId: string): string {
  return formFor({ languageId }).path(path.toWellFormed());
}

function formFor({
  languageId,
  comment = noCommentMarks,
  context = 'block',
}: Pick<MarkupOptions, 'languageId' | 'comment' | 'context'>): MarkupForm {
  const family = markupFamily(languageId);
  switch (family) {
    case 'css':
      return cssForm(context);
    case 'indentedCss':
      return indentedCssForm(context);
    case 'code':
      return commentForm(comment);
    default:
      return forms[family];
  }
}

const forms = {
  markdown: markdownForm,
  html: htmlForm,
  closedHtml: closedHtmlForm,
  atSignHtml: atSignHtmlForm,
  jsx: jsxForm,
  pug: pugForm,
  haml: hamlForm,
  slim: slimForm,
  asciidoc: asciidocForm,
  restructuredtext: restructuredtextForm,
  latex: latexForm,
  typst: typstForm,
  org: orgForm,
  json: jsonForm,
  plain: plainForm,
} satisfies Readonly<Record<string, MarkupForm>>;
