import {
  cpSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type OwnCheckout, ownCheckout } from '../process/own-checkout.ts';

let own: OwnCheckout;
const at = (path: string) => join(own.root, path);

beforeAll(() => {
  own = ownCheckout();
  own.install();
});
afterAll(() => own[Symbol.dispose]());
// Whatever the test before did to it is undone.
beforeEach(() => expect(own.runsBundle()).toBe(true));

/** Writes something else into a file until the test is over. */
function change(path: string, changed: (content: string) => string): void {
  const content = readFileSync(at(path), 'utf8');
  expect(changed(content)).not.toBe(content);
  writeFileSync(at(path), changed(content));
  onTestFinished(() => writeFileSync(at(path), content));
}

describe('the bundle is not run', () => {
  test.for([
    'src/main.ts',
    'src/bot/i18n/en.ftl',
    'src/store/engine/postgres/postgres.ts',
    'src/bundle/make.js',
  ])('when %s was changed since', (path) => {
    change(path, (content) => `${content}\n`);
    expect(own.runsBundle()).toBe(false);
  });

  test('when a source has another content of the same length and the same times', () => {
    const { atime, mtime, size } = statSync(at('src/config.ts'));
    change('src/config.ts', (content) => content.replace('Asia/Jakarta', 'Asia/Bangkok'));
    utimesSync(at('src/config.ts'), atime, mtime);
    expect(statSync(at('src/config.ts'))).toMatchObject({ mtime, size });
    expect(own.runsBundle()).toBe(false);
  });

  test('when a source is gone', () => {
    renameSync(at('src/bot/bot.ts'), at('src/bot/bot-gone.ts'));
    onTestFinished(() => renameSync(at('src/bot/bot-gone.ts'), at('src/bot/bot.ts')));
    expect(own.runsBundle()).toBe(false);
  });

  test('when another version of a package was installed', () => {
    const folder = at('node_modules/grammy');
    rmSync(folder);
    cpSync(join(import.meta.dirname, '../../node_modules/grammy'), folder, { recursive: true });
    expect(own.runsBundle()).toBe(true);
    change('node_modules/grammy/package.json', (content) =>
      content.replace(/"version": "[^"]+"/, '"version": "0.0.0"'),
    );
    expect(own.runsBundle()).toBe(false);
  });

  test('when it was not made to its end', () => {
    const record = 'node_modules/.cache/ngorder-bot/made-of.json';
    change(record, (content) => content.slice(0, -20));
    expect(own.runsBundle()).toBe(false);
  });
});

describe('the bundle is still run', () => {
  test('when the sources were written anew as they were', () => {
    for (const path of ['src/main.ts', 'src/bot/i18n/en.ftl']) {
      const content = readFileSync(at(path));
      unlinkSync(at(path));
      writeFileSync(at(path), content);
    }
    expect(own.runsBundle()).toBe(true);
  });
});

test('where none can be made, npm ci says why and goes on', () => {
  using another = ownCheckout();
  rmSync(join(another.root, 'node_modules/rolldown'));
  expect(another.install()).toMatch(/run from its sources, without a bundle of them: .*rolldown/);
  expect(another.runsBundle()).toBe(false);
});
