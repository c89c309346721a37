import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(createRequire(import.meta.url).resolve('@grammyjs/types/package.json'));

/** A field or parameter as the types declare it. */
export interface DeclaredField {
  name: string;
  optional: boolean;
  /** In TypeScript. */
  type: string;
}

/** The declarations of @grammyjs/types, as far as they are plain: methods, interfaces and unions. */
export interface InstalledTypes {
  /** Of the package. */
  version: string;
  methods: Map<string, DeclaredField[]>;
  /** Those in a namespace are `Namespace.Name`. */
  interfaces: Map<string, DeclaredField[]>;
  /** What a name stands for, in TypeScript. */
  aliases: Map<string, string>;
}

/** Reads the installed types. They are written by one program, in one form, so patterns do. */
export function readInstalledTypes(): InstalledTypes {
  const sources = globSync('*.d.ts', { cwd: root }).map((file) =>
    withoutComments(join(root, file)),
  );
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const all = sources.join('\n');
  const [, methods = ''] = /^export type ApiMethods<F> = \{\n(.*?)^\};/ms.exec(all) ?? [];
  return {
    version,
    methods: new Map(
      [...methods.matchAll(/^ {4}(\w+)\((?:args\??: \{\n(.*?)^ {4}\})?\): /gms)].map(
        ([, name = '', inner = '']) => [name, fieldsIn(inner, 8)],
      ),
    ),
    interfaces: interfacesIn(all),
    aliases: new Map(
      [...all.matchAll(/^export type (\w+)(?:<\w+>)? = (.*?);$/gms)].map(
        ([, name = '', type = '']) => [name, type],
      ),
    ),
  };
}

/** Without what is documented, and what is only there for former versions. */
function withoutComments(path: string): string {
  return readFileSync(path, 'utf8')
    .replaceAll(/^ *\/\*\* @deprecated (?:(?!\*\/).)*\*\/\n.*\n/gm, '')
    .replaceAll(/^ *\/\*\*.*?\*\/\n/gms, '');
}

interface Declaration {
  fields: DeclaredField[];
  parents: string[];
}

function interfacesIn(source: string): Map<string, DeclaredField[]> {
  const declared = new Map<string, Declaration>();
  const inNamespaces = source.matchAll(/^export declare namespace (\w+) \{\n(.*?)^\}/gms);
  for (const [, namespace, inner = ''] of inNamespaces)
    for (const [name, declaration] of declarationsIn(inner, 4))
      declared.set(`${namespace}.${name}`, declaration);
  for (const [name, declaration] of declarationsIn(source, 0)) declared.set(name, declaration);
  const whole = (name: string): DeclaredField[] => {
    const { fields, parents } = declared.get(name) ?? { fields: [], parents: [] };
    const own = new Set(fields.map((field) => field.name));
    const [namespace] = name.split('.');
    const inherited = parents.flatMap((parent) =>
      whole(declared.has(parent) ? parent : `${namespace}.${parent}`),
    );
    return [...inherited.filter((field) => !own.has(field.name)), ...fields];
  };
  return new Map([...declared.keys()].map((name) => [name, whole(name)]));
}

function declarationsIn(source: string, indent: number): [string, Declaration][] {
  const margin = ' '.repeat(indent);
  const pattern = new RegExp(
    `^${margin}(?:export )?interface (\\w+)(?:<[^>{]*>)?(?: extends ([^{]*?))? \\{\\n(.*?)^${margin}\\}`,
    'gms',
  );
  return [...source.matchAll(pattern)].map(([, name = '', parents = '', inner = '']) => [
    name,
    { fields: fieldsIn(inner, indent + 4), parents: parents.match(/[\w.]+/g) ?? [] },
  ]);
}

function fieldsIn(source: string, indent: number): DeclaredField[] {
  const pattern = new RegExp(`^ {${indent}}(\\w+)(\\??): (.*?);$`, 'gms');
  return [...source.matchAll(pattern)].map(([, name = '', mark, type = '']) => ({
    name,
    optional: mark === '?',
    type,
  }));
}
