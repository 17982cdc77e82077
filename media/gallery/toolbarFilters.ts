import { element } from './dom.ts';
import { days, sorts, types, type Query } from './query.ts';
import { ToolbarSelect } from './toolbarSelect.ts';
import type { Translate } from './texts.ts';

type Change = Partial<Query>;

/** The drop-downs: which images, and in which order. */
export class ToolbarFilters {
  readonly element: HTMLElement;
  readonly #translate: Translate;
  readonly #model: ToolbarSelect;
  readonly #date: ToolbarSelect;
  readonly #uses: ToolbarSelect;
  readonly #type: ToolbarSelect;
  readonly #order: ToolbarSelect;

  constructor(translate: Translate, onChange: (change: Change) => void) {
    this.#translate = translate;
    const select = (label: string, read: (value: string) => Change) =>
      new ToolbarSelect(label, (value) => {
        onChange(read(value));
      });
    this.#model = select(translate('Model'), readModel);
    this.#date = select(translate('Date'), (value) => ({ date: days.find((day) => day === value) ?? '' }));
    this.#uses = select(translate('Use'), (value) => ({ uses: value === 'used' || value === 'unused' ? value : '' }));
    this.#type = select(translate('Type'), (value) => ({ type: types.find((type) => type === value) ?? '' }));
    this.#order = select(translate('Order'), readOrder);
    const selects = [this.#model, this.#date, this.#uses, this.#type, this.#order];
    this.element = element(
      'div',
      { class: 'toolbar-filters' },
      selects.map((one) => one.element),
    );
  }

  show({ model, recipe, date, uses, type, sort, isDescending }: Query, models: readonly string[]): void {
    const translate = this.#translate;
    const modelOptions = [
      option('', translate('Any model')),
      option('with', translate('With a recipe')),
      option('without', translate('Without a recipe')),
      // The sign keeps a model that is called `with` apart.
      ...[...new Set(model === '' ? models : [...models, model])].map((name) => option(`=${name}`, name)),
    ];
    this.#model.show(modelOptions, model === '' ? recipe : `=${model}`);
    const dateLabels = ['Any time', 'Today', 'Last 7 days', 'Last 30 days', 'Last year'] as const;
    this.#date.show(
      days.map((day, index) => option(day, translate(dateLabels[index] ?? 'Any time'))),
      date,
    );
    const usesOptions = [option('', translate('Used or not')), option('used', translate('Used'))];
    this.#uses.show([...usesOptions, option('unused', translate('Unused'))], uses);
    this.#type.show(
      [option('', translate('Any type')), ...types.map((name) => option(name, name.toUpperCase()))],
      type,
    );
    this.#order.show(ordersOf(translate), `${sort} ${isDescending ? 'down' : 'up'}`);
  }
}

function ordersOf(translate: Translate): readonly ReturnType<typeof option>[] {
  return [
    option('date down', translate('Newest first')),
    option('date up', translate('Oldest first')),
    option('name up', translate('Name, A to Z')),
    option('name down', translate('Name, Z to A')),
    option('size down', translate('Largest first')),
    option('size up', translate('Smallest first')),
  ];
}

function readModel(value: string): Change {
  if (value.startsWith('=')) return { model: value.slice(1), recipe: '' };
  return { model: '', recipe: value === 'with' || value === 'without' ? value : '' };
}

function readOrder(value: string): Change {
  const [name, direction] = value.split(' ');
  return { sort: sorts.find((sort) => sort === name) ?? 'date', isDescending: direction === 'down' };
}

function option(value: string, label: string): { readonly value: string; readonly label: string } {
  return { value, label };
}
