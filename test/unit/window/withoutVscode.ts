import { registerHooks } from 'node:module';

// Outside VS Code there is no such module. Import this one first, by `await import`, and then a class that is given
// what it uses of VS Code: the module itself is empty.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: 'data:text/javascript,', shortCircuit: true } : next(specifier, context),
});
