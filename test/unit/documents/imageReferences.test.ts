import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageReferences } from '../../../src/documents/imageReferences.ts';

const images: ReadonlySet<string> = new Set([
  '/w/docs/boat.png',
  '/w/docs/Boat.PNG',
  '/w/docs/images/boat.png',
  '/w/docs/images/my boat.png',
  '/w/docs/images/boat (1).png',
  '/w/docs/images/човен.png',
  '/w/docs/images/a&b.jpg',
  '/w/docs/images/100% boat.webp',
  '/w/docs/images/it’s.gif',
  '/w/docs/images/[1].png',
  '/w/docs/images/a#b.png',
  '/w/docs/images/12:30.png',
  '/w/docs/boat.png copy.png',
  '/w/images/boat.svg',
  '/w/public/images/boat.avif',
  '/w/public/boat.png',
  '/elsewhere/boat.png',
  '/c:/pictures/boat.png',
]);

type Row = readonly [
  text: string,
  ...references: (readonly [written: string, path: string, alt?: string, line?: number])[],
];

function rowOf(text: string): Row {
  const references = imageReferences({
    text,
    documentPath: '/w/docs/guide.md',
    webRoots: ['/w', '/w/public'],
    isImage: (path) => images.has(path),
  });
  return [
    text,
    ...references.map(({ range, path, alt, line }) => [text.slice(range.start, range.end), path, alt, line] as const),
  ];
}

const boat = '/w/docs/images/boat.png';
const spaced = '/w/docs/images/my boat.png';
const numbered = '/w/docs/images/boat (1).png';

const tables: Readonly<Record<string, readonly Row[]>> = {
  'Markdown and MDX': [
    ['![A boat](images/boat.png)', ['images/boat.png', boat, 'A boat']],
    ['![A boat](./images/boat.png "Title")', ['./images/boat.png', boat, 'A boat']],
    ['![](../images/boat.svg)', ['../images/boat.svg', '/w/images/boat.svg']],
    ['![A \\[small\\] [boat]](<images/my boat.png>)', ['images/my boat.png', spaced, 'A [small] [boat]']],
    ['![a](images/my%20boat.png)', ['images/my%20boat.png', spaced, 'a']],
    ['![a](images/boat%20%281%29.png)', ['images/boat%20%281%29.png', numbered, 'a']],
    ['![a](<images/boat \\(1\\).png>)', ['images/boat \\(1\\).png', numbered, 'a']],
    [
      '![a](images/%D1%87%D0%BE%D0%B2%D0%B5%D0%BD.png)',
      ['images/%D1%87%D0%BE%D0%B2%D0%B5%D0%BD.png', '/w/docs/images/човен.png', 'a'],
    ],
    ['![a](images/човен.png)', ['images/човен.png', '/w/docs/images/човен.png', 'a']],
    ['![a](images/100%25%20boat.webp)', ['images/100%25%20boat.webp', '/w/docs/images/100% boat.webp', 'a']],
    ['![a](<images/100% boat.webp>)', ['images/100% boat.webp', '/w/docs/images/100% boat.webp', 'a']],
    ['![a](images/boat.png?v=1#frag)', ['images/boat.png', boat, 'a']],
    ['![two\nlines](images/boat.png)', ['images/boat.png', boat, 'two lines', 1]],
    ['[![a](boat.png)](images/boat.png)', ['boat.png', '/w/docs/boat.png', 'a'], ['images/boat.png', boat]],
    ['[not an image](boat.png)', ['boat.png', '/w/docs/boat.png']],
    ['![fish &amp; boat](boat.png)', ['boat.png', '/w/docs/boat.png', 'fish & boat']],
    ['[id]: images/boat.png', ['images/boat.png', boat]],
    ['![[images/boat.png]] and _boat.png_', ['images/boat.png', boat], ['boat.png', '/w/docs/boat.png']],
    ['---\ncover: images/boat.png\n---', ['images/boat.png', boat, '', 1]],
    ['# a\r\n\r\n<!-- ![a](boat.png) -->', ['boat.png', '/w/docs/boat.png', 'a', 2]],
    ['See boat.png, or boat.png.', ['boat.png', '/w/docs/boat.png'], ['boat.png', '/w/docs/boat.png']],
    ['![a](/images/boat.avif)', ['/images/boat.avif', '/w/public/images/boat.avif', 'a']],
    ['![a](/public/boat.png)', ['/public/boat.png', '/w/public/boat.png', 'a']],
    ['![a](file:///elsewhere/boat.png)', ['/elsewhere/boat.png', '/elsewhere/boat.png', 'a']],
    [
      '![a](file:///C:/pictures/boat.png) c:/pictures/boat.png',
      ['/C:/pictures/boat.png', '/c:/pictures/boat.png', 'a'],
      ['c:/pictures/boat.png', '/c:/pictures/boat.png'],
    ],
    ['![a](file:///c%3A/pictures/boat.png)', ['/c%3A/pictures/boat.png', '/c:/pictures/boat.png', 'a']],
    ['![a](images/12:30.png)', ['images/12:30.png', '/w/docs/images/12:30.png', 'a']],
    ['![a](Boat.PNG)', ['Boat.PNG', '/w/docs/Boat.PNG', 'a']],
    ['![a](<boat.png copy.png>)', ['boat.png copy.png', '/w/docs/boat.png copy.png', 'a']],
    ['“images/boat.png”、images/boat.png。', ['images/boat.png', boat], ['images/boat.png', boat]],
    ['![a]({{site.baseurl}}/images/boat.avif)', ['/images/boat.avif', '/w/public/images/boat.avif', 'a']],
  ],
  'HTML, its templates and components': [
    ['<img src="images/boat.png" alt="A boat">', ['images/boat.png', boat, 'A boat']],
    ["<img alt='A <small> boat' src='images/boat.png'>", ['images/boat.png', boat, 'A <small> boat']],
    ['<img\n  alt="A\n  boat"\n  src="images/my boat.png"\n/>', ['images/my boat.png', spaced, 'A boat', 3]],
    ['<img src=boat.png alt=boat>', ['boat.png', '/w/docs/boat.png', 'boat']],
    ['<img src="images/a&amp;b.jpg" alt="a &amp; b">', ['images/a&amp;b.jpg', '/w/docs/images/a&b.jpg', 'a & b']],
    ['<img src="images/a&b.jpg" data-alt="no">', ['images/a&b.jpg', '/w/docs/images/a&b.jpg']],
    [
      '<img alt="one" src="boat.png"><img src="boat.png">',
      ['boat.png', '/w/docs/boat.png', 'one'],
      ['boat.png', '/w/docs/boat.png'],
    ],
    [
      '<img srcset="boat.png 1x, images/boat.png 2x" alt="both">',
      ['boat.png', '/w/docs/boat.png', 'both'],
      ['images/boat.png', boat, 'both'],
    ],
    ['<img srcset="https://host/a.png 1x, boat.png 2x">', ['boat.png', '/w/docs/boat.png']],
    [
      '<img src="{{ \'/images/boat.avif\' | url }}" alt="A boat">',
      ['/images/boat.avif', '/w/public/images/boat.avif', 'A boat'],
    ],
    ['<img src="%PUBLIC_URL%/images/boat.avif">', ['/images/boat.avif', '/w/public/images/boat.avif']],
    ['<img :src="\'images/boat.png\'" :alt="text">', ['images/boat.png', boat]],
    [
      '<Image src="/images/boat.avif" {alt} alt="Astro" />',
      ['/images/boat.avif', '/w/public/images/boat.avif', 'Astro'],
    ],
    ['<a href="boat.png">boat.png</a>', ['boat.png', '/w/docs/boat.png'], ['boat.png', '/w/docs/boat.png']],
    ['<p style="background: url(&quot;boat.png&quot;)">', ['boat.png', '/w/docs/boat.png']],
    ['img(src="images/boat.png", alt="A \\"boat\\"")', ['images/boat.png', boat, 'A "boat"']],
    ['%img{ src: "boat.png", alt: "A boat" }', ['boat.png', '/w/docs/boat.png', 'A boat']],
    ['div\n  img src="boat.png" alt="A boat"', ['boat.png', '/w/docs/boat.png', 'A boat', 1]],
  ],
  'JSX and code': [
    ['<img src={"/boat.png"} alt={"A boat"} />', ['/boat.png', '/w/public/boat.png', 'A boat']],
    ['<img onLoad={() => go()} alt="A boat" src="boat.png" />', ['boat.png', '/w/docs/boat.png', 'A boat']],
    ["import boat from './boat.png';", ['./boat.png', '/w/docs/boat.png']],
    ["import boat from './boat.png?url';", ['./boat.png', '/w/docs/boat.png']],
    ['const path = `${root}/images/boat.avif`;', ['/images/boat.avif', '/w/public/images/boat.avif']],
    ["const image = { src: './boat.png', alt: 'A boat' };", ['./boat.png', '/w/docs/boat.png', 'A boat']],
    ['// images/my boat.png', ['images/my boat.png', spaced]],
    ['  //images/boat.png', ['images/boat.png', boat]],
    ['/*images/boat.png*/', ['images/boat.png', boat]],
    ['#images/boat.png', ['images/boat.png', boat]],
    ['-- see images/my boat.png for it', ['images/my boat.png', spaced]],
    ['plt.imread(r"images/it’s.gif")', ['images/it’s.gif', '/w/docs/images/it’s.gif']],
    ['a,boat.png,b', ['boat.png', '/w/docs/boat.png']],
  ],
  'style sheets': [
    ['a { background: url(boat.png) }', ['boat.png', '/w/docs/boat.png']],
    ["a { background: url('images/my boat.png') }", ['images/my boat.png', spaced]],
    ['a { background: url( "/images/boat.avif" ) }', ['/images/boat.avif', '/w/public/images/boat.avif']],
    ['a { background: url(images/my\\ boat.png) }', ['images/my\\ boat.png', spaced]],
    ['@boat: "images/boat.png"; $boat: "images/boat.png"', ['images/boat.png', boat], ['images/boat.png', boat]],
    ['a { b: image-set("boat.png" 1x, url(https://host/boat.png) 2x) }', ['boat.png', '/w/docs/boat.png']],
  ],
  AsciiDoc: [
    ['image::images/boat.png[A boat,300,200]', ['images/boat.png', boat, 'A boat']],
    ['image::images/my boat.png["A boat, small"]', ['images/my boat.png', spaced, 'A boat, small']],
    ['an image:boat.png[width=20,alt=A boat] here', ['boat.png', '/w/docs/boat.png', 'A boat']],
    ['image::boat.png[]', ['boat.png', '/w/docs/boat.png']],
    ['image::boat.png[&#91;A&#93; boat]', ['boat.png', '/w/docs/boat.png', '[A] boat']],
    [':imagesdir: ../public/images\n\nimage::boat.avif[a]', ['boat.avif', '/w/public/images/boat.avif', 'a', 2]],
  ],
  reStructuredText: [
    ['.. image:: images/boat.png\n   :width: 20\n   :alt: A boat\n', ['images/boat.png', boat, 'A boat']],
    ['.. figure:: images/my\\ boat.png\n\n   :alt: no', ['images/my\\ boat.png', spaced]],
    ['.. |boat| image:: boat.png\n   :alt: A boat', ['boat.png', '/w/docs/boat.png', 'A boat']],
  ],
  LaTeX: [
    ['\\includegraphics[width=1cm]{images/boat}', ['images/boat', boat]],
    ['\\includegraphics*[alt={A {} boat},width=1cm]{images/boat.png}', ['images/boat.png', boat, 'A {} boat']],
    [
      '\\includegraphics[alt={A}]{boat.png} % boat.png',
      ['boat.png', '/w/docs/boat.png', 'A'],
      ['boat.png', '/w/docs/boat.png'],
    ],
    ['\n\\includegraphics{images/my boat}', ['images/my boat', spaced, '', 1]],
    ['\\includegraphics[alt={A boat}]{%\n images/boat}'],
    ['\\graphicspath{{./images/}{../images/}}\n\\includesvg{boat}', ['boat', boat, '', 1]],
    ['\\href{https://host/x}{images/boat.png}% boat.png', ['images/boat.png', boat], ['boat.png', '/w/docs/boat.png']],
  ],
  Typst: [
    ['#image("images/boat.png", alt: "A \\"small\\" boat")', ['images/boat.png', boat, 'A "small" boat']],
    ['#figure(\n  image(alt: "A boat", "boat.png"),\n  caption: [b]\n)', ['boat.png', '/w/docs/boat.png', 'A boat', 1]],
    [
      '#image("boat.png", alt: "1") #image("boat.png")',
      ['boat.png', '/w/docs/boat.png', '1'],
      ['boat.png', '/w/docs/boat.png'],
    ],
    ['#image("/images/boat.svg")', ['/images/boat.svg', '/w/images/boat.svg']],
  ],
  Org: [
    ['#+ATTR_HTML: :alt A boat :width 300\n[[file:images/boat.png]]', ['images/boat.png', boat, 'A boat', 1]],
    ['[[./images/boat.png][description]]', ['./images/boat.png', boat]],
    ['[[file:images/\\[1\\].png]]', ['images/\\[1\\].png', '/w/docs/images/[1].png']],
  ],
  'JSON and notebooks': [
    ['{ "icon": "images/boat.png" }', ['images/boat.png', boat]],
    ['{ "icon": "images\\/boat.png", "alt": "A boat" }', ['images\\/boat.png', boat, 'A boat']],
    ['"source": ["text\\n![A boat](images/my%20boat.png)\\n"]', ['images/my%20boat.png', spaced, 'A boat']],
    ['"source": ["<img src=\\"images/boat.png\\" alt=\\"A boat\\">"]', ['images/boat.png', boat, 'A boat']],
    ['"source": ["![a](<images/boat \\\\(1\\\\).png>)"]', ['images/boat \\\\(1\\\\).png', numbered, 'a']],
    ['"one\\nboat.png"', ['boat.png', '/w/docs/boat.png']],
    [
      '"images/\\u0447\\u043e\\u0432\\u0435\\u043d.png"',
      ['images/\\u0447\\u043e\\u0432\\u0435\\u043d.png', '/w/docs/images/човен.png'],
    ],
  ],
  'what is no reference': [
    ['paperboat.png paper-boat.png paper_boat.png my.boat.png other/boat.png -boat.png'],
    ['boat.png.bak boat.png-old boat.pngx boat.png~ boat.png/ boat.png@2x boat.png.meta'],
    ['images/missing.png ../boat.png boat.gif'],
    ['https://host/boat.png http://host/x?y=/boat.png ftp://host/(boat.png)'],
    ['![a](https://host/a b/boat.png) www.host/boat.png'],
    ['"https://host/a boat.png" <https://host/a boat.png>'],
    ['<img src="//host/boat.png"> url(//boat.png) [a](//host/images/boat.png)'],
    ['//cdn.example.com/images/boat.png'],
    ['"https:\\/\\/host\\/boat.png" https://{host}/boat.png https://a/b_(c)/boat.png'],
    ['url("data:image/svg+xml;utf8,<svg href=\'boat.png\'>") data:x,/boat.png'],
    ['file://server/boat.png file:///boat.png file:///images/boat.avif'],
    ['.png /.png ./.png .jpg'],
    ['images/boat\n.png boat\n\\includegraphics{missing} \\includegraphics{} \\includegraphics['],
    ['%.png %ff.png &#99999999;.png &#xffffff;.png \\u{ffffff}.png \\.png \uD800.png %00.png'],
  ],
};

for (const [name, rows] of Object.entries(tables)) {
  test(`the images of ${name} are found with what is written, the text beside them and their line`, () => {
    const full = rows.map(([text, ...references]) => [
      text,
      ...references.map(([written, path, alt = '', line = 0]) => [written, path, alt, line]),
    ]);
    assert.deepEqual(
      rows.map(([text]) => rowOf(text)),
      full,
    );
  });
}
