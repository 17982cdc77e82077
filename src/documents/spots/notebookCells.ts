import { fieldsOf } from '../../images/fields.ts';

/** A Markdown cell of a notebook. https://nbformat.readthedocs.io/en/latest/format_description.html */
export interface MarkdownCell {
  /** Among all cells, from 0. */
  readonly index: number;
  readonly text: string;
}

/** None for a text that is no notebook. */
export function markdownCells(notebook: string): readonly MarkdownCell[] {
  const { cells } = fieldsOf(parse(notebook));
  if (!Array.isArray(cells)) return [];
  return cells.flatMap((cell: unknown, index) => {
    const { cell_type: type, source } = fieldsOf(cell);
    if (type !== 'markdown') return [];
    const lines: readonly unknown[] = Array.isArray(source) ? source : [source];
    return [{ index, text: lines.filter((line) => typeof line === 'string').join('') }];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
