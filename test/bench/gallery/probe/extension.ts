/** What the benchmark installs beside Paper Boat: a look into the extension host, and the bare grid to compare with. */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { commands } from 'vscode';
import type { ExtensionContext } from 'vscode';
import { BareGrid } from './bareGrid.ts';
import { BlockSampler } from './blockSampler.ts';

export function activate(context: ExtensionContext): void {
  const sampler = new BlockSampler();
  const grid = new BareGrid(context.extensionUri);
  const socket = connect(Number(process.env.PAPER_BOAT_BENCH_PORT), '127.0.0.1');
  // Every line is the same question.
  createInterface(socket).on('line', () => socket.write(`${JSON.stringify(sampler.take())}\n`));
  context.subscriptions.push(
    sampler,
    { dispose: () => socket.destroy() },
    commands.registerCommand('paperBoatBench.openBareGrid', () => {
      grid.open();
    }),
  );
}
