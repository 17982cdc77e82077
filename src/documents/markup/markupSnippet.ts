import type { LinkedImage, MarkupForm } from './markupForm.ts';
import { htmlForm } from './markupHtml.ts';
import { markupFamily } from './markupLanguages.ts';

interface SnippetValues extends LinkedImage {
  readonly prompt: string;
}

interface SnippetPlace {
  readonly form: MarkupForm;
  readonly languageId: string;
}

/**
 * Fills `${path}`, `${alt}`, `${prompt}`, `${width}` and `${height}` (empty when the size is not known), each escaped
 * for the language. `$$` is a dollar sign, other variables stay. One pass: what a value contains is never expanded.
 */
export function expandSnippet(template: string, values: SnippetValues, place: SnippetPlace): string {
  return template.replace(
    /\$\$|\$\{(path|alt|prompt|width|height)\}/g,
    (_, name: 'path' | 'alt' | 'prompt' | 'width' | 'height' | undefined, offset: number) => {
      if (name === undefined) return '$';
      const form = isInsideTag(template.slice(0, offset), place.languageId) ? htmlForm : place.form;
      switch (name) {
        case 'path':
          return form.path(values.path);
        case 'alt':
        case 'prompt':
          return form.text(values[name]);
        case 'width':
        case 'height':
          return values.size === undefined ? '' : String(values.size[name]);
      }
    },
  );
}

/** In an HTML tag or a shortcode, Markdown does not read its own escapes. */
function isInsideTag(before: string, languageId: string): boolean {
  return markupFamily(languageId) === 'markdown' && /<[^>]*$/.test(before);
}
