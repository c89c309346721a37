import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const checkout = join(import.meta.dirname, '..');

/** Our bot as it is run: what `npm start` tells Node, whose files are then found from anywhere. */
export function ourBot(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const told = /^exec node (.+)$/.exec(scripts.start)?.[1];
  if (told === undefined) throw new Error('`npm start` runs something else than Node');
  return told.split(' ').map((part) => (part.startsWith('-') ? part : join(checkout, part)));
}
