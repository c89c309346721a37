import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const { leftOut } = createRequire(import.meta.url)('../../src/bundle/left-out.js');

test('got’s lists in words are made when one is written, not whenever the bot starts', () => {
  const modules = join(import.meta.dirname, '..', '..', 'node_modules');
  const file = join(modules, '@sindresorhus', 'is', 'distribution', 'index.js');
  const code = readFileSync(file, 'utf8');
  expect(code).toMatch(/= new Intl\.ListFormat/);
  expect(leftOut.transform(code, file).code).not.toMatch(/= new Intl\./);
  expect(leftOut.transform(code, join(modules, 'got', 'index.js'))).toBeUndefined();
});
