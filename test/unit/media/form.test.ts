import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import { Form } from '../../../media/gallery/form.ts';
import type { Draft, FormState, PanelState } from '../../../src/gallery/protocol.ts';
import {
  buttonNamed,
  choose,
  find,
  findTag,
  hostileTexts,
  openOnMac,
  openPage,
  panelState,
  press,
  translate,
  type,
} from './formPage.ts';

const choices: Draft['choices'] = { size: '', quality: 'low', style: '', background: '', outputFormat: '' };

function openForm({ draft, state = panelState }: { draft?: Partial<Draft>; state?: PanelState } = {}) {
  const page = openPage();
  const kept: Draft[] = [];
  const form = new Form({ host: page.host, translate, draft, onDraft: (each) => kept.push(each) });
  document.body.append(form.element);
  form.update(state);
  const select = (label: string) => findTag(form.element, 'select', `[aria-label="${label}"]`);
  const area = findTag(form.element, 'textarea');
  return { ...page, form, kept, select, area, generate: buttonNamed(form.element, 'Generate') };
}

function answer(form: Partial<FormState>): PanelState {
  return { ...panelState, form: { ...panelState.form, ...form } };
}

const shown = (root: HTMLElement) =>
  [...root.querySelectorAll('select')]
    .filter((select) => !select.closest('[hidden]'))
    .map((select) => [select.title, select.selectedOptions[0]?.text, [...select.options].map(({ text }) => text)]);

test('the form shows what the model accepts, and nothing else', () => {
  const { form } = openForm();
  const before = shown(form.element);
  form.update(
    answer({
      mostImages: 1,
      fields: [
        { name: 'size', values: ['1024x1024'], value: '1280x720', takesOthers: false },
        { name: 'outputFormat', values: ['png', 'webp'], value: 'webp', takesOthers: false },
      ],
    }),
  );
  assert.deepEqual(before, [
    ['Size', 'auto', ['auto', '1024 × 1024', '1536 × 1024', 'Other…']],
    ['Quality', 'low', ['auto', 'low', 'high']],
    ['Number of images', '×1', ['×1', '×2', '×3', '×4']],
  ]);
  assert.deepEqual(shown(form.element), [
    ['Size', '1280 × 720', ['auto', '1024 × 1024', '1280 × 720']],
    ['Format', 'WebP', ['auto', 'PNG', 'WebP']],
    ['Number of images', '×1', ['×1']],
  ]);
});

test('a choice is sent and kept at once, and the answer of the extension stands over it', () => {
  const { form, select, takePosted, kept } = openForm();
  choose(select('Size'), '1536 × 1024');
  choose(select('Number of images'), '×3');
  const chosen = { ...choices, size: '1536x1024' };
  const expected = [
    { prompt: '', count: 1, choices: chosen, revision: 1 },
    { prompt: '', count: 3, choices: chosen, revision: 2 },
  ];
  assert.deepEqual(kept, expected);
  assert.deepEqual(
    takePosted(),
    expected.map((draft) => ({ type: 'draft', draft })),
  );
  form.update(answer({ mostImages: 2, count: 3, revision: 2 }));
  assert.deepEqual([select('Size').value, select('Number of images').value], ['', '2']);
  assert.deepEqual(takePosted(), [{ type: 'draft', draft: { prompt: '', count: 2, choices, revision: 3 } }]);
});

test('an answer about older choices does not take newer ones back', () => {
  const { form, select } = openForm();
  choose(select('Quality'), 'high');
  form.update(answer({ price: '≈ $0.20' }));
  const afterLate = select('Quality').value;
  form.update(
    answer({ revision: 1, fields: [{ name: 'quality', values: ['low', 'high'], value: '', takesOthers: false }] }),
  );
  assert.deepEqual(
    [afterLate, select('Quality').value, find(form.element, '.price').textContent],
    ['high', '', '≈ $0.05'],
  );
});

test('typing is kept at once and told after a pause', (context: TestContext) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { area, kept, takePosted } = openForm();
  type(area, 'A');
  context.mock.timers.tick(149);
  type(area, 'A boat');
  context.mock.timers.tick(149);
  const early = takePosted();
  context.mock.timers.tick(1);
  assert.deepEqual(
    { early, late: takePosted(), kept: kept.map(({ prompt }) => prompt) },
    {
      early: [],
      late: [{ type: 'draft', draft: { prompt: 'A boat', count: 1, choices, revision: 0 } }],
      kept: ['A', 'A boat'],
    },
  );
});

test('what was written is told at once when the box is left', (context: TestContext) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { area, takePosted } = openForm();
  area.focus();
  type(area, 'A boat');
  area.blur();
  const told = takePosted().map((message) => message.type === 'draft' && message.draft.prompt);
  context.mock.timers.tick(1000);
  assert.deepEqual([told, takePosted()], [['A boat'], []]);
});

test('Other… asks for a size and leaves the old one standing', () => {
  const { select, takePosted } = openForm();
  choose(select('Size'), 'Other…');
  assert.deepEqual([select('Size').value, takePosted()], ['', [{ type: 'ask', question: 'size' }]]);
});

test('each button asks its question', () => {
  const { form, takePosted } = openForm({ state: answer({ key: 'missing' }) });
  buttonNamed(form.element, 'Set API Key').click();
  buttonNamed(form.element, 'Manage Trust').click();
  find(form.element, '.model').click();
  const questions = takePosted().map((message) => message.type === 'ask' && message.question);
  assert.deepEqual(questions, ['setKey', 'trust', 'chooseModel']);
});

test('the form says why it cannot be sent, what is missing, and the price', () => {
  const states: readonly PanelState[] = [
    panelState,
    answer({ key: 'missing', price: 'free', destination: undefined }),
    answer({ refusal: 'Too many words.', price: undefined }),
    { ...answer({ refusal: 'Too many words.', key: 'missing' }), isTrusted: false },
  ];
  const { form, area, generate } = openForm({ draft: { prompt: 'A boat' } });
  const seen = states.map((state) => {
    form.update(state);
    const notes = [...form.element.querySelectorAll<HTMLElement>('.note:not([hidden])')].map(
      (note) => note.textContent,
    );
    const [price, destination] = ['.price', '.destination'].map((name) => find(form.element, name).textContent);
    const text = notes.filter((note) => note !== '');
    return {
      isDisabled: generate.disabled,
      described: area.getAttribute('aria-describedby'),
      text,
      price,
      destination,
    };
  });
  const destination = 'Saves to docs/images';
  assert.deepEqual(seen, [
    { isDisabled: false, described: null, text: [], price: '≈ $0.05', destination },
    {
      isDisabled: false,
      described: null,
      text: ['There is no API key for api.cometapi.com: the placeholder draws. Set API Key'],
      price: 'free',
      destination: '',
    },
    { isDisabled: true, described: 'form-refusal', text: ['Too many words.'], price: '', destination },
    {
      isDisabled: true,
      described: 'form-trust',
      text: ['Images cannot be generated in Restricted Mode. Manage Trust'],
      price: '≈ $0.05',
      destination,
    },
  ]);
});

test('the form says what the month has cost, and leads to the whole of it', () => {
  const { form, takePosted } = openForm({ draft: { prompt: 'A boat' } });
  const spendings = [undefined, { spent: '≈ $1.20' }, { spent: '$0', budget: '$10.00' }];
  const seen = spendings.map((spending) => {
    form.update({ ...panelState, spending });
    const line = find(form.element, '#form-spending');
    return line.hidden ? undefined : line.firstChild?.textContent;
  });
  takePosted();
  buttonNamed(form.element, 'Show Spending').click();
  assert.deepEqual(
    [seen, takePosted()],
    [
      [undefined, 'Spent this month: ≈ $1.20', 'Spent this month: $0 of $10.00'],
      [{ type: 'ask', question: 'spending' }],
    ],
  );
});

test('sending keeps the choices, clears the prompt and its parent, and keeps the focus', () => {
  const { form, area, takePosted, generate } = openForm();
  form.fill({ prompt: 'A boat', parent: 'b0a7', count: 2 });
  takePosted();
  generate.click();
  const draft = { prompt: '', count: 2, choices, revision: 1 };
  assert.deepEqual(takePosted(), [
    { type: 'generate', draft: { ...draft, prompt: 'A boat', parent: 'b0a7' } },
    { type: 'draft', draft },
  ]);
  assert.deepEqual([generate.disabled, document.activeElement === area], [true, true]);
  press(area, 'ArrowUp');
  assert.equal(area.value, 'A boat');
});

test('what cannot be sent is not sent by a key either', () => {
  const drafts: readonly (readonly [string, PanelState])[] = [
    [' \n', panelState],
    ['A boat', answer({ refusal: 'No.' })],
    ['A boat', { ...panelState, isTrusted: false }],
  ];
  const sent = drafts.flatMap(([prompt, state]) => {
    const { area, takePosted } = openForm({ draft: { prompt }, state });
    press(area, 'Enter', { ctrlKey: true });
    return takePosted();
  });
  assert.deepEqual(sent, []);
});

test('a restored draft is told before the first state could replace it', () => {
  const draft: Draft = {
    prompt: 'A boat',
    count: 3,
    choices: { ...choices, quality: 'high' },
    revision: 0,
    parent: 'b0a7',
  };
  const { takePosted } = openForm({ draft });
  assert.deepEqual(takePosted(), [{ type: 'draft', draft: { ...draft, revision: 1 } }]);
});

test('a parent goes along until the box is emptied, and a new prompt brings its own', () => {
  const { form, area, kept } = openForm();
  const parents = [
    () => {
      form.fill({ prompt: 'A boat', parent: 'b0a7' });
    },
    () => {
      type(area, 'A red boat');
    },
    () => {
      form.fill({ count: 2 });
    },
    () => {
      form.fill({ prompt: 'A map' });
    },
    () => {
      form.fill({ prompt: 'A boat', parent: 'b0a7' });
    },
    () => {
      type(area, '');
    },
    () => {
      type(area, 'Another');
    },
  ].map((act) => {
    act();
    return kept.at(-1)?.parent;
  });
  assert.deepEqual(parents, ['b0a7', 'b0a7', 'b0a7', undefined, 'b0a7', undefined, undefined]);
});

test('a filled choice that the model does not offer is not shown before the extension has accepted it', () => {
  const { form, select, takePosted } = openForm();
  form.fill({ choices: { ...choices, size: '1280x720', quality: 'high', style: 'vivid' } });
  const before = [select('Size').value, select('Quality').value];
  const size = { name: 'size', values: ['1024x1024'], value: '1280x720', takesOthers: true } as const;
  form.update(answer({ fields: [size], revision: 1 }));
  assert.deepEqual([before, select('Size').value], [['', 'high'], '1280x720']);
  assert.deepEqual(takePosted(), [
    {
      type: 'draft',
      draft: {
        prompt: '',
        count: 1,
        choices: { ...choices, size: '1280x720', quality: 'high', style: 'vivid' },
        revision: 1,
      },
    },
  ]);
});

test('the folded options say what stands in them, and unfold', () => {
  const { form, select } = openForm();
  choose(select('Size'), '1024 × 1024');
  choose(select('Number of images'), '×2');
  const fold = find(form.element, '.options-fold');
  const folded = [fold.textContent, fold.getAttribute('aria-expanded')];
  fold.click();
  assert.deepEqual(
    [folded, fold.getAttribute('aria-expanded')],
    [['gpt-image-2 · 1024 × 1024 · low · ×2', 'false'], 'true'],
  );
});

test('an open list is not rebuilt by a state that says the same', () => {
  const { form, select } = openForm();
  const options = [...select('Size').options];
  form.update(answer({ price: 'free' }));
  assert.ok([...select('Size').options].every((option, index) => option === options[index]));
});

test('names of models and folders are text', () => {
  const { form } = openForm({
    state: answer({ model: '<b>x</b>', destination: '<i>y</i>', service: '<u>z</u>', key: 'missing' }),
  });
  assert.equal(form.element.querySelector('b, i, u'), null);
});

test('the button needs no leave to submit a form, and names the key of the keyboard at hand', (context: TestContext) => {
  const elsewhere = openForm();
  openOnMac(context);
  const onMac = openForm();
  assert.deepEqual(
    [elsewhere, onMac].map(({ generate }) => [generate.type, generate.closest('form'), generate.title]),
    [
      ['button', null, 'Ctrl+Enter'],
      ['button', null, '⌘Enter'],
    ],
  );
});

test('what was not sent is one step back when another prompt takes its place, and its parent stays behind', () => {
  const { form, area, kept } = openForm({ draft: { prompt: 'Mine' } });
  form.fill({ prompt: 'A boat', parent: 'b0a7' });
  const seen = ['ArrowUp', 'ArrowDown'].map((key) => {
    press(area, key);
    return [area.value, kept.at(-1)?.parent];
  });
  assert.deepEqual(seen, [
    ['Mine', undefined],
    ['A boat', 'b0a7'],
  ]);
});

test('a prompt that the extension would refuse is refused in the form, and kept', () => {
  const { form, area, generate, takePosted } = openForm();
  const longest = 'x'.repeat(200_000);
  const seen = [longest, `${longest}x`].map((text) => {
    type(area, text);
    generate.click();
    press(area, 'Enter', { metaKey: true });
    choose(findTag(form.element, 'select', '[aria-label=Quality]'), 'high');
    form.update(answer({ revision: 1 }));
    const sent = takePosted().map((message) => [message.type, 'draft' in message && message.draft.prompt.length]);
    return [sent, area.value.length, generate.disabled, find(form.element, '.refusal').textContent];
  });
  const drafts = [
    ['draft', 0],
    ['draft', 0],
  ];
  assert.deepEqual(seen, [
    [[['generate', 200_000], ...drafts], 0, true, ''],
    [[['draft', 200_000]], 200_001, true, 'A prompt has at most 200,000 characters.'],
  ]);
  type(area, 'A boat');
  assert.deepEqual([generate.disabled, find(form.element, '.refusal').textContent], [false, '']);
});

suite('The house style in the form', () => {
  const style = { isOn: true, excerpt: 'gpt-image-1 · Ink.', text: 'Ink on paper.' };
  const line = (root: HTMLElement) => find(root, '.style-line');
  const toggle = (root: HTMLElement) => buttonNamed(root, 'House style');

  test('is not there when the folder has none', () => {
    const { form } = openForm();
    assert.equal(line(form.element).hidden, true);
  });

  test('is one line below the prompt, with all of it as its tooltip', () => {
    const { form } = openForm({ state: answer({ style }) });
    const { textContent, title } = find(form.element, '.style-excerpt');
    assert.deepEqual(
      [line(form.element).hidden, line(form.element).previousElementSibling?.className, textContent, title],
      [false, 'prompt-box', 'gpt-image-1 · Ink.', 'Ink on paper.'],
    );
    assert.equal(toggle(form.element).getAttribute('aria-pressed'), 'true');
  });

  test('is turned off with one click, once the extension says so', () => {
    const { form, takePosted } = openForm({ state: answer({ style }) });
    toggle(form.element).click();
    assert.deepEqual(takePosted(), [{ type: 'toggleStyle' }]);
    assert.equal(toggle(form.element).getAttribute('aria-pressed'), 'true');
    form.update(answer({ style: { ...style, isOn: false } }));
    assert.equal(toggle(form.element).getAttribute('aria-pressed'), 'false');
  });

  test('is opened by its pencil', () => {
    const { form, takePosted } = openForm({ state: answer({ style }) });
    buttonNamed(form.element, 'Edit House Style').click();
    assert.deepEqual(takePosted(), [{ type: 'ask', question: 'openStyle' }]);
  });

  test('says what is wrong with it, and cannot be turned on when nothing of it counts', () => {
    const problem = 'The house style has 4,001 characters; it may have 4,000.';
    const { form } = openForm({ state: answer({ style: { isOn: false, excerpt: '', text: '', problem } }) });
    assert.deepEqual(
      [find(form.element, '.style-problem').textContent, toggle(form.element).disabled],
      [problem, true],
    );
    form.update(answer({ style }));
    assert.deepEqual([find(form.element, '.style-problem').textContent, toggle(form.element).disabled], ['', false]);
  });

  test('names its own size and quality where nothing is chosen', () => {
    const fields = [
      { name: 'size' as const, values: ['1024x1024'], value: '', takesOthers: false, styled: '1536x1024' },
    ];
    const { form } = openForm({ state: answer({ style, fields }) });
    assert.deepEqual(shown(form.element)[0], [
      'Size',
      '1536 × 1024 (house style)',
      ['1536 × 1024 (house style)', '1024 × 1024'],
    ]);
    assert.equal(find(form.element, '.options-summary').textContent, 'gpt-image-2 · 1536 × 1024');
  });

  for (const text of hostileTexts)
    test(`is text and nothing else: ${text.slice(0, 20)}`, () => {
      const { form } = openForm({ state: answer({ style: { isOn: true, excerpt: text, text, problem: text } }) });
      assert.deepEqual(
        [find(form.element, '.style-excerpt').textContent, line(form.element).querySelectorAll('img, script').length],
        [text, 0],
      );
    });
});
