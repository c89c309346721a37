import { readdirSync, readFileSync } from 'node:fs';
import type { Locale } from '../../../src/config.ts';

const bot = new URL('../../../src/bot/', import.meta.url);

/** The texts of a language as its file has them: key → the text, written over one or several lines. */
export function textsOf(locale: Locale): Map<string, string> {
  const file = readFileSync(new URL(`i18n/${locale}.ftl`, bot), 'utf8');
  const entries = file.split(/^(?=[a-zA-Z])/m).map((entry): [string, string] => {
    const [key = '', ...text] = entry.replaceAll(/^#.*$/gm, '').split(' = ');
    return [key, text.join(' = ').trim()];
  });
  return new Map(entries.filter(([, text]) => text !== ''));
}

/** The variables of a text, each once, in alphabetical order. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name))].sort();
}

/** All of the bot's program text. */
export function sources(): string {
  return readdirSync(bot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n');
}
