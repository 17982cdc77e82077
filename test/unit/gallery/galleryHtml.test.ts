import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM } from 'jsdom';
import { galleryHtml } from '../../../src/gallery/galleryHtml.ts';

const parts = {
  script: 'https://page.test/main.js',
  styles: ['https://page.test/gallery.css'],
  cspSource: 'https://page.test',
  language: 'uk',
  start: { picture: 'x' },
};

test('the page allows its own files and one script, and nothing inline', () => {
  const { document } = new JSDOM(galleryHtml(parts)).window;
  const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
  const nonce = document.querySelector('script')?.nonce ?? '';
  assert.deepEqual(policy.replaceAll(nonce, 'NONCE').split('; '), [
    "default-src 'none'",
    "script-src 'nonce-NONCE'",
    'style-src https://page.test',
    'font-src https://page.test',
    'img-src https://page.test blob:',
    'connect-src https://page.test',
    'worker-src blob:',
  ]);
  assert.deepEqual(
    {
      inline: document.querySelectorAll('style, [style], [onload], [onclick], script:not([src])').length,
      scripts: document.scripts.length,
      language: document.documentElement.lang,
    },
    { inline: 0, scripts: 1, language: 'uk' },
  );
});

test('every page has a nonce of its own, and one that cannot be guessed', () => {
  const nonces = Array.from({ length: 20 }, () => /nonce="([^"]+)"/.exec(galleryHtml(parts))?.[1] ?? '');
  assert.deepEqual(
    { different: new Set(nonces).size, short: nonces.filter((nonce) => nonce.length < 22) },
    { different: 20, short: [] },
  );
});

test('what the page begins with cannot end its attribute', () => {
  const start = { prompt: `"'><script>alert(1)</script>&quot;<!-- \u2028`, nested: ['</body>'] };
  const { document } = new JSDOM(galleryHtml({ ...parts, start })).window;
  assert.deepEqual(
    { read: JSON.parse(document.body.dataset.paperBoat ?? '') as unknown, scripts: document.scripts.length },
    { read: start, scripts: 1 },
  );
});
