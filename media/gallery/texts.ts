import type { PanelText } from '../../src/gallery/texts/panelTexts.ts';

/** Looks a text up in the user's language and fills `{0}`, `{1}`, …; English is its own translation. */
export type Translate = (text: PanelText, ...values: readonly (string | number)[]) => string;

/** @param translations English text → translation */
export function translator(translations: Readonly<Record<string, string>>): Translate {
  return (text, ...values) =>
    (translations[text] ?? text).replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
}
