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

/** Where the program has the texts as a type. */
export const typedFile = new URL('i18n/texts.ts', bot);

/** The keys of a language's texts with their variables, as a type. */
export function typesOf(locale: Locale): string {
  const members = [...textsOf(locale)].map(([key, text]) => {
    const names = variablesOf(text).map((name) => `'${name}'`);
    return `  ${/\W/.test(key) ? `'${key}'` : key}: ${names.join(' | ') || 'never'};`;
  });
  return [
    `// Made of ${locale}.ftl by \`npm run texts\`.`,
    '',
    '/** The key of every text, with the names of the variables that it takes. */',
    'export interface Texts {',
    ...members,
    '}',
    '',
  ].join('\n');
}

/** All of the bot's program text, but the type of the texts itself. */
export function sources(): string {
  return readdirSync(bot, { recursive: true, withFileTypes: true })
    .filter(
      ({ name, parentPath }) =>
        /\.ts$/.test(name) && `${parentPath}/${name}` !== typedFile.pathname,
    )
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n');
}
