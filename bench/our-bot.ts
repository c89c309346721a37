import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const checkout = join(import.meta.dirname, '..');

/** Our bot as it is run: what `npm start` tells Node, whose files are then found from anywhere. */
export function ourBot(): string[] {
  return toldToNode().map((part) => (part.startsWith('-') ? part : join(checkout, part)));
}

/** What `npm start` tells Node besides, such as how much memory to use. */
export function ourOptions(): string[] {
  return toldToNode().filter((part) => part.startsWith('-'));
}

function toldToNode(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const told = /^exec node (.+)$/.exec(scripts.start)?.[1];
  if (told === undefined) throw new Error('`npm start` runs something else than Node');
  return told.split(' ');
}
