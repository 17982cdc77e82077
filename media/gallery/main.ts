import type { PanelState } from '../../src/gallery/protocol.ts';
import { Host, type VSCodeApi } from './host.ts';
import { Page } from './page.ts';
import { translator } from './texts.ts';
import { scriptBlob, WorkerPainter } from './workerPainter.ts';

/** What the extension writes into the page. */
interface Start {
  readonly translations: Readonly<Record<string, string>>;
  /** The address of the script that makes thumbnails. */
  readonly worker: string;
  /** The address of a picture to look at while there are none. */
  readonly picture: string;
  readonly state: PanelState;
}

declare function acquireVsCodeApi(): VSCodeApi;

const { translations, worker, picture, state } = JSON.parse(document.body.dataset.paperBoat ?? '{}') as Start;
const host = new Host(acquireVsCodeApi());
const script = scriptBlob(worker);
const [one, other] = [new WorkerPainter(script), new WorkerPainter(script)];
// Each has the next picture fetched while it draws one.
const painters = [one, other, one, other];
const page = new Page({ host, translate: translator(translations), state, picture, painters });
document.getElementById('app')?.append(page.element);
host.listen((message) => {
  page.receive(message);
});
host.post({ type: 'ready' });
