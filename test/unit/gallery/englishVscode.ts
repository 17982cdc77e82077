import { registerHooks } from 'node:module';

// What words need of VS Code, in English. Import this one first, and what says something by `await import`.
const source = `
  export const l10n = { t: (text, ...values) => text.replace(/\\{(\\d+)\\}/g, (_, index) => String(values[index])) };
  export const env = { language: 'en' };
`;
const url = `data:text/javascript,${encodeURIComponent(source)}`;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url, shortCircuit: true } : next(specifier, context),
});
