import { suite, test } from 'node:test';
import { assertSpots } from './spotText.ts';

suite('A comment that asks for an image', () => {
  test('says so at its beginning', () => {
    assertSpots('go', [
      ['// image: a paper boat', '// a paper boat'],
      ['// IMAGE PROMPT : a paper boat', '// a paper boat'],
      ['// picture：a paper boat', '// a paper boat'],
      ['// TODO(me): image: a paper boat', '// a paper boat'],
      ['// FIXME picture: a paper boat', '// a paper boat'],
      ['// @image a paper boat', '// a paper boat'],
      ['// TODO @picture: a paper boat', '// a paper boat'],
      ['/**\n * @image a paper boat\n * on water\n */', '// a paper boat on water'],
      ['/**\n * Draws.\n * @image a paper boat\n */'],
      ['// todo: a paper boat'],
      ['// prompt: a paper boat'],
      ['// imagery: a paper boat'],
      ['// image.png: a paper boat'],
      ['// images: a paper boat'],
      ['// the image: a paper boat'],
      ['// todoimage: a paper boat'],
      ['// @images a paper boat'],
      ['// image:'],
      ['// image: 图中有一只纸船', '// 图中有一只纸船'],
    ]);
  });

  test('ends with options perhaps', () => {
    assertSpots('go', [
      [
        '// image: a boat {model=gpt-image-2 size=1536x1024 file="my images/a {1}.png"}',
        '// a boat {model=gpt-image-2} {size=1536x1024} {file=my images/a {1}.png}',
      ],
      ["// image: a boat {file='a b.png', size=512x512}.", '// a boat {file=a b.png} {size=512x512}'],
      ['// image: a boat {quality=high}', '// a boat'],
      ['// image: a boat {red and blue}', '// a boat {red and blue}'],
      ['// image: a boat\n// at sea {size=512x512}', '// a boat at sea {size=512x512}'],
      ['// image: {size=512x512}'],
    ]);
  });

  test('in code is no remark about a value', () => {
    assertSpots('go', [
      ['// image: string'],
      ['// image: string | null'],
      ['// image: string or nil'],
      ['// image: loadImage(name, size),'],
      ["// image: 'a boat',"],
      ['// image: { uri: source }'],
      ['// image: images/boat.png'],
      ['// image: https://a.example/boat.png'],
      ['// image: ghcr.io/boats/boat:1'],
    ]);
    assertSpots('yaml', [
      ['# image: nginx:latest'],
      ['# image: {{ .Values.image }}'],
      ['# TODO image: a stack of boats', '// a stack of boats'],
      ['key: |\n  # image: a stack of boats\n# image: a stack of red boats', '// a stack of red boats'],
      ['- run: |\n    # image: a stack of boats\n  # image: a pile of boats\n  name: x', '// a pile of boats'],
    ]);
    assertSpots('latex', [['% image: boat', '// boat']]);
  });

  test('is served by the path below it', () => {
    assertSpots('python', [
      ['# image: a paper boat\n# images/boat.png', '// a paper boat served'],
      ['# image: a paper boat\n# my/boats/a boat.png\n# image: a red cat', '// a paper boat served', '// a red cat'],
      ['# image: a paper boat\n\nx = 1', '// a paper boat'],
    ]);
    assertSpots('go', [['/* image: a paper boat */\n// images/boat.png', '// a paper boat served']]);
  });

  test('stands in no string', () => {
    assertSpots('shellscript', [
      ['x="a # image: a paper boat"'],
      ["echo 'it\n# image: a paper boat\n'"],
      ['echo "it\'s" # image: a paper boat', '// a paper boat'],
      ['cat <<-EOF\n# image: a paper boat\nEOF\n# image: a red cat', '// a red cat'],
      ['cat <<EOF # image: a red cat\ntext', '// a red cat'],
    ]);
    assertSpots('python', [
      ['x = "# image: a paper boat"'],
      ['x = """\n# image: a paper boat\n"""'],
      ['x = f"{y} # image: a paper boat" # image: a red cat', '// a red cat'],
    ]);
    assertSpots('rust', [
      ["fn f<'a>(x: &'a str) {} // image: a paper boat", '// a paper boat'],
      ['let s = "\n// image: a paper boat\n";'],
    ]);
    assertSpots('go', [['x := `\n/* image: a paper boat */`'], ['x := "`" // image: a paper boat', '// a paper boat']]);
    assertSpots('sql', [["select 'it''s -- image: a paper boat' -- image: a red cat", '// a red cat']]);
    assertSpots('java', [['String s = "http://x // image: a paper boat";']]);
    assertSpots('powershell', [["$x = @'\n# image: a paper boat\n'@\n# image: a red cat", '// a red cat']]);
    assertSpots('cpp', [['auto s = R"x(\n// image: a paper boat\n)x";']]);
  });
});
