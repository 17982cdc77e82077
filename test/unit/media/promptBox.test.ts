import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PromptBox } from '../../../media/gallery/promptBox.ts';
import { findTag, hostileTexts, openPage, press, translate, type } from './formPage.ts';

function openBox(text = '', earlier: readonly string[] = ['newest', 'two\nlines', 'oldest']) {
  openPage();
  const heard: string[] = [];
  const box = new PromptBox({
    translate,
    text,
    onInput: () => heard.push('input'),
    onSend: () => heard.push('send'),
  });
  box.earlier = earlier;
  document.body.append(box.element);
  const area = findTag(box.element, 'textarea');
  return { box, area, heard };
}

test('Up brings earlier prompts and Down goes back to the unsent text', () => {
  const { box, area, heard } = openBox(' ');
  const seen = ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown'].map(
    (key) => {
      if (key === 'ArrowDown') area.setSelectionRange(box.text.length, box.text.length);
      return [press(area, key) ? 'left alone' : 'taken', box.text];
    },
  );
  assert.deepEqual(seen, [
    ['taken', 'newest'],
    ['taken', 'two\nlines'],
    ['taken', 'oldest'],
    ['left alone', 'oldest'],
    ['taken', 'two\nlines'],
    ['taken', 'newest'],
    ['taken', ' '],
    ['left alone', ' '],
  ]);
  assert.equal(heard.length, 6);
});

test('the arrow keys are left to the text where it is the user’s own, or has more lines that way', () => {
  const { box, area } = openBox('mine');
  const inOwnText = press(area, 'ArrowUp');
  type(area, '');
  press(area, 'ArrowUp');
  press(area, 'ArrowUp');
  area.setSelectionRange(6, 6);
  const onSecondLine = press(area, 'ArrowUp');
  area.setSelectionRange(0, 0);
  const onFirstLine = press(area, 'ArrowDown');
  const withShift = press(area, 'ArrowUp', { shiftKey: true });
  type(area, 'two\nlines, changed');
  area.setSelectionRange(0, 0);
  const changed = press(area, 'ArrowUp');
  assert.deepEqual(
    { inOwnText, onSecondLine, onFirstLine, withShift, changed, text: box.text },
    {
      inOwnText: true,
      onSecondLine: true,
      onFirstLine: true,
      withShift: true,
      changed: true,
      text: 'two\nlines, changed',
    },
  );
});

test('a sent prompt is the first that Up brings, once', () => {
  const { box, area } = openBox('sent', ['sent', 'before']);
  box.clearSent();
  const cleared = box.text;
  press(area, 'ArrowUp');
  const first = box.text;
  press(area, 'ArrowUp');
  assert.deepEqual([cleared, first, box.text], ['', 'sent', 'before']);
});

test('texts that were replaced come back, the newest first, and then what was sent before', () => {
  const { box, area } = openBox('first', ['second', 'sent']);
  for (const text of ['second', 'third', 'third', 'fourth']) box.fill(text);
  const seen = ['ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp'].map((key) => {
    press(area, key);
    return box.text;
  });
  assert.deepEqual(seen, ['third', 'second', 'first', 'sent', 'sent']);
});

test('Ctrl+Enter and Cmd+Enter send; Enter alone and the Enter of an input method do not', () => {
  const { area, heard } = openBox('a boat');
  press(area, 'Enter', { ctrlKey: true });
  press(area, 'Enter', { metaKey: true });
  press(area, 'Enter');
  press(area, 'Enter', { ctrlKey: true, isComposing: true });
  assert.deepEqual(heard, ['send', 'send']);
});

test('the box is named, spell-checked and takes any text as it is', () => {
  const { box, area } = openBox();
  const texts = hostileTexts.map((text) => {
    box.fill(text);
    return box.text;
  });
  assert.deepEqual(
    [findTag(box.element, 'label').htmlFor, area.id, area.getAttribute('spellcheck'), box.element.children.length],
    ['prompt', 'prompt', 'true', 2],
  );
  assert.deepEqual(texts, hostileTexts);
});
