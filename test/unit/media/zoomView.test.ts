import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ZoomView } from '../../../media/gallery/zoomView.ts';
import { buttonNamed, dispatch, find, findTag, openPage, press, translate } from './formPage.ts';

const picture = { address: 'https://gallery.test/boat.png', name: 'boat.png', size: { width: 1600, height: 600 } };

/** A stage of 400 × 300. */
async function openZoom() {
  const page = openPage();
  const failed: string[] = [];
  const zoom = new ZoomView(translate, (address) => failed.push(address));
  document.body.append(zoom.element);
  zoom.show(picture);
  const stage = find(zoom.element, '.zoom-stage');
  stage.getBoundingClientRect = () => ({ left: 0, top: 0, width: 400, height: 300 }) as DOMRect;
  const seen = async () => {
    await page.frame();
    const { transform } = find(zoom.element, 'img').style;
    // A style sheet's own short form leaves out a second length of nothing.
    const numbers = /\) translate\((\S+?)px(?:, (\S+)px)?\) scale\((\S+)\)/.exec(transform)?.slice(1) ?? [];
    const [x, y, scale] = numbers.map((number: string | undefined) => Number(number ?? 0));
    return { x, y, scale, percent: find(zoom.element, '.zoom-percent').textContent };
  };
  await page.frame();
  return { zoom, stage, seen, failed };
}

const fitted = { x: 0, y: 0, scale: 0.25, percent: '25%' };

test('a picture is fitted at first, under its name', async () => {
  const { zoom, stage, seen } = await openZoom();
  assert.deepEqual(await seen(), fitted);
  assert.deepEqual(
    [findTag(zoom.element, 'img').alt, stage.getAttribute('role'), stage.tabIndex],
    ['boat.png', 'group', 0],
  );
});

test('keys zoom, pan and fit; those of commands are left alone', async () => {
  const { stage, seen } = await openZoom();
  const taken = (key: string, options?: KeyboardEventInit) => !press(stage, key, options);
  const arrowsBefore = taken('ArrowLeft');
  const keys = ['+', '-', '1', 'ArrowLeft', 'ArrowDown', '0', 'x'];
  const states = [];
  for (const key of keys) states.push([key, taken(key), await seen()]);
  assert.deepEqual([arrowsBefore, taken('1', { ctrlKey: true })], [false, false]);
  assert.deepEqual(states, [
    ['+', true, { x: 0, y: 0, scale: 0.33, percent: '33%' }],
    ['-', true, fitted],
    ['1', true, { x: 0, y: 0, scale: 1, percent: '100%' }],
    ['ArrowLeft', true, { x: 40, y: 0, scale: 1, percent: '100%' }],
    ['ArrowDown', true, { x: 40, y: -40, scale: 1, percent: '100%' }],
    ['0', true, fitted],
    ['x', false, fitted],
  ]);
});

test('the buttons do the same', async () => {
  const { zoom, seen } = await openZoom();
  const percents = [];
  for (const name of ['Zoom in', 'Zoom in', 'Zoom out', 'Fit']) {
    buttonNamed(zoom.element, name).click();
    percents.push((await seen()).percent);
  }
  assert.deepEqual(percents, ['33%', '50%', '33%', '25%']);
});

test('a double click goes to actual size where it was made, and back', async () => {
  const { stage, seen } = await openZoom();
  dispatch(stage, 'MouseEvent', 'dblclick', { clientX: 300, clientY: 150 });
  const actual = await seen();
  dispatch(stage, 'MouseEvent', 'dblclick', { clientX: 10, clientY: 10 });
  assert.deepEqual([actual, await seen()], [{ x: -300, y: 0, scale: 1, percent: '100%' }, fitted]);
});

test('a wheel zooms only with Ctrl or Cmd, and never beyond 800 %', async () => {
  const { stage, seen } = await openZoom();
  const isScroll = dispatch(stage, 'WheelEvent', 'wheel', { deltaY: -100 });
  const before = await seen();
  const isZoom = !dispatch(stage, 'WheelEvent', 'wheel', { deltaY: -100, ctrlKey: true, clientX: 200, clientY: 150 });
  const after = await seen();
  for (let notch = 0; notch < 40; notch++)
    dispatch(stage, 'WheelEvent', 'wheel', { deltaY: -100, metaKey: true, clientX: 200, clientY: 150 });
  assert.deepEqual(
    [isScroll, before, isZoom, after.percent, (await seen()).percent],
    [true, fitted, true, '32%', '800%'],
  );
});

test('a drag pans a picture that is larger than its stage, up to its edge', async () => {
  const { stage, seen } = await openZoom();
  const drag = (x: number) => {
    dispatch(stage, 'PointerEvent', 'pointerdown', { button: 0, clientX: 0, clientY: 0, pointerId: 1 });
    dispatch(stage, 'PointerEvent', 'pointermove', { clientX: x, clientY: 0, pointerId: 1 });
    dispatch(stage, 'PointerEvent', 'pointerup', { pointerId: 1 });
    dispatch(stage, 'PointerEvent', 'pointermove', { clientX: x + 50, clientY: 0, pointerId: 1 });
  };
  drag(30);
  const small = await seen();
  press(stage, '1');
  drag(30);
  const moved = await seen();
  drag(5000);
  assert.deepEqual([small, moved.x, (await seen()).x], [fitted, 30, 600]);
});

test('the same picture keeps its zoom; another one, and what cannot be drawn, begin anew', async () => {
  const { zoom, stage, seen, failed } = await openZoom();
  press(stage, '1');
  zoom.show({ ...picture });
  const same = await seen();
  const old = find(zoom.element, 'img');
  zoom.show({ ...picture, address: 'https://gallery.test/map.png' });
  const other = await seen();
  dispatch(old, 'Event', 'error');
  const afterOld = [...failed];
  dispatch(find(zoom.element, 'img'), 'Event', 'error');
  assert.deepEqual([same.percent, other, afterOld, failed], ['100%', fitted, [], ['https://gallery.test/map.png']]);
});
