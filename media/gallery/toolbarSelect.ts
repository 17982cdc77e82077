import { element } from './dom.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

/** One of VS Code's plain drop-downs; its label is its tooltip and accessible name. */
export class ToolbarSelect {
  readonly element: HTMLSelectElement;
  #options: readonly Option[] = [];

  constructor(label: string, onChange: (value: string) => void) {
    const change = () => {
      onChange(this.element.value);
    };
    this.element = element('select', {
      class: 'select',
      attributes: { 'aria-label': label, title: label },
      on: { change },
    });
  }

  /** The first option is how it stands when nothing was chosen. A value that is no option stays as one of its own. */
  show(options: readonly Option[], value: string): void {
    const all = options.some((option) => option.value === value) ? options : [...options, { value, label: value }];
    if (!isSame(all, this.#options)) {
      this.#options = all;
      const nodes = all.map((option) => element('option', { text: option.label, attributes: { value: option.value } }));
      this.element.replaceChildren(...nodes);
    }
    if (this.element.value !== value) this.element.value = value;
    this.element.classList.toggle('is-chosen', value !== options[0]?.value);
  }
}

function isSame(one: readonly Option[], other: readonly Option[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ value, label }, index) => value === other[index]?.value && label === other[index].label)
  );
}
