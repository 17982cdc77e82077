import { setImmediate } from 'node:timers/promises';
import { Redactor } from '../../src/api/redact.ts';
import type { ImageRequest } from '../../src/images/image.ts';
import { InteractiveGeneration } from '../../src/interactiveGeneration.ts';
import type { Outcome } from '../../src/outcome.ts';
import { Log } from '../../src/window/log.ts';
import { Notices } from '../../src/window/notices.ts';
import type { InsertionResult } from '../../src/workspace/insertImages.ts';
import { KeptImages } from '../../src/workspace/keptImages.ts';

type Parts = ConstructorParameters<typeof InteractiveGeneration>[0];

/** Everything that is said in a window whose user presses no button. */
export class Ears {
  readonly heard: string[] = [];
  readonly notices: Notices;
  readonly log = new Log(new Redactor(), silent);

  constructor() {
    const show = (text: string, ...items: readonly unknown[]): Promise<undefined> => {
      const labels = items.filter((item) => typeof item === 'string').map((label) => `[${label}]`);
      this.heard.push([text, ...labels].join(' '));
      return Promise.resolve(undefined);
    };
    const window = { showInformationMessage: show, showWarningMessage: show, showErrorMessage: show };
    this.notices = new Notices(new Redactor(), window);
  }

  /** Once nothing more is going to be said. */
  async all(): Promise<string> {
    await setImmediate();
    return this.heard.join('\n');
  }
}

const silent = { info: () => undefined, error: () => undefined, show: () => undefined, dispose: () => undefined };

/** The words and buttons with which the window tells what became of a generation. */
export async function tellOutcome(outcome: Outcome, wish: ImageRequest, insertion?: InsertionResult): Promise<string> {
  const ears = new Ears();
  const result = { outcomes: [outcome], isStandIn: false, ...(insertion && { insertion }) };
  const interactive = interactiveWith(ears, { run: () => Promise.resolve(result) });
  await interactive.run([{ wish }], undefined);
  return ears.all();
}

/** The words for what is refused before anything is sent. */
export async function tellRefusal(error: unknown): Promise<string> {
  const ears = new Ears();
  await interactiveWith(ears).explain(error);
  return ears.all();
}

export function interactiveWith(ears: Ears, session: Pick<Parts['session'], 'run'> = idle): InteractiveGeneration {
  const { notices, log } = ears;
  // Nobody presses a button, so nobody is asked for a remedy but for what there is to repeat: nothing.
  const parts = {
    ...{ session, notices, log, keptImages: new KeptImages('') },
    ...{ remedies: { apply: () => Promise.resolve([]) }, keys: {}, comments: {} },
  };
  return new InteractiveGeneration(parts as unknown as Parts);
}

const idle: Pick<Parts['session'], 'run'> = { run: () => Promise.resolve(undefined) };
