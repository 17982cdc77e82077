import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { surroundingsOf, type TextBlock } from '../../../../src/documents/spots/surroundings.ts';

const paragraph = (start: number, end: number, text: string): TextBlock => ({ kind: 'paragraph', start, end, text });

suite('What stands around an image', () => {
  test('is the paragraph right above it, also within another block', () => {
    const blocks = [paragraph(0, 10, 'first'), paragraph(10, 100, 'a quotation'), paragraph(12, 50, 'within it')];
    assert.equal(surroundingsOf(blocks)(60).paragraph, 'within it');
  });

  test('is the block itself when it holds no other', () => {
    const blocks = [paragraph(0, 10, 'first'), paragraph(10, 40, 'second'), paragraph(50, 60, 'third')];
    assert.deepEqual(
      [5, 45, 70].map((offset) => surroundingsOf(blocks)(offset).paragraph),
      ['second', 'second', 'third'],
    );
  });
});
