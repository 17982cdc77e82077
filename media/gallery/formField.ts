import type { FormField } from '../../src/gallery/protocol.ts';
import { element, icon } from './dom.ts';
import type { Translate } from './texts.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldParts {
  readonly label: string;
  /** The label at length. */
  readonly title?: string;
  readonly onChange: (value: string) => void;
}

/** The value of `Other…`; no service has a word like it. */
export const otherValue = '…';

/** A native select with its name in front. */
export class SelectField {
  readonly element: HTMLLabelElement;
  readonly #select: HTMLSelectElement;
  #options: readonly Option[] = [];

  constructor({ label, title = label, onChange }: SelectFieldParts) {
    this.#select = element('select', {
      attributes: { 'aria-label': title, title },
      on: {
        change: () => {
          onChange(this.#select.value);
        },
      },
    });
    const name = element('span', { class: 'field-name', text: label });
    this.element = element('label', { class: 'field' }, [name, this.#select, icon('chevron-down')]);
  }

  /** Leaves the list alone that is as it was: the user may have it open. */
  show(options: readonly Option[], value: string): void {
    if (JSON.stringify(options) !== JSON.stringify(this.#options)) {
      this.#options = options;
      this.#select.replaceChildren(
        ...options.map((option) => element('option', { text: option.label, attributes: { value: option.value } })),
      );
    }
    if (this.#select.value !== value) this.#select.value = value;
  }
}

export function optionsOf(
  { name, values, value, takesOthers, styled }: FormField,
  translate: Translate,
): readonly Option[] {
  const own = value === '' || values.includes(value) ? [] : [value];
  return [
    {
      value: '',
      label: styled === undefined ? translate('auto') : translate('{0} (house style)', valueLabel(name, styled)),
    },
    ...[...values, ...own].map((each) => ({ value: each, label: valueLabel(name, each) })),
    ...(takesOthers ? [{ value: otherValue, label: translate('Other…') }] : []),
  ];
}

export function valueLabel(name: FormField['name'], value: string): string {
  if (name === 'outputFormat') return value === 'webp' ? 'WebP' : value.toUpperCase();
  return name === 'size' ? value.replace(/^(\d+)x(\d+)$/, '$1 × $2') : value;
}
