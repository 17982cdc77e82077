import type { GalleryAction, GalleryImage } from '../../src/gallery/protocol.ts';
import { element, icon, iconButton } from './dom.ts';
import { menuContext, openMenu } from './menuContext.ts';
import type { Translate } from './texts.ts';

/** What can be done with the image; all the rest is in VS Code's own menu, behind More. */
export class DetailsActions {
  readonly element: HTMLElement;
  readonly #run: (action: GalleryAction) => void;
  readonly #ofRecipe: readonly HTMLElement[];
  readonly #compare: HTMLElement;
  readonly #favourite: HTMLButtonElement;
  readonly #star = icon('star-empty');
  readonly #more: HTMLButtonElement;

  constructor(translate: Translate, run: (action: GalleryAction) => void) {
    this.#run = run;
    this.#ofRecipe = [
      this.#button(translate('Generate Again'), 'generateAgain'),
      this.#button(translate('Use Prompt'), 'usePrompt'),
    ];
    this.#compare = this.#button(translate('Compare'), 'compare');
    this.#favourite = iconButton('star-empty', translate('Favourite'), () => {
      run('favourite');
    });
    this.#favourite.replaceChildren(this.#star);
    this.#more = iconButton('ellipsis', translate('More actions'), openMenu);
    this.#more.setAttribute('aria-haspopup', 'menu');
    const insert = this.#button(translate('Insert'), 'insert');
    insert.classList.add('button-primary');
    const icons = element('span', { class: 'details-icons' }, [this.#favourite, this.#more]);
    this.element = element('div', { class: 'details-actions' }, [insert, ...this.#ofRecipe, this.#compare, icons]);
  }

  show(image: GalleryImage): void {
    const { recipe, isFavourite, hasVersions = false } = image;
    for (const button of this.#ofRecipe) button.hidden = recipe === undefined;
    this.#compare.hidden = !hasVersions;
    this.#favourite.setAttribute('aria-pressed', String(isFavourite));
    this.#star.className = icon(isFavourite ? 'star-full' : 'star-empty').className;
    this.#more.dataset.vscodeContext = menuContext(image);
  }

  #button(label: string, action: GalleryAction): HTMLButtonElement {
    const onClick = () => {
      this.#run(action);
    };
    return element('button', { class: 'button', text: label, attributes: { type: 'button' }, on: { click: onClick } });
  }
}
