import { join } from 'node:path';
import {
  fieldsCarriedOut,
  parametersCarriedOut,
} from '../../../../src/sandbox/telegram/bot-api/coverage.ts';
import { type DeclaredField, type InstalledTypes, readInstalledTypes } from './installed-types.ts';

/** The version of the Bot API that the installed types describe (grammY's release notes). */
export const botApiByTypes: Record<string, string> = { '5.0.0': 'Bot API 10.3' };

export const factsFile = join(
  import.meta.dirname,
  '../../../../src/sandbox/telegram/http/bot-api.json',
);

/** A type's alternatives, such as ["Integer", "String"]; a name ending in `?` may be left out. */
type Shape = Record<string, string[]>;

export interface Facts {
  version: string;
  /** Every method; the parameters of those that the sandbox carries out. */
  methods: Record<string, Shape | null>;
  /** The types that those parameters are made of, as far as the sandbox reads their fields. */
  types: Record<string, { fields: Shape } | { oneOf: string[] }>;
}

/** What the installed types say of the Bot API, in the form in which the sandbox checks calls. */
export function factsOfTypes(): Facts {
  const installed = readInstalledTypes();
  const version = botApiByTypes[installed.version];
  if (version === undefined)
    throw new Error(`@grammyjs/types ${installed.version}: which Bot API?`);
  const facts: Facts = { version, methods: {}, types: {} };
  for (const [method, parameters] of installed.methods) {
    const isCarriedOut = Object.hasOwn(parametersCarriedOut, method);
    const shape = isCarriedOut ? shapeOf(parameters, installed) : null;
    facts.methods[method] = shape;
    if (shape) addTypes(shape, installed, facts);
  }
  facts.types = Object.fromEntries(
    Object.entries(facts.types).sort(([a], [b]) => a.localeCompare(b)),
  );
  return facts;
}

/** The kinds of updates that there are. */
export function updatesOfTypes(): string[] {
  const fields = readInstalledTypes().interfaces.get('Update') ?? [];
  return fields.map(({ name }) => name).filter((name) => name !== 'update_id');
}

function addTypes(shape: Shape, installed: InstalledTypes, facts: Facts): void {
  for (const reference of Object.values(shape).flat()) {
    const name = reference.replaceAll('Array of ', '');
    if (plain.has(name) || Object.hasOwn(facts.types, name)) continue;
    const definition = definitionOf(name, installed);
    facts.types[name] = definition;
    addTypes(
      'fields' in definition ? definition.fields : { oneOf: definition.oneOf },
      installed,
      facts,
    );
  }
}

const plain = new Set(['Integer', 'String', 'Boolean', 'InputFile', 'Object']);

function definitionOf(name: string, installed: InstalledTypes): Facts['types'][string] {
  const fields = installed.interfaces.get(name);
  if (fields) return { fields: shapeOf(fields, installed) };
  const members = alternativesOf(installed.aliases.get(name) ?? '');
  // A union of a namespace's interfaces is one type of the reference, taken apart by what it can hold.
  const kinds = members.flatMap((member) =>
    member.startsWith(`${name}.`) ? [installed.interfaces.get(member) ?? []] : [],
  );
  return kinds.length > 0 ? { fields: shapeOf(merged(kinds), installed) } : { oneOf: members };
}

function merged(kinds: DeclaredField[][]): DeclaredField[] {
  const names = new Set(kinds.flat().map(({ name }) => name));
  return [...names].map((name) => {
    const found = kinds.flatMap((kind) => kind.filter((field) => field.name === name));
    const optional = found.length < kinds.length || found.some((field) => field.optional);
    return { name, optional, type: found.map(({ type }) => type).join(' | ') };
  });
}

function shapeOf(fields: DeclaredField[], installed: InstalledTypes): Shape {
  return Object.fromEntries(
    fields.map(({ name, optional, type }) => [
      optional ? `${name}?` : name,
      [...new Set(alternativesOf(type).flatMap((one) => referenceOf(one, installed)))],
    ]),
  );
}

/** The members of a union, taken apart outside of all brackets. */
function alternativesOf(type: string): string[] {
  const members: string[] = [];
  let depth = 0;
  let member = '';
  for (const c of type) {
    if ('<({['.includes(c)) depth += 1;
    if ('>)}]'.includes(c)) depth -= 1;
    if (c === '|' && depth === 0) {
      members.push(member.trim());
      member = '';
    } else member += c;
  }
  return [...members, member.trim()].filter((one) => one !== '');
}

/** How the Bot API reference calls a type of TypeScript that is no union. */
function referenceOf(type: string, installed: InstalledTypes): string[] {
  const [, element] =
    /^(?:readonly )?(.*)\[\]$/s.exec(type) ?? /^(?:Readonly)?Array<(.*)>$/s.exec(type) ?? [];
  if (element !== undefined) {
    const inner = alternativesOf(element.replace(/^\((.*)\)$/s, '$1'));
    const elements = inner.flatMap((one) => referenceOf(one, installed));
    return [...new Set(elements)].map((one) => `Array of ${one}`);
  }
  if (type === 'number' || /^(?:\d+|0x[\dA-F]+)$/i.test(type)) return ['Integer'];
  if (type === 'boolean' || type === 'true') return ['Boolean'];
  if (type === 'F') return ['InputFile'];
  if (type === 'string' || /^["`]/.test(type) || type.startsWith('Exclude<')) return ['String'];
  const alias = alternativesOf(installed.aliases.get(type) ?? '');
  if (alias.length > 0 && alias.every((one) => /^(?:["`]|typeof )/.test(one))) return ['String'];
  const isRead = [type, ...alias].some((one) => Object.hasOwn(fieldsCarriedOut, one));
  return [isRead ? type : 'Object'];
}
