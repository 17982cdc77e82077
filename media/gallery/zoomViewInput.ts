import type { Point } from './zoomViewGeometry.ts';

/** What hands do to a picture. Points count from the middle of the stage. */
export interface ZoomActions {
  readonly zoomBy: (factor: number, point: Point) => void;
  readonly zoomStep: (direction: 1 | -1) => void;
  readonly fit: () => void;
  readonly actualSize: () => void;
  /** From fitted to actual size, and back. */
  readonly toggle: (point: Point) => void;
  /** Answers whether there is anything to move. */
  readonly panBy: (offset: Point) => boolean;
}

/** CSS pixels of one press of an arrow key. */
const stride = 40;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: stride, y: 0 },
  ArrowRight: { x: -stride, y: 0 },
  ArrowUp: { x: 0, y: stride },
  ArrowDown: { x: 0, y: -stride },
};

export function listenToInput(stage: HTMLElement, actions: ZoomActions): void {
  stage.addEventListener('keydown', (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && press(event.key, actions)) event.preventDefault();
  });
  stage.addEventListener(
    'wheel',
    (event) => {
      // A pinch on a touchpad arrives as a wheel with Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      actions.zoomBy(wheelFactor(event.deltaY), pointOf(event, stage));
    },
    { passive: false },
  );
  stage.addEventListener('dblclick', (event) => {
    actions.toggle(pointOf(event, stage));
  });
  listenToDrag(stage, actions);
}

function press(key: string, actions: ZoomActions): boolean {
  const arrow = arrows[key];
  if (arrow) return actions.panBy(arrow);
  if (key === '+' || key === '=') actions.zoomStep(1);
  else if (key === '-') actions.zoomStep(-1);
  else if (key === '0') actions.fit();
  else if (key === '1') actions.actualSize();
  else return false;
  return true;
}

function listenToDrag(stage: HTMLElement, { panBy }: ZoomActions): void {
  let last: Point | undefined;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    last = { x: event.clientX, y: event.clientY };
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (!last) return;
    panBy({ x: clientX - last.x, y: clientY - last.y });
    last = { x: clientX, y: clientY };
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    stage.addEventListener(end, () => {
      last = undefined;
    });
}

/** A notch of a mouse wheel is about a quarter; the small steps of a pinch follow the fingers. */
function wheelFactor(delta: number): number {
  return Math.exp(-Math.min(25, Math.max(-25, delta)) / 100);
}

function pointOf({ clientX, clientY }: MouseEvent, stage: HTMLElement): Point {
  const { left, top, width, height } = stage.getBoundingClientRect();
  return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
}
