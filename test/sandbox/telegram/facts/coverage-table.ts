import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  fieldsCarriedOut,
  parametersCarriedOut,
  updatesCarriedOut,
} from '../../../../src/sandbox/telegram/bot-api/coverage.ts';
import type { Facts } from './facts.ts';

export const readmeFile = join(import.meta.dirname, '../../../../src/sandbox/telegram/README.md');

const begin = '<!-- coverage: written by npm run coverage-table -->\n';
const end = '<!-- end of coverage -->';

/** The README with the coverage as the code declares it. */
export function withCoverage(facts: Facts, updates: string[]): string {
  const readme = readFileSync(readmeFile, 'utf8');
  const [before, after] = [readme.indexOf(begin), readme.indexOf(end)];
  if (before < 0 || after < 0) throw new Error('The README has no place for the coverage');
  return readme.slice(0, before) + begin + coverageOf(facts, updates) + readme.slice(after);
}

/** What is carried out, checked only and not there, of the methods and types of the Bot API. */
function coverageOf(facts: Facts, updates: string[]): string {
  const methods = Object.entries(facts.methods);
  const carriedOut = methods.flatMap(([name, shape]) =>
    shape ? [row(name, Object.keys(shape), readOf(parametersCarriedOut, name))] : [],
  );
  const missing = methods.flatMap(([name, shape]) => (shape ? [] : [name]));
  const types = Object.entries(facts.types).flatMap(([name, definition]) =>
    'fields' in definition
      ? [row(name, Object.keys(definition.fields), readOf(fieldsCarriedOut, name))]
      : [],
  );
  return [
    `Of ${facts.version}, ${carriedOut.length} methods are there; the other ${missing.length} are refused with 400.`,
    '',
    '| method | parameters carried out | checked only |',
    '|---|---|---|',
    ...carriedOut,
    '',
    'The fields of the objects in these parameters; other objects are checked only to be objects.',
    '',
    '| type | fields carried out | checked only |',
    '|---|---|---|',
    ...types,
    '',
    `Methods that are not there: ${listed(missing)}.`,
    '',
    `Updates: ${listed(updatesCarriedOut)}; not there: ${listed(updates.filter(isMissing))}.`,
    '',
  ].join('\n');
}

const isMissing = (update: string): boolean =>
  !updatesCarriedOut.some((carriedOut) => carriedOut === update);

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

function readOf(declared: Record<string, readonly string[]>, name: string): readonly string[] {
  return declared[name] ?? [];
}

function row(name: string, known: string[], read: readonly string[]): string {
  const names = known.map((field) => field.replace('?', ''));
  const carriedOut = [
    ...names.filter((field) => read.includes(field)),
    ...read.filter((field) => !names.includes(field)).map((field) => `${field} (former)`),
  ];
  const checked = names.filter((field) => !read.includes(field));
  return `| \`${name}\` | ${carriedOut.join(', ') || '–'} | ${checked.join(', ') || '–'} |`;
}
