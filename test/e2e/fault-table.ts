import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../../src/sandbox/ngorder/control/control.ts';
import type { TelegramSandbox } from '../../src/sandbox/telegram/server.ts';

/** An act's whole time: wide enough for a busy machine, since what is lost waits for it twice. */
export const actMs = 2000;

/**
 * What a request that met a fault must have come to: refused without an effect; lost without one, so that it may be
 * sent once more or asked anew; lost but done, which is found by reading; or done as if nothing had been.
 */
export type Fate = 'refused' | 'lost' | 'found' | 'done';

export interface NgorderCase {
  name: string;
  fault: Omit<Fault, 'operation' | 'orderId'>;
  fate: Fate;
}

const status = (code: number, fate: Fate, more: Partial<Fault> = {}): NgorderCase => ({
  name: [`status ${code}`, more.when === 'after' && 'after the effect'].filter(Boolean).join(', '),
  fault: { kind: 'status', status: code, ...more },
  fate,
});

/** Every fault of the Ngorder sandbox that an act can meet. */
export const actFaults: readonly NgorderCase[] = [
  ...[400, 401, 403, 405, 418, 429].map((code) => status(code, 'refused')),
  // Not there, or gone: only reading tells, and it shows the order as it was.
  ...[404, 410, 500, 503].map((code) => status(code, 'lost')),
  ...[404, 500, 503].map((code) => status(code, 'found', { when: 'after' })),
  { name: 'refused with a 200', fault: { kind: 'failed' }, fate: 'refused' },
  { name: 'connection broken', fault: { kind: 'broken' }, fate: 'lost' },
  {
    name: 'connection broken, after the effect',
    fault: { kind: 'broken', when: 'after' },
    fate: 'found',
  },
  { name: 'HTML', fault: { kind: 'html' }, fate: 'lost' },
  { name: 'HTML, after the effect', fault: { kind: 'html', when: 'after' }, fate: 'found' },
  { name: 'redirect', fault: { kind: 'redirect' }, fate: 'lost' },
  { name: 'redirect, after the effect', fault: { kind: 'redirect', when: 'after' }, fate: 'found' },
  { name: 'answer truncated', fault: { kind: 'truncated' }, fate: 'found' },
  { name: 'answer cut', fault: { kind: 'cut' }, fate: 'found' },
  { name: 'answer damaged', fault: { kind: 'damaged' }, fate: 'found' },
  { name: 'slow, within the limit', fault: { kind: 'delay', delayMs: 300 }, fate: 'done' },
  { name: 'effect after the limit', fault: { kind: 'delay', delayMs: actMs * 1.4 }, fate: 'found' },
  {
    name: 'answer after the limit',
    fault: { kind: 'delay', delayMs: actMs * 1.4, when: 'after' },
    fate: 'found',
  },
];

/** What Ngorder can say where it has nothing to list. */
export const nothingToList = [404, 410].map((code) => status(code, 'refused'));

/** Every fault that a read can meet; it lasts until the person has been told. */
export const readFaults: readonly Omit<NgorderCase, 'fate'>[] = [
  ...[400, 401, 403, 405, 418, 429, 500, 503].map((code) => status(code, 'refused')),
  { name: 'refused with a 200', fault: { kind: 'failed' } },
  { name: 'connection broken', fault: { kind: 'broken' } },
  { name: 'HTML', fault: { kind: 'html' } },
  { name: 'redirect', fault: { kind: 'redirect' } },
  { name: 'empty', fault: { kind: 'empty' } },
  { name: 'answer truncated', fault: { kind: 'truncated' } },
  { name: 'answer cut', fault: { kind: 'cut' } },
  { name: 'answer damaged', fault: { kind: 'damaged' } },
];

type TelegramFault = Parameters<TelegramSandbox['world']['faults']['add']>[0];

export interface TelegramCase {
  name: string;
  faults: readonly TelegramFault[];
}

const ofCall = (method: string): TelegramCase[] => [
  { name: `${method}: 429`, faults: [{ method, kind: 'throttle', retry_after: 1 }] },
  { name: `${method}: 502`, faults: [{ method, kind: 'error', status: 502 }] },
  { name: `${method}: cut`, faults: [{ method, kind: 'cut', when: 'before' }] },
  { name: `${method}: cut, after the effect`, faults: [{ method, kind: 'cut', when: 'after' }] },
];

/** Every fault of the Telegram sandbox, by what it strikes on the way of each operation. */
export const telegramFaults: Readonly<Record<string, readonly TelegramCase[]>> = {
  'a press’s answer': ofCall('answerCallbackQuery'),
  'a message': ofCall('sendMessage'),
  'an edit': ofCall('editMessageText'),
  'a file': ofCall('sendDocument'),
  'the fetching of updates': ofCall('getUpdates').filter(({ name }) => !name.includes('429')),
  'every call': [
    {
      name: 'everything away for a moment',
      faults: [{ method: '*', kind: 'cut', when: 'before', times: 2 }],
    },
    { name: 'everything slow', faults: [{ method: '*', kind: 'delay', ms: 400, times: 12 }] },
  ],
  'an update': [
    { name: 'updates twice', faults: [{ update: '*', kind: 'twice', times: 6 }] },
    { name: 'updates late', faults: [{ update: '*', kind: 'late', ms: 500, times: 6 }] },
    {
      name: 'unanswered presses again',
      faults: [
        { kind: 'redeliver', after_seconds: 1 },
        { method: 'answerCallbackQuery', kind: 'delay', ms: 1500, times: 4 },
      ],
    },
  ],
};

interface Row {
  side: 'Ngorder' | 'Telegram';
  fault: string;
  operation: string;
  saw: string;
  reached: string;
}

/** What each person saw and what reached Ngorder: part of the test's output, and a file for whoever wants to keep it. */
export function createTable() {
  const rows: Row[] = [];
  return {
    add: (row: Row) => void rows.push(row),
    write(): void {
      const folder = join(import.meta.dirname, '..', '..', 'test-output');
      mkdirSync(folder, { recursive: true });
      const lines = rows
        .map(({ side, fault, operation, saw, reached }) => [
          side,
          fault,
          operation,
          saw
            .trim()
            .replaceAll('|', '¦')
            .replaceAll(/\s*\n\s*/g, ' / '),
          reached,
        ])
        .map((cells) => `| ${cells.join(' | ')} |`)
        .toSorted();
      const head = '| side | fault | operation | the person saw | what reached Ngorder |';
      const text = ['# Faults', '', head, '|---|---|---|---|---|', ...lines, ''].join('\n');
      writeFileSync(join(folder, 'fault-matrix.md'), text);
      process.stdout.write(`${text}\n`);
    },
  };
}
