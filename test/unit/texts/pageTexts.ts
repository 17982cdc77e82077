import ts from 'typescript';
import { nodesIn, placeOf } from './sourceFiles.ts';

/** Properties, attributes and parameters whose values people see or hear. */
const shownNames =
  /^(text|textContent|title|.*label|alt|placeholder|sentence|reason|aria-?(description|roledescription|valuetext|placeholder))$/i;

/** By the name of a function, which of its parameters. */
type ShownParameters = ReadonlyMap<string, number>;

/** What the page would show as it is written in the code, in English to everybody: `media/gallery/page.ts:51 Paper Boat`. */
export function untranslatedTexts(files: readonly ts.SourceFile[]): readonly string[] {
  const all = new Map([['Text', 0], ...files.flatMap(shownParameters)]);
  return files.flatMap((file) => {
    const parameters = new Map([...all, ...shownParameters(file)]);
    return nodesIn(file).flatMap((node) => {
      const words = writtenIn(shownBy(node, parameters)).filter((text) => /\p{L}/u.test(text));
      return words.map((text) => `${placeOf(node)} ${text}`);
    });
  });
}

/** Every string that is written in the files. */
export function writtenTexts(files: readonly ts.SourceFile[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => nodesIn(file).filter(ts.isStringLiteralLike)).map(({ text }) => text));
}

function shownParameters(file: ts.SourceFile): readonly (readonly [string, number])[] {
  return nodesIn(file).flatMap((node) => {
    if (!ts.isFunctionLike(node)) return [];
    const { name } = ts.isConstructorDeclaration(node) || ts.isArrowFunction(node) ? nameGiverOf(node) : node;
    const index = node.parameters.findIndex((parameter) => isShown(parameter.name));
    return name && index >= 0 ? [[name.getText(), index] as const] : [];
  });
}

/** The class of a constructor, the variable that a function is kept in. */
function nameGiverOf({ parent }: ts.Node): { readonly name?: ts.Node | undefined } {
  return ts.isClassLike(parent) || ts.isVariableDeclaration(parent) ? parent : {};
}

/** The value that a node puts where people see or hear it. */
function shownBy(node: ts.Node, parameters: ShownParameters): ts.Expression | undefined {
  if (ts.isPropertyAssignment(node)) return isShown(node.name) ? node.initializer : undefined;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return ts.isPropertyAccessExpression(node.left) && isShown(node.left.name) ? node.right : undefined;
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return undefined;
  const { expression, arguments: values = [] } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
  if (name === 'setAttribute') return values[0] && isShown(values[0]) ? values[1] : undefined;
  return name === 'translate' ? undefined : values[parameters.get(name) ?? values.length];
}

function isShown(name: ts.Node): boolean {
  return (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) && shownNames.test(name.text);
}

/** The literals that end up in the value of an expression; what a call makes of its arguments is the call's business. */
function writtenIn(expression: ts.Expression | undefined): readonly string[] {
  if (!expression) return [];
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isParenthesizedExpression(expression)) return writtenIn(expression.expression);
  if (ts.isConditionalExpression(expression))
    return [expression.whenTrue, expression.whenFalse].flatMap((branch) => writtenIn(branch));
  if (ts.isBinaryExpression(expression)) return [expression.left, expression.right].flatMap((side) => writtenIn(side));
  if (!ts.isTemplateExpression(expression)) return [];
  const { head, templateSpans } = expression;
  return [head.text, ...templateSpans.flatMap((span) => [...writtenIn(span.expression), span.literal.text])];
}
