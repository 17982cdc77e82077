import type { ChoiceName, Draft, FormField, FormState, Question } from '../../src/gallery/protocol.ts';
import { element, icon } from './dom.ts';
import { optionsOf, otherValue, SelectField, valueLabel } from './formField.ts';
import type { Translate } from './texts.ts';

interface FormOptionsParts {
  readonly translate: Translate;
  readonly onChange: () => void;
  readonly ask: (question: Question) => void;
}

type Fields = Readonly<Record<ChoiceName, SelectField>>;

const labels = {
  size: 'Size',
  quality: 'Quality',
  style: 'Style',
  background: 'Background',
  outputFormat: 'Format',
} as const satisfies Record<ChoiceName, string>;

const choiceNames = Object.keys(labels) as readonly ChoiceName[];

/** Before the extension has said anything. */
const nothing = { model: '', fields: [], mostImages: 1 } as const satisfies Partial<FormState>;

/** Model, choices and count. In a narrow panel the style sheet folds them behind a button that sums them up. */
export class FormOptions {
  readonly element: HTMLElement;
  readonly #parts: FormOptionsParts;
  readonly #modelName = element('span', { class: 'model-name' });
  readonly #model: HTMLButtonElement;
  readonly #fields: Fields;
  readonly #counts: SelectField;
  readonly #summary = element('span', { class: 'options-summary' });
  readonly #fold: HTMLButtonElement;
  #choices: Record<ChoiceName, string> = { size: '', quality: '', style: '', background: '', outputFormat: '' };
  #count = 1;
  #revision = 0;
  #form: FormState | undefined;

  constructor(parts: FormOptionsParts) {
    this.#parts = parts;
    const modelLabel = element('span', { class: 'field-name', text: parts.translate('Model') });
    this.#model = button('field model', [modelLabel, new Text(' '), this.#modelName, icon('chevron-down')], () => {
      parts.ask('chooseModel');
    });
    this.#fields = Object.fromEntries(choiceNames.map((name) => [name, this.#field(name)])) as Fields;
    this.#counts = new SelectField({
      label: parts.translate('Images'),
      title: parts.translate('Number of images'),
      onChange: (value) => {
        this.#setCount(Number(value));
      },
    });
    this.#fold = button('options-fold', [this.#summary, icon('chevron-down')], () => {
      this.#toggle();
    });
    this.#fold.setAttribute('aria-expanded', 'false');
    this.#fold.setAttribute('aria-controls', 'form-options');
    const fields = [...choiceNames.map((name) => this.#fields[name]), this.#counts].map((field) => field.element);
    const list = element('div', { class: 'options-list', attributes: { id: 'form-options' } }, [
      this.#model,
      ...fields,
    ]);
    this.element = element('div', { class: 'options' }, [this.#fold, list]);
    this.#show();
  }

  get choices(): Draft['choices'] {
    return this.#choices;
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  get count(): number {
    return this.#count;
  }

  /** What the model does not offer is shown once the extension has accepted it. */
  wish(choices: Partial<Draft['choices']> = {}, count = this.#count): void {
    this.#choices = { ...this.#choices, ...choices };
    this.#count = count;
    this.#revision++;
    this.#show();
  }

  /** Answers whether the count had to shrink. What a model does not have is kept for the next one that has it. */
  update(form: FormState): boolean {
    this.#form = form;
    if (form.revision >= this.#revision) this.#accept(form);
    const count = this.#count;
    this.#count = Math.max(1, Math.min(count, form.mostImages));
    const hasShrunk = this.#count !== count;
    if (hasShrunk) this.#revision++;
    this.#show();
    return hasShrunk;
  }

  /** An answer about older choices would take the newer ones back. */
  #accept({ fields, count, revision }: FormState): void {
    for (const { name, value } of fields) this.#choices[name] = value;
    this.#count = count;
    this.#revision = revision;
  }

  #show(): void {
    const { translate } = this.#parts;
    const { model, fields, mostImages } = this.#form ?? nothing;
    this.#modelName.textContent = model;
    this.#modelName.title = model;
    for (const choice of choiceNames) {
      const field = fields.find((each) => each.name === choice);
      this.#fields[choice].element.hidden = field === undefined;
      if (field) this.#fields[choice].show(optionsOf(field, translate), this.#shown(field));
    }
    const counts = Array.from({ length: Math.max(1, mostImages) }, (_, index) => String(index + 1));
    this.#counts.show(
      counts.map((value) => ({ value, label: `×${value}` })),
      String(Math.min(this.#count, counts.length)),
    );
    this.#summary.textContent = this.#sum();
    this.#fold.setAttribute('aria-label', translate('Options: {0}', this.#summary.textContent));
  }

  #shown({ name, values, value }: FormField): string {
    const choice = this.#choices[name];
    return choice === '' || values.includes(choice) ? choice : value;
  }

  #sum(): string {
    const { model, fields } = this.#form ?? nothing;
    const values = fields
      .map((field) => valueLabel(field.name, this.#shown(field) || (field.styled ?? '')))
      .filter((value) => value !== '');
    return [model, ...values, ...(this.#count > 1 ? [`×${this.#count}`] : [])].join(' · ');
  }

  #field(name: ChoiceName): SelectField {
    const label = this.#parts.translate(labels[name]);
    return new SelectField({
      label,
      onChange: (value) => {
        this.#choose(name, value);
      },
    });
  }

  #choose(name: ChoiceName, value: string): void {
    if (value === otherValue) this.#parts.ask('size');
    else {
      this.#choices[name] = value;
      this.#revision++;
    }
    this.#show();
    if (value !== otherValue) this.#parts.onChange();
  }

  #setCount(count: number): void {
    this.#count = count;
    this.#revision++;
    this.#show();
    this.#parts.onChange();
  }

  #toggle(): void {
    const isOpen = this.element.classList.toggle('is-open');
    this.#fold.setAttribute('aria-expanded', String(isOpen));
  }
}

function button(classes: string, children: readonly Node[], onClick: () => void): HTMLButtonElement {
  return element('button', { class: classes, attributes: { type: 'button' }, on: { click: onClick } }, children);
}
