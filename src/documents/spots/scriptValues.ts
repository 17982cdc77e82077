import type { SyntaxNode, Tree } from '@lezer/common';
import { withoutEscapes } from '../imageReferenceEscapes.ts';
import { movedBy } from './foundSpots.ts';
import { namesImage } from './imageAddress.ts';
import type { AddressKind } from './imageSpot.ts';
import type { TagValue } from './imageTag.ts';

/** Names in a script that stand for an image file, and where its path is written. */
export type ImageImports = ReadonlyMap<string, TagValue>;

/** What a name stands for where it is used. */
export type NamedImages = Pick<ImageImports, 'get'>;

/** Where a value stands in a text that begins elsewhere. */
export function movedValue<Value extends TagValue | undefined>(value: Value, offset: number): Value {
  return value && { ...value, range: movedBy(value.range, offset) };
}

/** `import hero from './hero.png'`, `const hero = require('./hero.png')` */
export function imageImports(tree: Tree, text: string): ImageImports {
  const imports = new Map<string, TagValue>();
  tree.iterate({
    enter: (ref) => {
      if (ref.name !== 'ImportDeclaration' && ref.name !== 'VariableDeclaration') return;
      const name = ref.node.getChild('VariableDefinition');
      const value = ref.name === 'ImportDeclaration' ? literalModule(ref.node, text) : initialModule(ref.node, text);
      if (name && value) imports.set(text.slice(name.from, name.to), value);
    },
  });
  return imports;
}

function initialModule(declaration: SyntaxNode, text: string): TagValue | undefined {
  const value = declaration.getChild('Equals')?.nextSibling;
  return value ? moduleIn(value, text) : undefined;
}

/** The image that a statement or a call names; undefined for anything else. */
export function literalModule(node: SyntaxNode, text: string): TagValue | undefined {
  const value = /^(?:Im|Ex)portDeclaration$/.test(node.name)
    ? stringIn(node.getChild('String'), text)
    : moduleIn(node, text);
  return value && namesImage(value.text) ? { ...value, reads: 'module' } : undefined;
}

/** What an expression says without being run; undefined for what is computed. */
export function literalValue(node: SyntaxNode, text: string, imports: NamedImages): TagValue | undefined {
  switch (node.name) {
    case 'String':
    case 'TemplateString':
      return stringIn(node, text);
    case 'Number': {
      const written = text.slice(node.from, node.to);
      return { range: { start: node.from, end: node.to }, written, text: written };
    }
    case 'VariableName':
      return imports.get(text.slice(node.from, node.to));
    case 'ParenthesizedExpression':
    case 'AwaitExpression': {
      const inner = node.firstChild?.nextSibling;
      return inner ? literalValue(inner, text, imports) : undefined;
    }
    case 'MemberExpression': {
      const object = node.firstChild;
      return object && object.name !== 'String' ? literalValue(object, text, imports) : undefined;
    }
    default:
      return moduleIn(node, text);
  }
}

/** `require('./a.png')`, `import('./a.png')`, `new URL('./a.png', import.meta.url)` */
function moduleIn(node: SyntaxNode, text: string): TagValue | undefined {
  switch (node.name) {
    case 'MemberExpression':
    case 'AwaitExpression': {
      const inner = node.name === 'AwaitExpression' ? node.firstChild?.nextSibling : node.firstChild;
      return inner ? moduleIn(inner, text) : undefined;
    }
    case 'DynamicImport':
      return asModule(stringIn(node.getChild('String'), text), 'module');
    case 'CallExpression':
    case 'NewExpression': {
      const callee = node.name === 'CallExpression' ? node.firstChild : node.firstChild?.nextSibling;
      const called = callee?.name === 'VariableName' ? text.slice(callee.from, callee.to) : '';
      if (called !== (node.name === 'CallExpression' ? 'require' : 'URL')) return undefined;
      const list = node.getChild('ArgList');
      if (!list) return undefined;
      if (called === 'URL' && !/import\.meta\.url|__filename|document\.baseURI/.test(text.slice(list.from, list.to)))
        return undefined;
      const [, first] = [list.firstChild, list.firstChild?.nextSibling];
      const value = first?.name === 'String' ? stringIn(first, text) : undefined;
      // A URL is relative with and without a dot.
      return asModule(value, called === 'URL' ? 'url' : 'module');
    }
    default:
      return undefined;
  }
}

function asModule(value: TagValue | undefined, reads: AddressKind): TagValue | undefined {
  return value && { ...value, reads };
}

function stringIn(node: SyntaxNode | null, text: string): TagValue | undefined {
  if (!node || node.getChild('Interpolation')) return undefined;
  const range = { start: node.from + 1, end: node.to - 1 };
  if (range.end < range.start || text.charAt(range.end) !== text.charAt(node.from)) return undefined;
  const written = text.slice(range.start, range.end);
  return { range, written, text: withoutEscapes(written) };
}
