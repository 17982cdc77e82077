import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { promisify } from 'node:util';
import { startImageApi } from '../support/imageApi/server.ts';
import { projectRoot } from '../support/vscode/role.ts';

const run = promisify(execFile);
const demo = (args: readonly string[], key?: string) =>
  run(process.execPath, [join(projectRoot, 'test', 'demo', 'run.ts'), ...args], {
    cwd: projectRoot,
    env: { ...process.env, COMETAPI_KEY: key },
  });

suite('npm run demo', () => {
  test('generates with a key and a server, and ends with one line of JSON', async () => {
    const api = await startImageApi();
    try {
      const args = [
        'a wind-up duck',
        '--base-url',
        api.baseUrl,
        '--size',
        '1536x1024',
        '--document',
        'site/index.html',
      ];
      const { stdout } = await demo(args, api.key);
      const { screenshot, bytes, ...result } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
        readonly screenshot: string;
        readonly bytes: number;
        readonly saved: string;
      };
      assert.deepEqual(
        {
          ...result,
          isWhole: bytes === (await readFile(join(projectRoot, result.saved))).length,
          hasScreenshot: existsSync(join(projectRoot, screenshot)),
          tellsKey: stdout.includes(api.key),
        },
        {
          saved: 'out/demo/workspace/site/public/images/a-wind-up-duck.png',
          type: 'image/png',
          width: 1536,
          height: 1024,
          inserted: '<img src="/images/a-wind-up-duck.png" alt="a wind-up duck" width="1536" height="1024">',
          model: 'gpt-image-2',
          vscode: '1.139.1',
          isWhole: true,
          hasScreenshot: true,
          tellsKey: false,
        },
      );
    } finally {
      await api.close();
    }
  });

  test('ends with code 1 and a readable error when the size is refused', async () => {
    await assert.rejects(demo(['a duck', '--model', 'placeholder', '--size', '5000x5000']), {
      code: 1,
      stderr: /placeholder does not accept size "5000x5000": it takes edges up to 4096 pixels/,
    });
  });
});
