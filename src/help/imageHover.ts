import * as vscode from 'vscode';
import { amountText } from '../window/price.ts';
import type { MadeLink, MadeLinks } from './madeLinks.ts';

/** Enough to know the picture again, and not so much that what follows must be scrolled to. */
const thumbnailHeight = 120;

/** Over a link to an image that Paper Boat made: the picture, how it was made, and the way to make it again. */
export async function imageHover(
  document: vscode.TextDocument,
  position: vscode.Position,
  made: MadeLinks,
): Promise<vscode.Hover | undefined> {
  const link = await made.linkAt(document, position);
  return link && new vscode.Hover(contents(link), link.range);
}

/** Prompts are text of others: they are never read as Markdown. */
function contents({ uri, recipe, hasVersions }: MadeLink): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.supportThemeIcons = true;
  text.isTrusted = { enabledCommands: ['paperBoat.regenerate', 'paperBoat.compare'] };
  text.appendMarkdown(`![](${encodedAddress(uri)}|height=${thumbnailHeight})\n\n`);
  text.appendMarkdown(plain(recipe.request.prompt.slice(0, 1000).toWellFormed()));
  text.appendMarkdown(`\n\n${plain(factsOf(recipe).join(' · '))}`);
  const links = [commandLink('paperBoat.regenerate', `$(refresh) ${vscode.l10n.t('Regenerate')}`, uri)];
  if (hasVersions) links.push(commandLink('paperBoat.compare', `$(diff) ${vscode.l10n.t('Compare')}`, uri));
  text.appendMarkdown(`\n\n${links.join(' &nbsp; ')}`);
  return text;
}

/** `appendText` keeps every space, and so no line of a long text would break. */
const plain = (text: string): string => new vscode.MarkdownString().appendText(text).value.replace(/(?:&nbsp;)+/g, ' ');

function factsOf({ request, size, cost, costBasis }: MadeLink['recipe']): readonly string[] {
  const facts = [request.model];
  if (size) facts.push(`${size.width} × ${size.height}`);
  if (cost !== undefined) facts.push(cost === 0 ? vscode.l10n.t('free') : amountText(cost, costBasis !== 'usage'));
  return facts;
}

const encodedAddress = (uri: vscode.Uri): string => uri.toString().replace(/[()|\\]/g, encodeURIComponent);

function commandLink(command: string, title: string, uri: vscode.Uri): string {
  const argument = encodeURIComponent(JSON.stringify([uri.toString()]));
  return `[${title}](command:${command}?${argument})`;
}
