import ts from 'typescript';
import { nodesIn, placeOf } from './sourceFiles.ts';

export interface ShownTexts {
  /** The English texts that are handed to `vscode.l10n.t`, each once. */
  readonly texts: readonly string[];
  /** Where it is used in a way that no text can be read from. */
  readonly unreadable: readonly string[];
}

/** What the extension host says through `vscode.l10n`. */
export function shownTexts(files: readonly ts.SourceFile[]): ShownTexts {
  const uses = files.filter(({ text }) => text.includes('l10n')).flatMap((file) => nodesIn(file).filter(isTranslator));
  const read = uses.map((use) => ({ use, texts: textsAskedBy(use) }));
  return {
    texts: [...new Set(read.flatMap(({ texts }) => texts))].sort(),
    unreadable: read.filter(({ texts }) => texts.length === 0).map(({ use }) => placeOf(use)),
  };
}

/** `vscode.l10n.t`, or `l10n.t` of a named import. */
function isTranslator(node: ts.Node): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && /(^|\.)l10n\.t$/.test(node.getText());
}

/** None when it is not called at once, or with what is only known later. */
function textsAskedBy(use: ts.PropertyAccessExpression): readonly string[] {
  const { parent } = use;
  const [text] = ts.isCallExpression(parent) && parent.expression === use ? parent.arguments : [];
  return text ? constantsOf(text) : [];
}

/** Every text that an expression may be; none when one of them is not written out. */
function constantsOf(expression: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return constantsOf(expression.expression);
  if (ts.isConditionalExpression(expression)) {
    const branches = [expression.whenTrue, expression.whenFalse].map(constantsOf);
    return branches.some(({ length }) => length === 0) ? [] : branches.flat();
  }
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [];
  const ends = constantsOf(expression.right);
  return constantsOf(expression.left).flatMap((start) => ends.map((end) => start + end));
}
