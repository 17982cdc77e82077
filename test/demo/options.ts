import { parseArgs } from 'node:util';

export interface DemoOptions {
  /** Absent: the comment that is in the sample document. */
  readonly prompt?: string;
  readonly model?: string;
  readonly size?: string;
  readonly baseUrl?: string;
  /** A file of the sample workspace, or any other file: that one is copied there. */
  readonly document: string;
  /** All missing images of the sample documentation site, with the placeholder. */
  readonly missing: boolean;
  /** Where the picture of the window goes. */
  readonly screenshot?: string;
  /** From the environment only: a command line can be read by others. */
  readonly key?: string;
}

const usage =
  'npm run demo -- ["prompt"] [--model M] [--size S] [--base-url URL] [--document FILE] [--screenshot FILE] [--missing]';

/** Throws an `Error` with the usage when something else is given. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): DemoOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        size: { type: 'string' },
        'base-url': { type: 'string' },
        document: { type: 'string', default: 'docs/guide.md' },
        missing: { type: 'boolean', default: false },
        screenshot: { type: 'string' },
      },
    });
    const { 'base-url': baseUrl, document, ...others } = values;
    const [prompt, ...rest] = positionals;
    if (rest.length > 0) throw new Error('Put the prompt in quotes.');
    const key = environment.COMETAPI_KEY;
    return { document, ...others, ...(baseUrl && { baseUrl }), ...(prompt && { prompt }), ...(key && { key }) };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}
