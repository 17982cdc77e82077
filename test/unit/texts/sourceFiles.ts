import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../support/vscode/role.ts';

/** The TypeScript files of a runtime, parsed: `src` or `media`. */
export function sourceFiles(folder: string): readonly ts.SourceFile[] {
  return globSync(`${folder}/**/*.ts`, { cwd: projectRoot }).map((path) =>
    ts.createSourceFile(path, readFileSync(join(projectRoot, path), 'utf8'), ts.ScriptTarget.Latest, true),
  );
}

/** A node and everything in it. */
export function nodesIn(node: ts.Node): readonly ts.Node[] {
  const nodes = [node];
  // Grows while it is walked: a list takes any depth.
  for (const each of nodes) ts.forEachChild(each, (child) => void nodes.push(child));
  return nodes;
}

/** `src/commands.ts:93` */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName.replaceAll('\\', '/')}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
