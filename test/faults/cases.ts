import type { FaultCase } from './case.ts';
import { answerCases } from './cases/answers.ts';
import { bodyCases } from './cases/bodies.ts';
import { changeCases } from './cases/changes.ts';
import { clockCases } from './cases/clock.ts';
import { connectionCases } from './cases/connections.ts';
import { diskCases } from './cases/disk.ts';
import { lifeCycleCases } from './cases/lifeCycle.ts';
import { nameCases } from './cases/names.ts';
import { networkCases } from './cases/network.ts';
import { roadCases } from './cases/roads.ts';
import { imageCases } from './cases/strangeImages.ts';
import { streamCases } from './cases/streams.ts';
import { textCases } from './cases/texts.ts';
import { editorCases, type EditorCase } from './runInEditor.ts';

/** All of them, in the order of their numbers. */
export const cases: readonly (FaultCase | EditorCase)[] = [
  ...[...networkCases, ...answerCases, ...roadCases, ...bodyCases, ...streamCases, ...connectionCases],
  ...[...imageCases, ...diskCases, ...nameCases, ...textCases, ...lifeCycleCases, ...changeCases, ...clockCases],
  ...editorCases,
].toSorted((one, other) => one.number - other.number);
