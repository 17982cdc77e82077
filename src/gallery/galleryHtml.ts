import { randomBytes } from 'node:crypto';

export interface PageParts {
  /** The page's own addresses. */
  readonly script: string;
  readonly styles: readonly string[];
  /** Where the page may load its styles, font and pictures from. */
  readonly cspSource: string;
  /** Everything the script needs to begin; it becomes JSON. */
  readonly start: unknown;
  /** The language of the texts, for screen readers. */
  readonly language: string;
}

/** The page: nothing inline, nothing from elsewhere, one script with a nonce of its own. */
export function galleryHtml({ script, styles, cspSource, start, language }: PageParts): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} blob:`,
    // For thumbnails: the worker's own script, and the images that it reads.
    `connect-src ${cspSource}`,
    'worker-src blob:',
  ].join('; ');
  const links = styles.map((style) => `<link rel="stylesheet" href="${escaped(style)}">`).join('\n');
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Paper Boat</title>
${links}
</head>
<body data-paper-boat="${escaped(JSON.stringify(start))}">
<div id="app"></div>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};

const escaped = (text: string): string => text.replace(/[&"'<>]/g, (character) => entities[character] ?? character);
