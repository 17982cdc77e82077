import { Windows } from '../../../src/journal/windows.ts';

// Another window, which stays until it is told to go: node windowChild.ts FOLDER

const windows = new Windows(process.argv[2] ?? '');
await windows.enter();
process.send?.(windows.id);
process.once('message', () => {
  void windows.leave().then(() => {
    process.disconnect();
  });
});
