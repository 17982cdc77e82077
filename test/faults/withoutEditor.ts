import { registerHooks } from 'node:module';

// To be imported before everything that imports `vscode`, by `await import`.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: new URL('editorStandIn.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
