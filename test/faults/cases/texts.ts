import { checkRequest, composeRequest } from '../../../src/api/request.ts';
import { promptFromText } from '../../../src/documents/comments/prompt.ts';
import { isFileName } from '../../../src/documents/folderPath.ts';
import { altText, plainLine } from '../../../src/documents/markup/altText.ts';
import { imageMarkup } from '../../../src/documents/markup/markup.ts';
import { freeName } from '../../../src/images/fileName.ts';
import { slugOf } from '../../../src/images/slug.ts';
import { defineCase } from '../case.ts';
import { boat, sentFor } from '../images.ts';
import { tableScene, type Expected, type Seen } from '../scene.ts';
import { startSetting } from '../setting.ts';
import { tellRefusal } from '../told.ts';
import { nothing, savedOne } from '../words.ts';

/** What is checked before anything is sent. */
async function refusalOf(prompt: string): Promise<Seen> {
  const seen = { ...nothing, asked: 0 };
  try {
    checkRequest(composeRequest({ prompt }, boat));
    return { ...seen, outcome: 'accepted', message: '' };
  } catch (error) {
    return { ...seen, outcome: 'refused', message: await tellRefusal(error) };
  }
}

const refused = (message: string): Expected => ({ ...nothing, outcome: 'refused', asked: 0, message });
const savedAs = (name: string): Pick<Expected, 'message' | 'disk'> => ({
  message: `Saved images/${name}. [Open Image] [Insert]`,
  disk: `${name}, recipe, cost`,
});

const nameOf = (prompt: string): string => freeName({ stem: slugOf(prompt), extension: 'png' }, () => false);
const promptOf = (text: string): string => promptFromText(text, marks);

export const textCases = [
  defineCase(49, 'Empty, white space only', async () => {
    const empty = refused('The prompt is empty. [Edit Prompt]');
    const blanks = ['', '  \n\t ', '// \n//', '/* */', '""', '\u202e\u0000'].map((text) => [text, ''] as const);
    return [
      { name: 'empty', seen: await refusalOf(''), expected: empty },
      { name: 'white space', seen: await refusalOf(' \t\r\n\u00a0\u3000\ufeff'), expected: empty },
      tableScene(promptOf, blanks, 'as a selection'),
    ];
  }),

  defineCase(50, '100,000 characters', async (stage) => {
    const prompt = 'ab '.repeat(33_334).slice(0, 100_000);
    const setting = await startSetting(stage, { api: { anyModel: true } });
    const seen = await setting.run({ prompt, model: 'mystery-model' });
    const [request] = setting.api.requests;
    const arrived = (request?.body as { readonly prompt: string }).prompt;
    return [
      {
        ...{ name: 'a model with a limit', seen: await refusalOf(prompt) },
        expected: refused('The prompt has 100,000 characters; gpt-image-2 takes up to 32,000. [Edit Prompt]'),
      },
      {
        ...{
          name: 'a model without one',
          seen: { ...seen, also: [arrived === prompt, altText(prompt).length <= 125] },
        },
        expected: {
          ...savedOne,
          ...savedAs(nameOf(prompt)),
          images: sentFor({ prompt, size: '1024x1024' }),
          also: [true, true],
        },
      },
    ];
  }),

  defineCase(51, 'Emoji, bidi, combining, lone surrogate, NUL, CJK, Cyrillic', async (stage) => {
    const setting = await startSetting(stage);
    const prompt = '紙の船 🚣‍♀️ паперовий e\u0301';
    const seen = await setting.run({ prompt });
    const [request] = setting.api.requests;
    const arrived = (request?.body as { readonly prompt: string }).prompt;
    const named = selections.map(([text]) => [text, true] as const);
    return [
      {
        ...{ name: 'on its way', seen: { ...seen, also: arrived } },
        expected: { ...savedOne, ...savedAs(nameOf(prompt)), images: sentFor({ prompt }), also: prompt },
      },
      tableScene(promptOf, selections, 'as a prompt'),
      tableScene(plainLine, selections, 'as alternative text'),
      tableScene((text) => isFileName(nameOf(text)), named, 'as the name of a file'),
    ];
  }),

  defineCase(52, 'Markdown, snippets, HTML, YAML, -->, CRLF', () =>
    Promise.resolve([
      tableScene((languageId) => imageMarkup({ image: hostile, languageId, comment: marks }), links, 'as a link'),
      tableScene(
        (snippet) => imageMarkup({ image: hostile, languageId: 'markdown', snippet }),
        snippets,
        'in a snippet of the user',
      ),
    ]),
  ),
];

const marks = { line: ['//'], block: [['/*', '*/'] as const] };

/** Texts of people and of enemies, and what is left of them: everything that can be seen. */
const selections: readonly (readonly [text: string, prompt: string])[] = [
  ['🚣‍♀️🌅', '🚣‍♀️🌅'],
  ['سفينة ورقية', 'سفينة ورقية'],
  ['a\u202ecod.exe', 'acod.exe'],
  ['e\u0301t\u00e9', 'e\u0301t\u00e9'],
  ['a\ud800b', 'a\ufffdb'],
  ['a\u0000b', 'ab'],
  ['日本の紙の船', '日本の紙の船'],
  ['паперовий кораблик', 'паперовий кораблик'],
  ['\u2066hidden\u2069', 'hidden'],
  ['CON', 'CON'],
];

const hostile = { path: 'images/a.png', alt: 'a ](x) <b> | `c` $1 ${x} "q" --> */\r\nkey: v' };
const inMarkdown = '![a \\](x) \\<b> \\| \\`c\\` \\$1 \\$\\{x} "q" --> \\*/ key: v](images/a.png)';
const inHtml = 'alt="a ](x) &lt;b&gt; | `c` $1 $&#123;x&#125; &quot;q&quot; --&gt; */ key: v"';

const links: readonly (readonly [languageId: string, link: string])[] = [
  ['markdown', inMarkdown],
  ['html', `<img src="images/a.png" ${inHtml}>`],
  ['typescriptreact', `<img src="images/a.png" ${inHtml} />`],
  [
    'latex',
    '\\includegraphics[width=\\linewidth, alt={a ](x) <b> | `c` \\$1 \\$\\{x\\} "q" --> */ key: v}]{images/a.png}',
  ],
  ['typst', '#image("images/a.png", alt: "a ](x) <b> | `c` $1 ${x} \\"q\\" --> */ key: v")'],
  ['restructuredtext', '.. image:: images/a.png\n   :alt: a ](x) <b> | `c` $1 ${x} "q" --> */ key: v'],
  ['asciidoc', 'image::images/a.png["a &#93;(x) <b> | `c` $1 $&#123;x&#125; &#34;q&#34; --> */ key: v"]'],
  ['css', 'background-image: url("images/a.png");'],
  ['javascript', '// images/a.png'],
];

const snippets: readonly (readonly [snippet: string, link: string])[] = [
  ['![${alt}](${path})', inMarkdown],
  ['<img alt="${alt}">', `<img ${inHtml}>`],
  ['$$1 ${unknown} ${path}', '$1 ${unknown} images/a.png'],
];
