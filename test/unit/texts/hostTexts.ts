import ts from 'typescript';
import { nodesIn, placeOf } from './sourceFiles.ts';

export interface HostTexts {
  /** The English texts that are handed to `vscode.l10n.t`, each once. */
  readonly texts: readonly string[];
  /** Where `vscode.l10n.t` gets what is not written out, or is not called at once. */
  readonly unreadable: readonly string[];
}

/** What the extension host says in the user's language. */
export function hostTexts(files: readonly ts.SourceFile[]): HostTexts {
  const uses = files.filter(({ text }) => text.includes('l10n')).flatMap((file) => nodesIn(file).filter(isTranslator));
  const read = uses.map((use) => ({ use, texts: textsAskedBy(use) }));
  return {
    texts: [...new Set(read.flatMap(({ texts }) => texts))],
    unreadable: read.filter(({ texts }) => texts.length === 0).map(({ use }) => placeOf(use)),
  };
}

/** `vscode.l10n.t`, or `l10n.t` of a named import. */
function isTranslator(node: ts.Node): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && /(^|\.)l10n\.t$/.test(node.getText());
}

function textsAskedBy(use: ts.PropertyAccessExpression): readonly string[] {
  const { parent } = use;
  const [text] = ts.isCallExpression(parent) && parent.expression === use ? parent.arguments : [];
  return text ? constantsOf(text) : [];
}

/** Every text that an expression can be; none when one of them is only known later. */
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
