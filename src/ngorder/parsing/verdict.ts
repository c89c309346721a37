/**
 * What an answer's JSON says came of its request. `unclear`: nothing, something else such as "queued", or both at once.
 */
export type Verdict = 'success' | 'failure' | 'unclear';

const outcomeKeys = new Set(['response', 'success', 'status', 'result', 'ok']);
const codeKeys = new Set(['code', 'statuscode', 'httpcode']);
const errorKeys = new Set(['error', 'errors', 'errorcode', 'errormessage', 'exception', 'failed']);

const successWords = new Set(['success', 'successful', 'sukses', 'berhasil', 'ok', 'true', '1']);
const failureWords = new Set([
  'failed',
  'failure',
  'fail',
  'error',
  'gagal',
  'false',
  '0',
  'unauthenticated',
  'unauthorized',
  'forbidden',
]);
const wordsForNothing = new Set(['', '-', '0', 'false', 'null', 'undefined', 'none']);
/** Of all 2xx, those after which nothing is left to happen (RFC 9110, 15.3). */
const finalCodes = new Set([200, 201, 203, 204, 205]);

/**
 * Reads the verdict in whatever way the top of an answer gives it: `response`, `success`, `status`, `result` and `ok`
 * as words, booleans or numbers, a `code`, or anything in `error` and the like.
 *
 * @param depth how many levels below the top a failure is looked for too; a success counts at the top alone, since
 *   below it the same keys can mean an order's own state
 */
export function verdictOf(body: unknown, depth = 0): Verdict {
  if (typeof body !== 'object' || body === null) return 'unclear';
  const signs = Object.entries(body).flatMap(([key, value]) => signOf(nameOf(key), value) ?? []);
  if (failsWithin(body, depth)) signs.push('failure');
  const [only, another] = new Set(signs);
  return only === undefined || another !== undefined ? 'unclear' : only;
}

/** The code by which the top of an answer says it failed, such as 500 in `{"code":500}`. */
export function failureCodeIn(body: unknown): number | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const codes = Object.entries(body).filter(
    ([key, value]) => isCodeKey(nameOf(key)) && signOfCode(value) === 'failure',
  );
  return codes.map(([, value]) => Number(value))[0];
}

/** Whether an answer with this status can tell of something that is over, and not only begun or in part. */
export function isFinal(status: number): boolean {
  return finalCodes.has(status);
}

function isCodeKey(key: string): boolean {
  return codeKeys.has(key) || key === 'status' || key === 'response';
}

function signOf(key: string, value: unknown): Verdict | undefined {
  if (errorKeys.has(key)) return isNothing(value, 0) ? undefined : 'failure';
  if (codeKeys.has(key)) return signOfCode(value);
  return outcomeKeys.has(key) ? signOfOutcome(value) : undefined;
}

function signOfOutcome(value: unknown): Verdict | undefined {
  if (typeof value === 'object' || value === undefined) return undefined;
  const word = wordOf(value);
  if (word === '') return undefined;
  if (successWords.has(word)) return 'success';
  return failureWords.has(word) ? 'failure' : (signOfCode(value) ?? 'unclear');
}

/** Zero says nothing: to some it is no error, to others no success. */
function signOfCode(value: unknown): Verdict | undefined {
  const isWritten = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  const code = isWritten ? Number(value) : Number.NaN;
  if (!Number.isInteger(code) || code === 0) return undefined;
  if (finalCodes.has(code)) return 'success';
  return code >= 300 && code < 600 ? 'failure' : 'unclear';
}

function failsWithin(body: object, depth: number): boolean {
  if (depth === 0) return false;
  return Object.values(body).some((value) => {
    if (typeof value !== 'object' || value === null) return false;
    const fails = Object.entries(value).some(
      ([key, inner]) => signOf(nameOf(key), inner) === 'failure',
    );
    return fails || failsWithin(value, depth - 1);
  });
}

function isNothing(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return wordsForNothing.has(wordOf(value));
  return depth < 4 && Object.values(value).every((inner) => isNothing(inner, depth + 1));
}

function wordOf(value: unknown): string {
  return String(value)
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
}

/** A field's name however it is written: `status_code`, `statusCode` or `Status-Code`. */
function nameOf(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}
