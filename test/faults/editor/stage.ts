import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { useImageApi, type ServiceUnderTest } from '../../support/editor/service.ts';
import { readKept } from '../../support/editor/storage.ts';
import { closeEditors } from '../../support/editor/documents.ts';
import { brokenRow, rowOf, type Row, type Scene, type Seen } from '../scene.ts';

const telling = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** A service, and a user who reads every message, presses no button and closes every dialog. */
export class EditorStage {
  readonly service: ServiceUnderTest;
  readonly #heard: string[] = [];
  readonly #keptBefore: readonly Buffer[];
  readonly #originals = new Map<string, unknown>();

  private constructor(service: ServiceUnderTest, keptBefore: readonly Buffer[]) {
    this.service = service;
    this.#keptBefore = keptBefore;
    for (const name of telling)
      this.#replace(name, (text: string, ...items: readonly unknown[]) => {
        const labels = items.filter((item) => typeof item === 'string').map((label) => `[${label}]`);
        this.#heard.push([text, ...labels].join(' '));
        return Promise.resolve(undefined);
      });
    this.#replace('showSaveDialog', () => Promise.resolve(undefined));
  }

  static async start(): Promise<EditorStage> {
    return new EditorStage(await useImageApi(), await readKept());
  }

  /** What came of it all, with the images of one folder. Where there are none, it was refused. */
  async look(folder: string, also?: unknown): Promise<Seen> {
    await setImmediate();
    const names = (await readdir(folder).catch(() => [])).toSorted();
    const kept = (await readKept()).filter((image) => !this.#keptBefore.some((before) => before.equals(image)));
    const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const disk = [...names, ...kept.map(() => 'one image kept')].join(', ') || 'nothing';
    const outcome = names.length > 0 ? 'saved' : kept.length > 0 ? 'kept' : 'refused';
    const seen = { outcome, images: [...files, ...kept], message: this.#heard.join('\n'), disk };
    return { ...seen, asked: this.service.api.requests.length, ...(also !== undefined && { also }) };
  }

  async end(): Promise<void> {
    for (const [name, original] of this.#originals) Reflect.set(vscode.window, name, original);
    await closeEditors();
    await this.service.stop();
  }

  #replace(name: string, act: unknown): void {
    this.#originals.set(name, Reflect.get(vscode.window, name));
    Reflect.set(vscode.window, name, act);
  }
}

/** A scene as a test: its row goes to the runner, whether it is as it should be or not. */
export function scene(number: number, name: string, run: (stage: EditorStage) => Promise<Omit<Scene, 'name'>>): void {
  test(`${number} ${name}`, async () => {
    const stage = await EditorStage.start();
    try {
      await report(rowOf(number, { name, ...(await run(stage)) }));
    } catch (error) {
      await report({ ...brokenRow(number, error), scene: name });
    } finally {
      await stage.end();
    }
  });
}

async function report(row: Row): Promise<void> {
  await appendFile(process.env.PAPER_BOAT_FAULT_ROWS ?? '', `${JSON.stringify(row)}\n`);
}
