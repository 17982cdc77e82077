import { registerHooks } from 'node:module';

// What a style needs of VS Code, over the disk of this machine. Import this one first, and what needs it by `await import`.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? next(import.meta.resolve('./smallVscode.ts'), context) : next(specifier, context),
});
