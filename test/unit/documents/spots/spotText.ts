import assert from 'node:assert/strict';
import type { ImageSpot } from '../../../../src/documents/spots/imageSpot.ts';
import { spotReaderFor } from '../../../../src/documents/spots/spotReaders.ts';

/** What each spot of a text says, as one line: `boat.png`, `a/|boat.png alt="A boat" 300x200`, `// a boat {size=…} served` */
export function spotsOf(languageId: string, text: string): readonly string[] {
  const read = spotReaderFor(languageId) ?? assert.fail(`nobody reads ${languageId}`);
  return read(text).spots.map(spotText);
}

function spotText(spot: ImageSpot): string {
  if (spot.kind === 'comment') {
    const options = Object.entries(spot.options).map(([name, value]) => `${name}=${value}`);
    return ['//', spot.prompt, ...options.map((each) => `{${each}}`), ...(spot.isServed ? ['served'] : [])].join(' ');
  }
  const { folders = [], target, alt, title, caption, width, height, extensions } = spot;
  return [
    [...folders, target].join('|') + (extensions ? '.*' : ''),
    ...Object.entries({ alt, title, caption }).flatMap(([name, value]) => (value ? [`${name}="${value}"`] : [])),
    ...(width || height ? [`${width ?? '?'}x${height ?? '?'}`] : []),
  ].join(' ');
}

export type SpotCases = readonly (readonly [text: string, ...spots: readonly string[]])[];

export function assertSpots(languageId: string, cases: SpotCases): void {
  assert.deepEqual(
    cases.map(([text]) => [text, ...spotsOf(languageId, text)]),
    cases,
  );
}
