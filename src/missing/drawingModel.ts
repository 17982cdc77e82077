import type * as vscode from 'vscode';
import { readSettings } from '../settings.ts';
import type { HouseStyles } from '../style/styleFile.ts';

/** The house styles, once they are read. */
export type StyleSource = () => Promise<Pick<HouseStyles, 'apply'>>;

/** The model that draws what nobody chose a model for: that of the house style, or else of the settings. */
export async function drawingModel(place: vscode.Uri, styles: StyleSource): Promise<string> {
  const { defaults } = await (await styles()).apply({ wish: { prompt: '' } }, readSettings(place).request, place);
  return defaults.model;
}
