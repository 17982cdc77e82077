/**
 * Puts every hostile input to the extension and looks at what becomes of it: `node test/faults/run.ts [--only 13,14]
 * [--write]`. `--write` renews docs/faults.md.
 */
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { onStage, type FaultCase } from './case.ts';
import { runInEditor, type EditorCase } from './runInEditor.ts';
import { brokenRow, type Row } from './scene.ts';
import { printCase, printHead, type CaseReport } from './table.ts';
import { writeReport } from './writeReport.ts';

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, write: { type: 'boolean', default: false } },
});

/** Of one case. */
const limitMs = 60_000;

const only = new Set(values.only.split(',').filter(Boolean).map(Number));

// What follows imports `vscode`.
await import('./withoutEditor.ts');
const { cases } = await import('./cases.ts');

const wanted = cases.filter(({ number }) => only.size === 0 || only.has(number));
const inEditor = wanted.filter((each) => !('run' in each)).map(({ number }) => number);
const editorRows = inEditor.length > 0 ? await runInEditor(inEditor) : [];
const reports: CaseReport[] = [];
printHead();
for (const each of wanted) {
  const rows = 'run' in each ? await play(each) : rowsFor(each);
  const report = { number: each.number, title: each.title, rows };
  printCase(report);
  reports.push(report);
}

const failed = reports.filter(({ rows }) => rows.some(({ problems }) => problems.length > 0)).length;
if (values.write && only.size === 0) await writeReport(reports);
process.stdout.write(`${reports.length - failed} passed${failed > 0 ? `, ${failed} failed` : ''}\n`);
// What a case that hangs has open would keep the process, too.
process.exit(failed === 0 ? 0 : 1);

async function play({ number, run }: FaultCase): Promise<readonly Row[]> {
  const late = new AbortController();
  const limit = setTimeout(limitMs, [brokenRow(number, `It did not end within ${limitMs / 1000} s.`)], {
    signal: late.signal,
  });
  try {
    return await Promise.race([onStage(run), limit]);
  } catch (error) {
    return [brokenRow(number, error)];
  } finally {
    late.abort();
  }
}

/** A window that died has seen nothing. */
function rowsFor({ number }: EditorCase): readonly Row[] {
  const rows = editorRows.filter((row) => row.number === number);
  return rows.length > 0 ? rows : [brokenRow(number, 'It was not seen in the editor.')];
}
