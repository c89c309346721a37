/** A file uploaded with a call. */
export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

/** What a call carries: its parameters as they arrived, and its files by the name of their part. */
export interface CallInput {
  params: Map<string, unknown>;
  files: Map<string, UploadedFile>;
  /** Whether all parameters arrived as strings: in a query string or a form. */
  stringly: boolean;
}

/**
 * A call's parameters as Telegram reads them: everything is a string first, even if it was
 * something else in JSON, and a number that can't be parsed is 0 (tdlib Query.cpp, Client.cpp,
 * get_integer_arg and to_bool).
 */
export class Arguments {
  readonly #input: CallInput;
  readonly #readable: readonly string[] | undefined;

  /** @param readable the names that may be read; any unless given */
  constructor(input: CallInput, readable?: readonly string[]) {
    this.#input = input;
    this.#readable = readable;
  }

  has(name: string): boolean {
    return this.text(name) !== '';
  }

  /** The parameter as a string; '' if absent. */
  text(name: string): string {
    if (this.#readable?.includes(name) === false)
      throw new Error(`${name} is read, but not declared in bot-api/coverage.ts`);
    const value = this.#input.params.get(name);
    if (value === undefined) return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  integer(name: string, otherwise = 0): number {
    return this.has(name) ? asInteger(this.text(name)) : otherwise;
  }

  boolean(name: string): boolean {
    return ['true', 'yes', '1'].includes(this.text(name).toLowerCase().trim());
  }

  /**
   * Parses a parameter as JSON; `undefined` if absent. If it can't be parsed, throws `broken()`, or
   * counts as absent.
   */
  json(name: string, broken?: () => Error): unknown {
    if (!this.has(name)) return undefined;
    const value = this.#input.params.get(name);
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      if (broken) throw broken();
      return undefined;
    }
  }

  /**
   * The file that a parameter refers to by `attach://part`, or that was uploaded under the
   * parameter's own name.
   */
  file(name: string): UploadedFile | undefined {
    const value = this.text(name);
    const part = value.startsWith('attach://') ? value.slice('attach://'.length) : name;
    return this.#input.files.get(part);
  }
}

/** A text as a number, 0 if it is none. */
export function asInteger(text: string): number {
  const value = Number.parseInt(text, 10);
  return Number.isSafeInteger(value) ? value : 0;
}

type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the named fields of a JSON object, with TDLib's errors (td JsonObject, get_*_field). */
export class Fields<Name extends string = string> {
  readonly #object: JsonObject;
  readonly #refuse: (why: string) => Error;

  constructor(object: JsonObject, refuse: (why: string) => Error) {
    this.#object = object;
    this.#refuse = refuse;
  }

  has(name: string): boolean {
    return this.#object[name] !== undefined && this.#object[name] !== null;
  }

  requiredText(name: Name): string {
    if (!this.has(name)) throw this.#refuse(`Can't find field "${name}"`);
    return this.text(name);
  }

  text(name: Name): string {
    const value = this.#object[name] ?? '';
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw this.#refuse(`Field "${name}" must be of type String`);
  }

  requiredInteger(name: Name): number {
    if (!this.has(name)) throw this.#refuse(`Can't find field "${name}"`);
    return this.integer(name);
  }

  integer(name: Name): number {
    const value = this.#object[name] ?? 0;
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
    throw this.#refuse(`Field "${name}" must be a valid Number`);
  }

  boolean(name: Name): boolean {
    const value = this.#object[name] ?? false;
    if (typeof value === 'boolean') return value;
    throw this.#refuse(`Field "${name}" must be of type Boolean`);
  }

  list(name: Name): unknown[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#object[name];
    if (Array.isArray(value)) return value;
    throw this.#refuse(`Field "${name}" must be of type Array`);
  }

  object<Inner extends string>(name: Name): Fields<Inner> {
    const value = this.#object[name];
    if (isObject(value)) return new Fields<Inner>(value, this.#refuse);
    throw this.#refuse(`Field "${name}" must be of type Object`);
  }
}
