/**
 * Generates an image in a real VS Code, from a comment to the link: `npm run demo`. What a person would do is done with
 * the keyboard and the mouse of a browser. The last line on stdout is JSON. With `--missing`
 * it generates all missing images of a sample site.
 */
import { existsSync, globSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { imageSize, imageType, mimeTypeOf } from '../../src/images/imageType.ts';
import { projectRoot, vscodeVersions } from '../support/vscode/role.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import type { Workbench } from '../support/workbench/workbench.ts';
import { demonstrateMissing } from './missing.ts';
import { readOptions, type DemoOptions } from './options.ts';

const outFolder = join(projectRoot, 'out', 'demo');
const workspace = join(outFolder, 'workspace');

try {
  const options = readOptions(process.argv.slice(2), process.env);
  const result = await (options.missing ? demonstrateMissing({ screenshot: options.screenshot, tell }) : run(options));
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function run(options: DemoOptions) {
  const { document, subject } = await prepare(options);
  tell('Starting VS Code (the first time, it is fetched).');
  const workbench = await openWorkbench({
    workspace,
    extensionPath: projectRoot,
    settings: {
      ...(options.model && { 'paperBoat.model': options.model }),
      ...(options.size && { 'paperBoat.size': options.size }),
      ...(options.baseUrl && { 'paperBoat.baseUrl': options.baseUrl }),
    },
  });
  try {
    return await generate(workbench, { options, document, subject });
  } finally {
    await workbench.close();
  }
}

/** A fresh copy of the sample workspace with the document in it, and the text that will be selected. */
async function prepare(options: DemoOptions): Promise<{ readonly document: string; readonly subject: string }> {
  await rm(outFolder, { recursive: true, force: true });
  await cp(join(projectRoot, 'test', 'fixtures', 'workspace'), workspace, { recursive: true });
  const isSample = existsSync(join(workspace, options.document));
  const document = isSample ? options.document : basename(options.document);
  const path = join(workspace, document);
  if (!isSample) await cp(resolve(options.document), path);
  const text = await readFile(path, 'utf8');
  if (options.prompt !== undefined) {
    await writeFile(path, `${text.trimEnd()}\n\n${options.prompt}\n`);
    return { document, subject: options.prompt };
  }
  const comment = /^.*\bimage: .*$/m.exec(text)?.[0].trim();
  if (comment === undefined) throw new Error(`There is no "image:" comment in ${options.document}: give a prompt.`);
  return { document, subject: comment };
}

interface Demonstration {
  readonly options: DemoOptions;
  readonly document: string;
  readonly subject: string;
}

async function generate(workbench: Workbench, { options, document, subject }: Demonstration) {
  if (options.key) await setKey(workbench, options.key);
  const imagesBefore = new Set(findImages());
  await workbench.openFile(document);
  const textBefore = await readFile(join(workspace, document), 'utf8');
  tell(`Selecting: ${subject}`);
  await workbench.selectText(subject);
  tell('Running "Paper Boat: Generate Image from Selection".');
  await workbench.runCommand('Paper Boat: Generate Image from Selection');
  const model = await outcome(workbench, options);
  const text = await workbench.savedText(document);
  const saved = findImages().find((path) => !imagesBefore.has(path));
  if (saved === undefined) throw new Error('The message says saved, but there is no new image.');
  const bytes = await readFile(join(workspace, saved));
  const type = imageType(bytes);
  if (!type) throw new Error(`${saved} is no image.`);
  const screenshot = options.screenshot ? resolve(options.screenshot) : join(outFolder, 'screenshot.png');
  await showResult(workbench, saved, screenshot);
  return {
    saved: relative(process.cwd(), join(workspace, saved)),
    type: mimeTypeOf(type),
    ...imageSize(bytes, type),
    bytes: bytes.length,
    inserted: insertedText(textBefore, text).trim(),
    screenshot: relative(process.cwd(), screenshot),
    model,
    vscode: vscodeVersions.newest,
  };
}

async function setKey(workbench: Workbench, key: string): Promise<void> {
  tell('Setting the API key from COMETAPI_KEY.');
  await workbench.runCommand('Paper Boat: Set API Key');
  await workbench.typeInInputBox(key);
  await workbench.waitForNotification('is set');
}

/** Waits for the end of it. Answers the model that drew; throws what the message says when it failed. */
async function outcome(workbench: Workbench, { model = 'gpt-image-2' }: DemoOptions): Promise<string> {
  const dialog = workbench.page.locator('.monaco-dialog-box');
  const failure = workbench.page.locator('.notification-toast:has(.codicon-error)');
  const success = workbench.notification('Saved ');
  // As long as a request may take by its setting, and then some.
  const limit = { timeout: 330_000 };
  await dialog.or(failure).or(success).first().waitFor(limit);
  const usesPlaceholder = await dialog.isVisible();
  if (usesPlaceholder) {
    tell('There is no API key: the placeholder draws.');
    await workbench.clickDialogButton('Use the Placeholder');
    await failure.or(success).first().waitFor(limit);
  }
  if (await failure.isVisible())
    throw new Error((await failure.locator('.notification-list-item-message').innerText()).trim());
  tell((await success.first().locator('.notification-list-item-message').innerText()).trim());
  return usesPlaceholder ? 'placeholder' : model;
}

/** The document and its image side by side. */
async function showResult(workbench: Workbench, image: string, screenshot: string): Promise<void> {
  await workbench.runCommand('Notifications: Clear All Notifications');
  await workbench.runCommand('View: Split Editor Right');
  await workbench.openFile(image);
  await workbench.webview.locator('img').waitFor();
  await mkdir(join(screenshot, '..'), { recursive: true });
  await workbench.screenshot(screenshot);
}

function findImages(): readonly string[] {
  return globSync('**/*.{png,jpg,webp,gif,avif,svg}', { cwd: workspace });
}

/** What stands between the beginning and the end that both texts share. */
function insertedText(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  return after.slice(start, after.length - (before.length - start));
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
