import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The rooms from top to bottom: a file imports from its own room and from the floors below. */
const floors = [
  ['sandbox', 'start', 'compile-ahead'],
  ['main', 'cli'],
  ['app'],
  ['bot', 'delivery', 'server'],
  ['orders'],
  ['team'],
  ['ngorder', 'store', 'telegram'],
  ['background'],
  ['log'],
  ['privacy'],
  ['workbook', 'config', 'node-version', 'compile-cache', 'let-go', 'bundle'],
];
const telegramPackages = /^(grammy|@grammyjs\/.*)$/;

const house = join(import.meta.dirname, '..', 'src');
const files = globSync('**/*.{ts,tsx,js,cjs}', { cwd: house }).map((file) =>
  file.replaceAll('\\', '/'),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

/** What a file imports, types included: the name of a package, or a path in the house. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(house, file), 'utf8');
  const statements = source.matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"](?<from>[^'"]+)['"]|^\s*import\s*['"](?<bare>[^'"]+)['"]|\b(?:import|require)\(\s*['"](?<dynamic>[^'"]+)['"]/gm,
  );
  return [...statements].map(({ groups = {} }) => {
    const target = groups['from'] ?? groups['bare'] ?? groups['dynamic'] ?? '';
    return target.startsWith('.') ? normalize(join(dirname(file), target)) : target;
  });
}

function roomOf(file: string): string {
  return file.split('/')[0]?.replace(/\.\w+$/, '') ?? '';
}

function floorOf(file: string): number {
  return floors.findIndex((rooms) => rooms.includes(roomOf(file)));
}

/** Every import of one file of the house by another. */
const inside = [...imports].flatMap(([file, targets]) =>
  targets.filter((target) => imports.has(target)).map((target) => ({ file, target })),
);
const show = ({ file, target }: { file: string; target: string }) => `${file} imports ${target}`;

describe('the rooms of the house', () => {
  test('were all read', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(inside.length).toBeGreaterThan(40);
    expect(inside.map(show)).toContain('orders/requests/ledger.ts imports store/store.ts');
    const lost = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => /\.tsx?$/.test(target) && !imports.has(target))
        .map((target) => show({ file, target })),
    );
    expect(lost).toEqual([]);
  });

  test('each have a floor', () => {
    expect(files.filter((file) => floorOf(file) === -1)).toEqual([]);
  });

  test('are entered from above only', () => {
    const upwards = inside.filter(
      ({ file, target }) => roomOf(file) !== roomOf(target) && floorOf(target) <= floorOf(file),
    );
    expect(upwards.map(show)).toEqual([]);
  });

  test('know of Telegram only where a person is shown something', () => {
    const below = floors.slice(floors.findIndex((rooms) => rooms.includes('orders'))).flat();
    const ofTelegram = (target: string) =>
      telegramPackages.test(target) || roomOf(target) === 'telegram';
    const knowing = [...imports].filter(
      ([file, targets]) =>
        below.includes(roomOf(file)) && roomOf(file) !== 'telegram' && targets.some(ofTelegram),
    );
    expect(knowing.map(([file]) => file)).toEqual([]);
  });

  test('hold no circle of files that import each other, be it for a type', () => {
    expect(circles()).toEqual([]);
  });

  test('hold at most twelve files side by side, unless they are alike', () => {
    const alike = [
      // One file for each kind of thing in the Bot API.
      'sandbox/telegram/bot-api',
      // One file for each step.
      'store/migrations',
      // One file for each thing that a person can do, and for each thing that is shown.
      'bot/features',
      'bot/views',
    ];
    const folders = Map.groupBy(files, dirname);
    const tooMany = [...folders].filter(
      ([folder, { length }]) => !alike.includes(folder) && length > 12,
    );
    expect(tooMany.map(([folder, { length }]) => `${folder}: ${length}`)).toEqual([]);
  });
});

function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const target of imports.get(file) ?? []) {
      if (imports.has(target)) walk(target, [...path, file]);
    }
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}
