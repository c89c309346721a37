import type { CallInput } from './arguments.ts';
import { isObject } from './arguments.ts';
// Made of the installed grammY types by `npm run coverage-table`.
import reference from './bot-api.json' with { type: 'json' };

/** A type's alternatives, such as ["Integer", "String"]; a name ending in `?` may be left out. */
type Shape = Record<string, string[]>;
type Definition = { fields?: Shape; oneOf?: string[] };

const methods: Record<string, Shape | null> = reference.methods;
const types: Record<string, Definition> = reference.types;

const byLowerCase = new Map(Object.keys(methods).map((name) => [name.toLowerCase(), name]));

export interface Problem {
  parameter: string;
  why: string;
}

/** A method's name as the Bot API reference spells it; Telegram itself takes any case. */
export function methodName(name: string): string | undefined {
  return byLowerCase.get(name.toLowerCase());
}

/**
 * Lists what in a call the Bot API reference doesn't allow: unknown parameters and fields, wrong
 * types, missing ones. Telegram itself overlooks most of these.
 *
 * @param method one that the sandbox carries out, as the reference spells it
 */
export function checkCall(method: string, input: CallInput): Problem[] {
  const shape = methods[method] ?? {};
  const files = new Set(input.files.keys());
  const problems: Problem[] = [];
  for (const [name, value] of input.params) {
    const accepted = shape[name] ?? shape[`${name}?`];
    if (accepted) problems.push(...checkParameter(accepted, value, name, input.stringly));
    else problems.push({ parameter: name, why: 'the method has no such parameter' });
  }
  for (const name of required(shape)) {
    if (!input.params.has(name) && !files.has(name))
      problems.push({ parameter: name, why: 'is required' });
  }
  return problems;
}

/** At the top level, numbers, booleans and objects may be strings: a form can't carry anything else. */
function checkParameter(
  accepted: string[],
  value: unknown,
  name: string,
  stringly: boolean,
): Problem[] {
  const plain = accepted.includes('String') || accepted.includes('InputFile');
  if (typeof value !== 'string' || plain) return checkValue(accepted, value, name);
  const simple = accepted.every((type) => ['Integer', 'Float', 'Boolean'].includes(type));
  if (simple && !stringly) return checkValue(accepted, value, name);
  try {
    return checkValue(accepted, JSON.parse(value), name);
  } catch {
    return [{ parameter: name, why: `isn't ${accepted.join(' or ')} in JSON` }];
  }
}

/** Of several alternatives, reports the problem of the one that fits best. */
function checkValue(accepted: string[], value: unknown, path: string): Problem[] {
  let best: Problem[] | undefined;
  for (const type of accepted) {
    const problems = checkType(type, value, path);
    if (problems.length === 0) return problems;
    if (!best || problems.length < best.length) best = problems;
  }
  return best ?? [];
}

const array = 'Array of ';

function checkType(type: string, value: unknown, path: string): Problem[] {
  if (type.startsWith(array)) {
    if (!Array.isArray(value)) return [{ parameter: path, why: `isn't an ${type}` }];
    const element = type.slice(array.length);
    return value.flatMap((item, index) => checkType(element, item, `${path}[${index}]`));
  }
  const primitive = primitiveChecks[type];
  if (primitive) return primitive(value) ? [] : [{ parameter: path, why: `isn't ${type}` }];
  const definition = types[type];
  if (definition?.oneOf) return checkValue(definition.oneOf, value, path);
  return checkObject(type, definition?.fields ?? {}, value, path);
}

const primitiveChecks: Record<string, (value: unknown) => boolean> = {
  Integer: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Object: (value) => isObject(value),
  InputFile: (value) => typeof value === 'string' && value.startsWith('attach://'),
};

function checkObject(type: string, shape: Shape, value: unknown, path: string): Problem[] {
  if (!isObject(value)) return [{ parameter: path, why: `isn't an object (${type})` }];
  const problems: Problem[] = [];
  for (const [name, field] of Object.entries(value)) {
    const accepted = shape[name] ?? shape[`${name}?`];
    if (accepted) problems.push(...checkValue(accepted, field, `${path}.${name}`));
    else problems.push({ parameter: `${path}.${name}`, why: `${type} has no such field` });
  }
  for (const name of required(shape)) {
    if (!(name in value)) problems.push({ parameter: `${path}.${name}`, why: 'is required' });
  }
  if (type === 'InlineKeyboardButton') problems.push(...checkActions(shape, value, path));
  return problems;
}

const nonActionFields = ['text', 'style', 'icon_custom_emoji_id'];

/** "Exactly one of the optional fields must be used" (Bot API reference, InlineKeyboardButton). */
function checkActions(shape: Shape, button: Record<string, unknown>, path: string): Problem[] {
  const actions = Object.keys(button).filter(
    (name) => `${name}?` in shape && !nonActionFields.includes(name),
  );
  if (actions.length <= 1) return [];
  return [{ parameter: path, why: `has more than one action: ${actions.join(', ')}` }];
}

function required(shape: Shape): string[] {
  return Object.keys(shape).filter((name) => !name.endsWith('?'));
}
