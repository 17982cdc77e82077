import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedLanguageAt, embeddedRegionAt } from '../../../../src/documents/markup/embeddedLanguage.ts';

/** The offset is where `¦` stands. */
const cases: readonly (readonly [languageId: string, text: string, expected: string])[] = [
  ['html', '<p>¦</p>', 'html'],
  ['html', '<script>¦</script>', 'javascript'],
  ['html', '<SCRIPT type="module">\n¦\n</SCRIPT>', 'javascript'],
  ['html', '<script>a</script>¦', 'html'],
  ['html', '<script>a</SCRIPT >¦', 'html'],
  ['html', '<script>a</script><style>¦', 'css'],
  ['html', '<script>"<style>"; ¦', 'javascript'],
  ['html', '<script src="a.js¦"></script>', 'html'],
  ['html', '<script data-x="a>b" type=\'application/ld+json\'>¦', 'json'],
  ['html', '<script src="x.js" />¦', 'javascript'],
  ['html', '<!-- <script> -->¦', 'html'],
  ['html', '<!-- <script>¦ -->', 'html'],
  ['html', '<!-- a --><style>¦', 'css'],
  ['html', '<scripted>¦', 'html'],
  ['html', '<style>¦', 'css'],
  ['vue', '<script setup lang="ts">¦', 'typescript'],
  ['vue', '<script src="./x.ts" lang="ts" /><template>¦', 'vue'],
  ['vue', '<template><p>¦', 'vue'],
  ['vue', '<template lang="pug">\n¦', 'pug'],
  ['vue', '<template lang="pug">p</template>\n<style scoped lang="scss">¦', 'scss'],
  ['vue', "<style lang='stylus'>¦", 'stylus'],
  ['svelte', '<script lang="ts" generics="T extends Map<string, number>">¦', 'typescript'],
  ['svelte', '<script>¦', 'javascript'],
  ['svelte', '<style lang=less>¦', 'less'],
  ['astro', '---\nconst a = 1;\n¦\n---\n', 'typescript'],
  ['astro', '---\nconst a = "<style>";\n---\n¦<p>', 'astro'],
  ['astro', '---\n---\n<script>¦', 'typescript'],
  ['astro', '<p>\n---\n¦', 'astro'],
  ['handlebars', '<style>¦', 'css'],
  ['php', '<h1>¦', 'html'],
  ['php', '<?php\n¦', 'php'],
  ['php', '<?php a(); ?>\n<p>¦', 'html'],
  ['php', '<p><?= a() ?></p><style>¦', 'css'],
  ['markdown', '<script>¦', 'markdown'],
  ['typescriptreact', '<style>¦', 'typescriptreact'],
];

test('the language at an offset is the one of the script, style sheet or code around it', () => {
  const found = cases.map(([languageId, text]) => [
    languageId,
    text,
    embeddedLanguageAt(languageId, text.replace('¦', ''), text.indexOf('¦')),
  ]);
  assert.deepEqual(found, cases);
});

test('a region starts where its own language does', () => {
  const text = '<p>{</p><style>\n.a {\n';
  const { languageId, start } = embeddedRegionAt('html', text, text.length);
  assert.deepEqual([languageId, text.slice(start)], ['css', '\n.a {\n']);
});

test('a long text of open tags is scanned once', () => {
  const text = '<!-- <script> --><style></style>'.repeat(50_000) + '<script "'.repeat(100_000);
  assert.equal(embeddedLanguageAt('html', text, text.length), 'html');
});
