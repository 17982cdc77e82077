import * as vscode from 'vscode';
import { rangeOf, type PassedOver } from '../documents/missing/wantedImages.ts';
import type { FoundPart } from './workspaceScan.ts';

interface Passed {
  readonly reason: PassedOver['reason'];
  /** `docs/guide.md:12` */
  readonly place: string;
}

const mostPlaces = 3;

/** What was left out and why, a sentence for each reason; empty when nothing was. */
export function passedOverText(parts: readonly FoundPart[]): string {
  const byReason = Map.groupBy(parts.flatMap(passedIn), ({ reason }) => reason);
  return [...byReason].map(([reason, same]) => sentence(reason, placesText(same))).join(' ');
}

function passedIn({ uri, part, passedOver }: FoundPart): readonly Passed[] {
  return passedOver.map(({ spot, reason }) => {
    const line = part.text.slice(0, rangeOf(spot).start).split('\n').length;
    return { reason, place: `${vscode.workspace.asRelativePath(uri)}:${line}` };
  });
}

function placesText(passed: readonly Passed[]): string {
  const shown = passed.slice(0, mostPlaces).map(({ place }) => place);
  const more = passed.length - shown.length;
  return [...shown, ...(more > 0 ? [vscode.l10n.t('{0} more', more)] : [])].join(', ');
}

function sentence(reason: PassedOver['reason'], places: string): string {
  switch (reason) {
    case 'otherCase':
      return vscode.l10n.t('The file is there in other letter case: {0}.', places);
    case 'outside':
      return vscode.l10n.t('The link leads out of the workspace: {0}.', places);
    case 'badName':
      return vscode.l10n.t('No file can have such a name: {0}.', places);
    case 'otherType':
      return vscode.l10n.t('No PNG, JPEG, WebP, GIF, AVIF or SVG: {0}.', places);
  }
}
