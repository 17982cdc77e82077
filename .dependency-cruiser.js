/** The walls of the house; CONTRIBUTING.md draws them. */
const pure = '^src/(api|images|documents)/';

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: { path: '^(src|media|test)/' }, to: { circular: true } },
    {
      name: 'pure-rooms-know-no-vscode',
      severity: 'error',
      from: { path: pure },
      to: { path: '^vscode$' },
    },
    {
      name: 'images-and-documents-touch-nothing',
      comment: 'No disk, no network, no processes: node:crypto and node:path are all they may use of Node.',
      severity: 'error',
      from: { path: '^src/(images|documents)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|path)$' },
    },
    {
      name: 'api-touches-no-disk',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { dependencyTypes: ['core'], path: '^(node:)?(fs|child_process)' },
    },
    {
      name: 'bottom-rooms-import-nobody',
      comment: 'images and documents stand on nothing; documents may use what an image is.',
      severity: 'error',
      from: { path: '^src/(images|documents)/' },
      to: { path: '^src/', pathNot: '^src/(images|documents)/' },
    },
    {
      name: 'api-stands-on-images',
      severity: 'error',
      from: { path: '^src/api/' },
      to: { path: '^src/', pathNot: '^src/(api|images)/' },
    },
    {
      name: 'workspace-never-meets-api',
      severity: 'error',
      from: { path: '^src/workspace/' },
      to: { path: '^src/', pathNot: '^src/(workspace|images|documents)/' },
    },
    {
      name: 'window-tells-and-asks-only',
      severity: 'error',
      from: { path: '^src/window/' },
      to: { path: '^src/', pathNot: '^src/(window|workspace|api|images|documents)/|^src/settings\\.ts$' },
    },
    {
      name: 'nobody-imports-the-entry',
      severity: 'error',
      from: {},
      to: { path: '^src/extension\\.ts$' },
    },
    {
      name: 'the-walk-runs-down',
      comment: 'commands → interactiveGeneration → generationSession → generate. Types may be named upwards.',
      severity: 'error',
      from: { path: '^src/(generate|generationSession|chooseService|selection|wish|settings|apiKey)\\.ts$' },
      to: { path: '^src/(interactiveGeneration|remedies|failureGroups|galleryCommands)\\.ts$|^src/gallery/' },
    },
    {
      name: 'generate-knows-no-session',
      severity: 'error',
      from: { path: '^src/generate\\.ts$' },
      to: { path: '^src/(generationSession|window/)' },
    },
    {
      name: 'commands-serve-the-entry-only',
      severity: 'error',
      from: { pathNot: '^src/extension\\.ts$' },
      to: { path: '^src/commands\\.ts$' },
    },
    {
      name: 'the-gallery-is-read-at-its-first-use',
      comment: 'It is a bundle of its own: whoever else needs it names its types only.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/gallery/' },
      to: { path: '^src/gallery/', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    {
      name: 'the-index-knows-no-vscode',
      severity: 'error',
      from: { path: '^src/gallery/(index/|texts/|protocol|formState|messageGuard|galleryHtml)' },
      to: { path: '^vscode$' },
    },
    {
      name: 'the-page-knows-the-protocol-only',
      comment: 'Another runtime: of the extension it names types, and runs nothing.',
      severity: 'error',
      from: { path: '^media/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-page-runs-in-a-browser',
      severity: 'error',
      from: { path: '^media/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-extension-runs-no-page',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^media/' },
    },
    {
      name: 'undici-has-one-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/api/undici\\.ts$' },
      to: { path: 'node_modules/undici/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
