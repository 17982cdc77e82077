import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Calendar } from '../../../src/money/calendar.ts';
import { Totals } from '../../../src/money/totals.ts';
import { spendingReport } from '../../../src/spendingReport.ts';
import { closeEditors, eventually, removeFolder, workspacePath, writeAndOpen } from '../../support/editor/documents.ts';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { changeSettings } from '../../support/editor/settings.ts';

const generate = (request: Readonly<Record<string, unknown>>) =>
  Promise.resolve(vscode.commands.executeCommand<vscode.Uri>('paperBoat.generateImage', { insert: false, ...request }));

/** An image of a known price: about six cents at most. */
const priced = { prompt: 'a dear boat', model: 'gpt-image-2', size: '1024x1024', quality: 'medium' };

suite('The budget', () => {
  let service: ServiceUnderTest;
  const restores: (() => Promise<void>)[] = [];
  const change = async (values: Readonly<Record<string, unknown>>) => {
    restores.push(await changeSettings(values));
  };

  setup(async () => {
    service = await useImageApi();
  });
  teardown(async () => {
    for (const restore of restores.splice(0).reverse()) await restore();
    await closeEditors();
    await removeFolder(workspacePath('images'));
    await service.stop();
  });

  test('stops what one request may not cost, before anything is sent', async () => {
    await change({ 'paperBoat.budget.perRequest': 0.1 });
    await assert.rejects(
      generate({ ...priced, count: 3 }),
      /up to \$0\.\d+, and one request at most \$0\.10\. Nothing was sent/,
    );
    await generate({ ...priced, count: 1 });
    assert.equal(service.api.requests.length, 1);
  });

  test('counts all pictures that one press asks for, though each is a request of its own', async () => {
    await change({ 'paperBoat.budget.perRequest': 0.1 });
    const task = { prompt: 'three boats', model: 'dall-e-3', size: '1024x1024', quality: 'standard', count: 3 };
    await assert.rejects(generate(task), /one request at most/);
    assert.equal(service.api.requests.length, 0);
  });

  test('stops when the month is used up, except for what is free', async () => {
    await generate(priced);
    await change({ 'paperBoat.budget.monthly': 0.01 });
    await assert.rejects(generate(priced), /this month’s budget of \$0\.01, \$\d+\.\d+ are spent/);
    await assert.rejects(generate({ prompt: 'who knows', model: 'mystery-model' }), /no price is known for this/);
    const sent = service.api.requests.length;
    const uri = await generate({ prompt: 'a free boat', model: 'placeholder', size: '64x64' });
    assert.deepEqual([sent, vscode.workspace.asRelativePath(uri)], [1, 'images/a-free-boat.png']);
  });

  test('lets two at the same time not both squeeze through', async () => {
    await change({ 'paperBoat.budget.monthly': Math.ceil(await spentThisMonth()) + 1, 'paperBoat.concurrency': 4 });
    const dear = { ...priced, count: 10 };
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map(() => generate(dear)));
    const refused = results.filter(({ status }) => status === 'rejected');
    assert.ok(refused.length > 0 && refused.length < 5, `${refused.length} of 5 were refused`);
  });

  test('has one button that raises it and goes on', async () => {
    await change({ 'paperBoat.budget.perRequest': 0.001 });
    const editor = await writeAndOpen(workspacePath('budget.md'), '<!-- image: a raised boat -->\n');
    editor.selection = new vscode.Selection(0, 8, 0, 8);
    await vscode.commands.executeCommand('paperBoat.generateFromSelection');
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    await eventually(vscode.workspace.onDidChangeTextDocument, () =>
      editor.document.getText().includes('![a raised boat]') ? true : undefined,
    );
    const limit = vscode.workspace.getConfiguration('paperBoat').inspect('budget.perRequest')?.globalValue;
    assert.deepEqual([limit, service.api.requests.length], [0.3, 1]);
  });
});

suite('The spending', () => {
  let service: ServiceUnderTest;

  setup(async () => {
    service = await useImageApi();
  });
  teardown(async () => {
    await closeEditors();
    await removeFolder(workspacePath('images'));
    await service.stop();
  });

  test('is shown in the Markdown preview, with every answer in it', async () => {
    await generate(priced);
    await vscode.commands.executeCommand('paperBoat.showSpending');
    const tab = await eventually(vscode.window.tabGroups.onDidChangeTabs, () => previewTab());
    const text = (await openSpending()).getText();
    assert.deepEqual(
      { preview: tab.label.includes('Spending'), model: /\| gpt-image-2 \| \d+ \|/.test(text) },
      { preview: true, model: true },
    );
  });

  test('is read anew each time it is shown', async () => {
    await vscode.commands.executeCommand('paperBoat.showSpending');
    const document = await openSpending();
    const before = imagesOf('gpt-image-2', document);
    await generate({ ...priced, count: 2 });
    await vscode.commands.executeCommand('paperBoat.showSpending');
    const read = () => imagesOf('gpt-image-2', document);
    const after = await eventually(vscode.workspace.onDidChangeTextDocument, () =>
      read() > before ? read() : undefined,
    );
    assert.equal(after, before + 2);
  });
});

suite('The spending, as Markdown,', () => {
  const limits = { monthly: 0, perRequest: 0 };
  const report = (models: readonly string[]) => {
    const totals = new Totals(new Calendar('UTC'));
    const at = '2026-11-23T10:00:00.000Z';
    totals.add(models.map((model) => ({ version: 1, at, model, service: 's', images: 1, dollars: 1, basis: 'usage' })));
    return spendingReport({ totals, today: '2026-11-23', firstDay: '2026-09-25', limits });
  };

  test('says so when there is none', () => {
    assert.match(report([]), /\$0\. There is no monthly budget\.\n\nNothing was spent yet/);
  });

  test('shows the names of models as text, whatever they hold', async () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '[a](command:x)',
      '![a](https://evil.example/p.png)',
      'a | b',
      '`c`',
    ];
    hostile.push('# head\n\n---', '<https://evil.example>', '&lt;b&gt;', '$x$', '\u202Egnp');
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', report(hostile));
    // Older ones make a link of everything that looks like an address of the web, which shows what it leads to.
    const plain = html.replace(/<a href="(https:[^"]*)" data-href="\1">\1<\/a>/g, '$1');
    const cells = [...plain.matchAll(/<tr[^>]*>\s*<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell);
    assert.deepEqual(
      { tags: cells.filter((cell) => cell.includes('<')), names: cells.slice(1, 1 + hostile.length) },
      {
        tags: [],
        names: [
          ...[
            '&lt;img src=x onerror=alert(1)&gt;',
            '[a](command:x)',
            '![a](https://evil.example/p.png)',
            'a | b',
            '`c`',
          ],
          ...['# head ---', '&lt;https://evil.example&gt;', '&amp;lt;b&amp;gt;', '$x$', 'gnp'],
        ],
      },
    );
  });
});

function openSpending(): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'paper-boat-spending', path: '/Spending.md' }));
}

function imagesOf(model: string, document: vscode.TextDocument): number {
  const row = new RegExp(`\\| ${model} \\| (\\d+) \\|`).exec(document.getText());
  return Number(row?.[1] ?? 0);
}

async function spentThisMonth(): Promise<number> {
  await vscode.commands.executeCommand('paperBoat.showSpending');
  return Number(/\$(\d+(?:\.\d+)?)/.exec((await openSpending()).getText())?.[1] ?? 0);
}

function previewTab(): vscode.Tab | undefined {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.find(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('markdown.preview'),
  );
}
