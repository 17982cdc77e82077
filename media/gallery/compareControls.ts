import type { VersionSummary } from '../../src/gallery/protocol.ts';
import type { CompareMode } from './comparePictures.ts';
import { cut } from './cut.ts';
import { element, iconButton } from './dom.ts';
import type { IconName } from './iconName.ts';
import type { Translate } from './texts.ts';
import { ToolbarSelect } from './toolbarSelect.ts';

interface CompareControlsParts {
  readonly translate: Translate;
  readonly onChoose: (hash: string) => void;
  readonly onMode: (mode: CompareMode) => void;
  readonly onRestore: () => void;
  readonly onClose: () => void;
}

/** Which version is compared and how, and what can be done with it. */
export class CompareControls {
  readonly element: HTMLElement;
  readonly #translate: Translate;
  readonly #select: ToolbarSelect;
  readonly #modes: ReadonlyMap<CompareMode, HTMLButtonElement>;
  readonly #group: HTMLElement;
  readonly #restore: HTMLButtonElement;
  readonly #close: HTMLButtonElement;

  constructor({ translate, onChoose, onMode, onRestore, onClose }: CompareControlsParts) {
    this.#translate = translate;
    this.#select = new ToolbarSelect(translate('Earlier version'), onChoose);
    const modeButton = (
      mode: CompareMode,
      name: IconName,
      label: string,
    ): readonly [CompareMode, HTMLButtonElement] => {
      const choose = () => {
        onMode(mode);
      };
      return [mode, iconButton(name, label, choose)];
    };
    this.#modes = new Map([
      modeButton('sideBySide', 'split-horizontal', translate('Side by side')),
      modeButton('slider', 'arrow-both', translate('Slider')),
    ]);
    const attributes = { role: 'group', 'aria-label': translate('How to compare') };
    this.#group = element('span', { class: 'compare-modes', attributes }, [...this.#modes.values()]);
    this.#restore = textButton(translate('Restore'), onRestore);
    this.#restore.classList.add('button-primary');
    this.#close = textButton(translate('Close'), onClose);
    const children = [this.#select.element, this.#group, this.#restore, this.#close];
    this.element = element('div', { class: 'compare-controls' }, children);
  }

  /** Without a version there is nothing to choose, only to close. */
  show(versions: readonly VersionSummary[], chosen: VersionSummary | undefined): void {
    const isFocusLost = chosen === undefined && this.element.contains(document.activeElement);
    for (const node of [this.#select.element, this.#group, this.#restore]) node.hidden = chosen === undefined;
    if (isFocusLost) this.focus();
    const options = versions.map((version) => ({ value: version.hash, label: this.#labelOf(version) }));
    if (chosen) this.#select.show(options, chosen.hash);
  }

  showMode(mode: CompareMode): void {
    for (const [each, node] of this.#modes) node.setAttribute('aria-pressed', String(each === mode));
  }

  focus(): void {
    this.#close.focus();
  }

  #labelOf({ at, model, prompt }: VersionSummary): string {
    const known = [this.#translate('Replaced {0}', at), model, prompt].filter((part) => part !== undefined);
    return cut(known.join(' · ').replace(/\s+/g, ' '), 120);
  }
}

function textButton(text: string, click: () => void): HTMLButtonElement {
  return element('button', { class: 'button', text, attributes: { type: 'button' }, on: { click } });
}
