/** The page of the bare grid. Its marks have the names of the gallery's, so that both are measured alike. */

const cellSide = 184;
const gap = 8;
const overscanRows = 1;

const addresses = JSON.parse(document.querySelector('#images')?.textContent ?? '[]') as readonly string[];
const grid = document.querySelector<HTMLElement>('#grid') ?? document.body;
const cells = document.querySelector<HTMLElement>('#cells') ?? document.body;
const columns = Math.max(1, Math.floor(grid.clientWidth / (cellSide + gap)));
const rowsInView = Math.ceil(grid.clientHeight / (cellSide + gap));
const pool = Array.from({ length: (rowsInView + 1 + 2 * overscanRows) * columns }, createCell);
const shown = new Map<HTMLElement, number>();

cells.style.height = `${Math.ceil(addresses.length / columns) * (cellSide + gap)}px`;
cells.append(...pool);
grid.addEventListener('scroll', () => requestAnimationFrame(render), { passive: true });
render();
requestAnimationFrame(() => {
  mark('first-paint');
});

function createCell(): HTMLElement {
  const cell = document.createElement('div');
  cell.className = 'cell';
  cell.setAttribute('role', 'gridcell');
  cell.style.width = cell.style.height = `${cellSide}px`;
  const image = document.createElement('img');
  image.alt = '';
  image.addEventListener('load', markThumbnails);
  cell.append(image);
  return cell;
}

/** Cell number n of the pool shows the image of the window whose index is n, counted round the pool. */
function render(): void {
  const firstRow = Math.max(0, Math.floor(grid.scrollTop / (cellSide + gap)) - overscanRows);
  for (let index = firstRow * columns; index < firstRow * columns + pool.length; index++) {
    const cell = pool[index % pool.length];
    if (cell !== undefined && shown.get(cell) !== index) show(cell, index);
  }
}

function show(cell: HTMLElement, index: number): void {
  const address = addresses[index];
  shown.set(cell, index);
  cell.hidden = address === undefined;
  if (address === undefined) return;
  cell.style.transform = `translate(${(index % columns) * (cellSide + gap)}px, ${Math.floor(index / columns) * (cellSide + gap)}px)`;
  cell.querySelector('img')?.setAttribute('src', address);
}

function markThumbnails(): void {
  mark('first-thumbnail');
  const inView = pool.slice(0, rowsInView * columns).map((cell) => cell.querySelector('img'));
  if (inView.every((image) => image?.complete === true && image.naturalWidth > 0)) mark('thumbnails');
}

/** Only the first time counts. */
function mark(name: string): void {
  if (performance.getEntriesByName(`paper-boat:${name}`).length === 0) performance.mark(`paper-boat:${name}`);
}
