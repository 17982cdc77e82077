import * as vscode from 'vscode';
import type { Recipe } from '../images/recipe.ts';
import type { ImageRecipes } from '../missing/imageRecipes.ts';
import type { DocumentHelp } from './documentHelp.ts';

/** A link to an image that Paper Boat made. */
export interface MadeLink {
  readonly uri: vscode.Uri;
  /** Of the address. */
  readonly range: vscode.Range;
  readonly recipe: Recipe;
  readonly hasVersions: boolean;
}

export interface MadeLinkParts {
  readonly help: DocumentHelp;
  readonly recipes: ImageRecipes;
  /** Whether an earlier version of a file is kept. */
  readonly hasVersions: (uri: vscode.Uri) => Promise<boolean>;
}

/** More links than these in one document are not looked at. */
const mostLinks = 500;

/** The links of a document to images whose recipe is known. */
export class MadeLinks {
  readonly #parts: MadeLinkParts;

  constructor(parts: MadeLinkParts) {
    this.#parts = parts;
  }

  async linksIn(document: vscode.TextDocument): Promise<readonly MadeLink[]> {
    const links: MadeLink[] = [];
    for (const { uri, range } of await this.#filesIn(document)) {
      const link = await this.#madeLink(uri, range);
      if (link) links.push(link);
    }
    return links;
  }

  /** The one at a position. */
  async linkAt(document: vscode.TextDocument, position: vscode.Position): Promise<MadeLink | undefined> {
    const files = await this.#filesIn(document, document.offsetAt(position));
    const [first] = files;
    return first && this.#madeLink(first.uri, first.range);
  }

  async #madeLink(uri: vscode.Uri, range: vscode.Range): Promise<MadeLink | undefined> {
    const known = await this.#parts.recipes.of(uri);
    return known && { uri, range, recipe: known.recipe, hasVersions: await this.#parts.hasVersions(uri) };
  }

  async #filesIn(
    document: vscode.TextDocument,
    offset?: number,
  ): Promise<readonly { readonly uri: vscode.Uri; readonly range: vscode.Range }[]> {
    const links = this.#parts.help.spotsIn(document).filter((spot) => spot.kind === 'link');
    const concerned = links.filter(
      ({ whole }) => offset === undefined || (whole.start <= offset && offset <= whole.end),
    );
    const found = await this.#parts.help.filesOf(document, concerned.slice(0, mostLinks));
    return found.map(({ uri, spot: { address } }) => ({
      uri,
      range: new vscode.Range(document.positionAt(address.start), document.positionAt(address.end)),
    }));
  }
}
