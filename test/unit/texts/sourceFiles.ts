import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../support/vscode/role.ts';

/** The TypeScript files of a runtime, `src` or `media`, parsed. */
export function sourceFiles(folder: string): readonly ts.SourceFile[] {
  return globSync(`${folder}/**/*.ts`, { cwd: projectRoot }).map((path) =>
    parsed(path.replaceAll('\\', '/'), readFileSync(join(projectRoot, path), 'utf8')),
  );
}

export function parsed(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Everything in a file, a node before its children. */
export function nodesIn(file: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return nodes;
}

/** `src/commands.ts:93` */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
