import { spawn } from 'node:child_process';
import { readFileSync, globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { projectRoot } from '../support/vscode/role.ts';

// npm run fuzz -- [--runs 200000] [--minutes N] [part of a file's name …]
// Every property that reads `fuzzRuns`, with as many cases and other seeds each time; with minutes, over and over.

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '200000' }, minutes: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const runs = wholeNumber('runs', values.runs);
const endsAt = Date.now() + wholeNumber('minutes', values.minutes) * 60_000;

const files = globSync('test/unit/**/*.test.ts', { cwd: projectRoot })
  .filter((file) => readFileSync(join(projectRoot, file), 'utf8').includes('support/fuzz.ts'))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .toSorted();
if (files.length === 0) throw new Error('There is no such file of properties.');

let failures = 0;
do {
  for (const file of files) failures += (await fuzz(file)) ? 0 : 1;
} while (failures === 0 && Date.now() < endsAt);
console.log(failures === 0 ? 'No counterexample.' : `${failures} of ${files.length} files with a counterexample.`);
process.exitCode = failures === 0 ? 0 : 1;

/** Prints one line for each property, and everything about one that fails. Answers whether all of them hold. */
async function fuzz(file: string): Promise<boolean> {
  const seed = Math.trunc(Math.random() * 2 ** 31);
  const child = spawn(process.execPath, [`--import=${setSeed(seed)}`, '--test-reporter=tap', join(projectRoot, file)], {
    cwd: projectRoot,
    env: { ...process.env, FUZZ_RUNS: String(runs) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  console.log(`${relative('test/unit', file)} · ${runs} runs · seed ${seed}`);
  let isFailure = false;
  for await (const line of createInterface(child.stdout)) {
    const [, indent = '', state, name] = /^( *)(ok|not ok) \d+ - (.*)$/.exec(line) ?? [];
    if (state !== undefined) isFailure = state === 'not ok';
    if (state !== undefined && name !== undefined) console.log(`  ${indent}${isFailure ? '✖' : '✔'} ${name}`);
    else if (isFailure && /^\s+(error:|Counterexample|.*seed:|Property|Shrunk|Got|\+ |- )/.test(line))
      console.log(line);
  }
  return (await ended) === 0;
}

/** Every property of the process begins with it: the same seed gives the same cases again. */
function setSeed(seed: number): string {
  const fastCheck = import.meta.resolve('fast-check');
  const script = `import fc from '${fastCheck}'; fc.configureGlobal({ seed: ${seed} });`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, and "${text}" is none.`);
  return Number(text);
}
