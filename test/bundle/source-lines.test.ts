import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, SourceMap, type SourceMapping } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { rolldown } from 'rolldown';
import { expect, onTestFinished, test } from 'vitest';

const require = createRequire(import.meta.url);
const { placesIn } = require('../../src/bundle/places.cjs');
const { originalPlace } = require('../../src/bundle/source-lines.cjs');

test('each place of a bundle is told as Node’s own reading of its source map tells it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ngorder-bot-places-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const bundling = await rolldown({
    input: join(import.meta.dirname, '../../src/telegram/client.ts'),
    platform: 'node',
  });
  const { output } = await bundling.generate({ dir: folder, minify: true, sourcemap: 'hidden' });
  await bundling.close();
  const [{ code, map }] = output;
  if (map === null) throw new Error('There is no source map');
  const file = join(folder, 'bundle.cjs');
  writeFileSync(`${file}.places`, placesIn(map.mappings));
  writeFileSync(`${file}.sources.json`, JSON.stringify(map.sources));

  const node = new SourceMap(map as never);
  const lines = code.split('\n');
  const anywhere = fc
    .nat({ max: lines.length - 1 })
    .chain((line) => fc.tuple(fc.constant(line), fc.nat({ max: lines[line]?.length ?? 0 })));
  fc.assert(
    fc.property(anywhere, ([line, column]) => {
      const found = node.findEntry(line, column) as Partial<SourceMapping>;
      const { originalSource, originalLine = 0, originalColumn = 0 } = found;
      // Of what the bundler has added Node tells nothing, and the bot what is before it.
      fc.pre(found.generatedLine === line && originalSource !== undefined);
      const place = `${join(folder, originalSource ?? '')}:${originalLine + 1}:${originalColumn + 1}`;
      expect(originalPlace(file, line + 1, column + 1)).toBe(place);
    }),
    { numRuns: 500 },
  );
});
