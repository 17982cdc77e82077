import { compareTexts } from './compareTexts.ts';
import { formTexts } from './formTexts.ts';
import { gridTexts } from './gridTexts.ts';

/** Every text of the page: the host hands over their translations. */
export const panelTexts = [...formTexts, ...gridTexts, ...compareTexts] as const;

export type PanelText = (typeof panelTexts)[number];
