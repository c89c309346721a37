import fc from 'fast-check';
import { Api, GrammyError } from 'grammy';
import { describe, expect, test } from 'vitest';
import type { LogLevel } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { RequestRefused } from '../src/ngorder/errors.ts';
import { maskPersonal, wholly } from '../src/privacy/mask.ts';
import { createRedaction } from '../src/privacy/redaction.ts';
import { DatabaseUnavailable } from '../src/store/errors.ts';
import { anyText } from './any-text.ts';
import { digitsIn } from './privacy/any-phone.ts';
import { writtenPhones } from './privacy/written-phones.ts';

const botToken = '7100000001:AAE_secret-Token0000000000000000000';
const ngorderToken = 'ngorder/secret+token==';
const secretKey = 'a "quoted" key \\ with ümlaut';
const secrets = [botToken, ngorderToken, secretKey];

function logTo(lines: string[], level: LogLevel = 'debug') {
  return createLog(level, createRedaction(secrets), { write: (line) => void lines.push(line) });
}

/** The line that logging an error makes. */
function lineOf(error: unknown): string {
  const lines: string[] = [];
  logTo(lines).error({ err: error }, 'it failed');
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

function expectNoSecret(line: string): void {
  expect(() => JSON.parse(line)).not.toThrow();
  for (const secret of secrets) {
    expect(line).not.toContain(secret);
    expect(line).not.toContain(encodeURIComponent(secret));
    expect(line).not.toContain(JSON.stringify(secret).slice(1, -1));
  }
}

describe('a line of the log', () => {
  test('tells of an error its name, words, code, place and cause', () => {
    const cause = Object.assign(new TypeError('fetch failed'), { code: 'ECONNRESET' });
    const line = JSON.parse(lineOf(new RangeError('too far', { cause })));
    expect(line).toMatchObject({
      msg: 'it failed',
      err: {
        type: 'RangeError',
        message: 'too far',
        stack: expect.stringContaining('log.test.ts'),
        cause: { type: 'TypeError', message: 'fetch failed', code: 'ECONNRESET' },
      },
    });
  });

  test.each(secrets)('has no secret in it, wherever an error carries it: %s', (secret) => {
    const inner = new Error(`GET https://api.telegram.org/bot${encodeURIComponent(secret)}/getMe`);
    inner.name = `Error of ${secret}`;
    const middle = Object.assign(new Error(`with ${secret}`, { cause: inner }), { code: secret });
    const line = lineOf(new Error('outer', { cause: middle }));
    expectNoSecret(line);
    expect(line.match(/\[secret\]/g)?.length).toBeGreaterThanOrEqual(3);
  });

  test('has no secret in it that stands beside an error or in the message', () => {
    const lines: string[] = [];
    const log = logTo(lines);
    log.info({ address: `https://api.telegram.org/bot${botToken}/getMe` }, `with ${ngorderToken}`);
    log.child({ key: secretKey }).warn(new Error(botToken));
    log.error({ err: new Error(secretKey) });
    expect(lines).toHaveLength(3);
    for (const line of lines) expectNoSecret(line);
  });

  test('has no secret in it, however deep errors are nested', () => {
    const nested = fc.letrec<{ error: unknown }>((tie) => ({
      error: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(...secrets),
        fc
          .record({
            message: fc.string(),
            secret: fc.constantFrom(...secrets),
            cause: tie('error'),
          })
          .map(({ message, secret, cause }) =>
            Object.assign(new Error(message + secret + message, { cause }), { code: secret }),
          ),
      ),
    })).error;
    fc.assert(fc.property(nested, (error) => expectNoSecret(lineOf(error))));
  });

  test('has neither token nor text of a call to Telegram that found no connection', async () => {
    const api = new Api(botToken, { apiRoot: 'http://127.0.0.1:1', sensitiveLogs: true });
    const error = await api.sendMessage(1, 'Siti Rahma, 0812345678').catch((caught) => caught);
    const line = lineOf(error);
    expectNoSecret(line);
    expect(line).not.toMatch(/Siti|0812345678/);
    expect(line).toContain('ECONNREFUSED');
  });

  test('has neither token nor text of a call that Telegram refused', () => {
    const error = new GrammyError(
      "Call to 'sendMessage' failed!",
      { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
      'sendMessage',
      { chat_id: 1, text: `Siti Rahma, 0812345678, ${botToken}` },
    );
    const line = lineOf(error);
    expectNoSecret(line);
    expect(line).not.toMatch(/Siti|0812345678/);
    expect(JSON.parse(line).err).toMatchObject({ code: 403, type: 'GrammyError' });
  });

  test('is written of an error that is its own cause, and of what is no error', () => {
    const ring = new Error('ring');
    ring.cause = ring;
    expect(JSON.parse(lineOf(ring)).err).toMatchObject({ message: 'ring' });
    expect(JSON.parse(lineOf('Siti Rahma')).err).toEqual({ type: 'string' });
    expect(lineOf(undefined)).not.toBe('');
  });

  test('is written only from the chosen level up', () => {
    const lines: string[] = [];
    const log = logTo(lines, 'warn');
    log.info('quiet');
    log.warn('loud');
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['loud']);
  });

  test('has no personal word in it that slipped in with an object of Telegram or Ngorder', () => {
    const lines: string[] = [];
    const person = { id: 6281234567, first_name: 'Siti', last_name: 'Rahma', username: 'sitir' };
    logTo(lines).info({ from: person, message: { from: person, text: 'Siti Rahma' } }, 'update');
    logTo(lines).info({ order: { orderId: 1338, receiverName: 'Siti', receiverPhone: '1234567' } });
    expect(lines.join('')).not.toMatch(/siti|rahma|"1234567"/i);
    expect(lines[0]).toContain('"id":6281234567');
    expect(lines[1]).toContain('1338');
  });

  test.each([
    '081234567890',
    '+6281234567890',
    '6281234567890',
    '0812-3456-7890',
    '+62 812 3456 789',
  ])('has no phone number in it: %s', (number) => {
    const line = lineOf(new Error(`Call ${number} or ${number}.`));
    expect(line).not.toContain(number);
    expect(JSON.parse(line).err.message).toBe('Call [phone] or [phone].');
  });

  test.each(writtenPhones)('has no phone in it, however it is written: %j', (written) => {
    const line = lineOf(new Error(`duplicate key (phone)=(${written})`));
    expect(digitsIn(JSON.parse(line).err.message)).not.toContain(
      digitsIn(written).slice(-8) || '0',
    );
    const beside: string[] = [];
    logTo(beside).warn({ detail: { said: [`Siti ${written}`] } }, `of ${written}`);
    expect(beside.join('')).not.toContain(written);
  });

  test.each([
    'Jl. Melati, RT 02/03, sebelah warung Bu Tini',
    'Perum Melati Blok C5',
    'Desa Melati, Kec. Tini, Kab. Banyuwangi 68471',
  ])('has no address in it: %s', (address) => {
    const line = lineOf(new Error(`value too long: "${address}"`, { cause: new Error(address) }));
    expect(line).not.toMatch(/Melati|Tini/);
    expect(JSON.parse(line).err.cause.message).toBe('[address]');
  });

  test('has what is short or plain looked at no less than the rest', () => {
    const day = fc.tuple(
      fc.integer({ min: 2000, max: 2099 }),
      fc.integer({ min: 0, max: 19 }),
      fc.integer({ min: 0, max: 39 }),
    );
    const two = (number: number) => String(number).padStart(2, '0');
    const parts = 'rt RW blok blk kodepos simpang villa road no lt kav'.split(' ');
    const sign = fc.stringMatching(/^[\w-]?$/);
    const texts = fc.oneof(
      fc
        .array(fc.oneof(fc.constantFrom(...parts), sign), { maxLength: 6 })
        .map((all) => all.join('')),
      fc.constantFrom('127.0.0.1', '0.0.0.0', '::', '::1'),
      fc.stringMatching(/^[\w-]{1,12}$/),
      fc.stringMatching(/^[a-zA-Z_-]{8,40}$/),
      fc.stringMatching(/^\d{4}-\d\d-\d\d$/),
      day.map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`),
    );
    fc.assert(
      fc.property(texts, (said) => {
        const lines: string[] = [];
        logTo(lines).info({ said }, 'halo');
        expect(JSON.parse(lines[0] ?? '').said).toBe(maskPersonal(said, wholly));
      }),
      { numRuns: 1000 },
    );
  });

  test('has no account number in it', () => {
    expect(lineOf(new Error('BCA 1234567890 a.n. Siti'))).toContain('BCA [number] a.n. Siti');
  });

  test('has none of them in it where an error of PostgreSQL or Ngorder’s words bring them along', () => {
    const error = Object.assign(new Error('new row violates check constraint'), {
      code: '23514',
      detail: 'Failing row contains (7, Siti 0812-3456-7890, Jl. Melati 5).',
    });
    const refused = new RequestRefused({
      endpoint: 'cancelOrder',
      apiMessage: 'Order of 081234567890',
      detail: 'data[0].note: 0812.3456.7890',
    });
    for (const line of [lineOf(error), lineOf(refused)]) expect(line).not.toMatch(/3456|Melati/);
  });

  test('has no secret in it that was learnt while the log was written', () => {
    const lines: string[] = [];
    const redaction = createRedaction(secrets);
    const log = createLog('info', redaction, { write: (line) => void lines.push(line) });
    const typed = 'typed/token+of "another" shop';
    log.info(`asks ${typed}`);
    redaction.redact(typed);
    log.info({ url: `/?token=${encodeURIComponent(typed)}`, body: { typed } }, `asks ${typed}`);
    log.error({ err: new Error(JSON.stringify({ typed }), { cause: new Error(typed) }) });
    expect(lines[0]).toContain(JSON.stringify(typed).slice(1, -1));
    for (const line of lines.slice(1)) {
      expect(() => JSON.parse(line)).not.toThrow();
      expect(line).not.toMatch(/typed\/token|typed%2Ftoken|another/);
      expectNoSecret(line);
    }
  });

  test('is JSON whatever is secret, and keeps nothing of the shorter of two in the longer', () => {
    fc.assert(
      fc.property(
        fc.array(anyText({ minLength: 1 }), { maxLength: 4 }),
        anyText(),
        (known, text) => {
          const lines: string[] = [];
          const log = createLog('info', createRedaction(known), {
            write: (line) => void lines.push(line),
          });
          log.info({ said: known.join(text), number: 12_345.6 }, text);
          expect(() => JSON.parse(lines[0] ?? '')).not.toThrow();
        },
      ),
    );
    const lines: string[] = [];
    createLog('info', createRedaction(['secret', 'secret of two']), {
      write: (line) => void lines.push(line),
    }).info('a secret of two');
    expect(JSON.parse(lines[0] ?? '').msg).toBe('a [secret]');
  });

  test('names queues and conversations by their IDs', () => {
    const lines: string[] = [];
    const names = { queue: 'chat:8123456789', conversation: '-1001234567890:8123456789:' };
    logTo(lines).error({ ...names, update: 81234567890 }, 'it failed');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ...names, update: 81234567890 });
  });

  test('keeps IDs that look like phones', () => {
    const lines: string[] = [];
    const ids = { person: 6281234567, chats: [6281234567, -1006281234567], ms: 0.0812345678 };
    logTo(lines).info(ids, 'update');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject(ids);
  });

  test('is as it was where there are no secrets', () => {
    const lines: string[] = [];
    createLog('info', createRedaction(['']), { write: (line) => void lines.push(line) }).info(
      'halo',
    );
    expect(JSON.parse(lines[0] ?? '').msg).toBe('halo');
  });
});

describe('what an outage of the database breaks', () => {
  const meet = (level: LogLevel) => {
    const lines: string[] = [];
    const log = logTo(lines, level);
    log.error({ err: new DatabaseUnavailable('the disk is full') }, 'the inbox could not be read');
    log.error({ err: new Error('a mistake') }, 'a feature failed');
    return lines.map((line) => JSON.parse(line)).map(({ level: at, msg }) => [at, msg]);
  };

  test('is not told again by each that meets it', () => {
    expect(meet('info')).toEqual([[50, 'a feature failed']]);
  });

  test('is there for those who look for details', () => {
    expect(meet('debug')).toEqual([
      [20, 'the inbox could not be read'],
      [50, 'a feature failed'],
    ]);
  });
});
