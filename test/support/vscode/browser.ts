import { readFile } from 'node:fs/promises';
import { constants, accessSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { installOnce } from './installOnce.ts';
import { cacheFolder, projectRoot } from './role.ts';
import { runTool } from './runTool.ts';

interface BrowserFiles {
  readonly executablePath: string;
  readonly env: NodeJS.ProcessEnv;
}

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

// The workbench under test talks to this machine only; every other host name fails at once, online or not.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Starts a headless Chromium: the system's own when there is one, else the one from npm. */
export async function launchBrowser(): Promise<Browser> {
  const files = systemBrowser() ?? (await packagedBrowser());
  return chromium.launch({ ...files, args: flags, headless: true, handleSIGINT: false, handleSIGTERM: false });
}

function systemBrowser(): BrowserFiles | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const executablePath = systemNames.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  return executablePath === undefined ? undefined : { executablePath, env: process.env };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The package unpacks itself into the folder of temporary files, and its shared libraries only where it believes
 * to be on AWS Lambda. A process of its own does that once, so neither is known to anybody else.
 */
async function packagedBrowser(): Promise<BrowserFiles> {
  const manifest = await readFile(join(projectRoot, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const folder = await installOnce(join(cacheFolder, `chromium-${version}`), async (partial) => {
    process.stderr.write(`paper-boat: unpacking Chromium ${version}\n`);
    const unpack = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();`;
    await runTool(process.execPath, ['--input-type=module', '--eval', unpack], {
      folder: projectRoot,
      env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    });
  });
  const libraries = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { executablePath: join(folder, 'chromium'), env: { ...process.env, LD_LIBRARY_PATH: libraries } };
}
