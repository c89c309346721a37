import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, SourceMap, type SourceMapping } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownCheckout } from '../process/own-checkout.ts';

const { originalOf } = createRequire(import.meta.url)('../../src/bundle/source-map.cjs');

test('each place of the bundle is found where Node’s own reading of the map finds it', () => {
  using own = ownCheckout();
  own.install();
  const folder = join(own.root, 'node_modules/.cache/ngorder-bot');
  const [file = ''] = readdirSync(folder).filter((name) => /^app-.*\.cjs$/.test(name));
  const map = JSON.parse(readFileSync(join(folder, `${file}.map`), 'utf8'));
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const node = new SourceMap(map);
  const anywhere = fc
    .nat({ max: lines.length - 1 })
    .chain((line) => fc.tuple(fc.constant(line), fc.nat({ max: lines[line]?.length ?? 0 })));
  fc.assert(
    fc.property(anywhere, ([line, column]) => {
      const found = originalOf(map, line, column);
      // Where nothing comes from a source, Node goes on with what was before.
      fc.pre(found !== undefined);
      const { originalSource, originalLine, originalColumn } = node.findEntry(
        line,
        column,
      ) as SourceMapping;
      expect(found).toEqual({ source: originalSource, line: originalLine, column: originalColumn });
    }),
    { numRuns: 200 },
  );
});
