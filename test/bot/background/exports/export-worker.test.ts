import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api } from 'grammy';
import { parseCsv } from 'hucre/csv';
import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  createExportDelivery,
  type ExportDelivery,
} from '../../../../src/bot/background/exports/export-worker.ts';
import { createNgorder } from '../../../../src/ngorder/client.ts';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../src/sandbox/ngorder/server.ts';
import { type Chat, type Message, Player } from '../../../../src/sandbox/telegram/client/player.ts';
import { startTelegramSandbox } from '../../../../src/sandbox/telegram/server.ts';
import { DatabaseUnavailable } from '../../../../src/store/errors.ts';
import { createCancellations } from '../../../../src/store/requests/cancellations.ts';
import type { Tables } from '../../../../src/store/schema.ts';
import { type Chats, createChats } from '../../../../src/store/tables/chats.ts';
import { createExportRows, type ExportRows } from '../../../../src/store/tables/exports.ts';
import { createLeases } from '../../../../src/store/tables/leases.ts';
import { createSearchRows } from '../../../../src/store/tables/searches.ts';
import { createSelections } from '../../../../src/store/tables/selections.ts';
import { createActivity } from '../../../../src/team/activity/activity.ts';
import type { Entry } from '../../../../src/team/activity/entry.ts';
import { createTransientDelay } from '../../../../src/telegram/availability.ts';
import { createClock, describeOnBothDatabases, type TestClock } from '../../../store/databases.ts';
import { oneShop, speaking } from '../../one-shop.ts';

/** PKWARE, .ZIP File Format Specification, 4.3.16: what stands at the end of a whole file. */
const endOfZip = Buffer.from('PK\x05\x06');
const log = pino({ level: 'silent' });

describeOnBothDatabases('an Excel on its way', (database) => {
  let play: Player;
  let ngorder: NgorderSandbox;
  let clock: TestClock;
  let exports: ExportDelivery;
  /** Until then nothing that was handed over counts as such. */
  let finishing: Promise<void> | undefined;
  /** What happens instead of closing an export. */
  let closing: (() => Promise<boolean>) | undefined;
  /** Who has the right to an Excel; undefined: everybody. */
  let team: Set<number> | undefined;
  /** Called each time the right is asked for. */
  let onAsked: () => void;
  let rows: ExportRows;
  let chats: Chats;
  let refusesFiles: boolean;
  /** What was written down in the activity. */
  let recorded: Entry[];
  /** The most bytes of one file. */
  let fileBytes: number;
  let api: Api;
  let open: () => ExportDelivery;
  beforeEach(async () => {
    finishing = undefined;
    closing = undefined;
    team = undefined;
    onAsked = () => undefined;
    const telegram = await startTelegramSandbox();
    ngorder = await startNgorderSandbox({ today: '2026-11-20' });
    play = new Player(telegram.url);
    clock = createClock();
    const store = await database.open(clock);
    rows = createExportRows(store, 1);
    chats = createChats(store, 1);
    const spoolFolder = mkdtempSync(join(tmpdir(), 'ngorder-bot-spool-'));
    api = new Api(telegram.token, { apiRoot: telegram.url });
    recorded = [];
    const activity = createActivity(store, 1);
    refusesFiles = false;
    fileBytes = 50_000_000;
    api.config.use(async (previous, method, ...rest) =>
      refusesFiles && method === 'sendDocument'
        ? { ok: false, error_code: 413, description: 'Request Entity Too Large' }
        : previous(method, ...rest),
    );
    const parts = {
      api,
      team: {
        may: async (id: number | undefined) => {
          onAsked();
          return team === undefined || team.has(id ?? 0);
        },
      },
      rows: {
        ...rows,
        close: (id: string, holder: string) => closing?.() ?? rows.close(id, holder),
        async finish(id: string) {
          await finishing;
          await rows.finish(id);
        },
      },
      activity: {
        async record(entry: Entry, transaction?: Kysely<Tables>) {
          recorded.push(entry);
          await activity.record(entry, transaction);
        },
      },
      cancellations: createCancellations(store, 1),
      searches: createSearchRows(store, 1),
      selections: createSelections(store, 1),
      refunds: { open: async () => [] },
      refundDiscovery: { look: async () => 'complete' as const },
      leases: createLeases(store),
      ...speaking(chats, 'en'),
      spoolFolder,
      log,
      transientDelay: createTransientDelay(() => api.getMe()),
      shops: oneShop(createNgorder({ root: ngorder.url, token: ngorder.token })),
      everyMs: 50,
      get exportFileBytes() {
        return fileBytes;
      },
    };
    open = () => {
      const delivery = createExportDelivery(parts);
      delivery.start();
      return delivery;
    };
    exports = open();
    onTestFinished(async () => {
      const violations = await play.violations();
      // What still waits for an answer then ends.
      await Promise.all([telegram.close(), ngorder.close()]);
      await exports.stop();
      rmSync(spoolFolder, { recursive: true, force: true });
      expect(violations).toEqual([]);
    });
  });

  async function chatOf(first_name: string): Promise<Chat> {
    return play.privateChat(await play.person({ first_name }));
  }

  function askFor(chat: Chat, format: 'xlsx' | 'csv' = 'xlsx'): Promise<boolean> {
    const filter = { type: 'CANCEL' } as const;
    const place = { shop: 'first', chatId: chat.id, threadId: undefined, replyTo: undefined };
    return exports.begin({ ...place, askedBy: chat.id, orders: { of: 'list', filter }, format });
  }

  function comes(chat: Chat): Promise<Message> {
    return play.waitFor(chat, (messages) => messages.find(({ document }) => document), {
      what: 'a document',
    });
  }

  async function triesToSend(): Promise<number> {
    return (await play.calls()).filter(({ method }) => method === 'sendDocument').length;
  }

  test('waits for as long and as often as Telegram asks, and is whole in the end', async () => {
    const chat = await chatOf('Sari');
    await play.fault({ method: 'sendDocument', kind: 'throttle', retry_after: 600, times: 6 });
    await askFor(chat);
    const delivered = async () => {
      clock.ms += 300_000;
      return (await play.messages(chat)).some(({ document }) => document);
    };
    await expect.poll(delivered).toBe(true);
    expect(await triesToSend()).toBe(7);
    const { document } = await comes(chat);
    const [download] = ngorder.control.calls('download');
    expect(download?.query).toEqual({ type: 'CANCEL' });
    const direct = await fetch(`${ngorder.url}/order-cancel/download?type=CANCEL`, {
      headers: { authorization: `Bearer ${ngorder.token}` },
    });
    // Not byte for byte: a workbook holds the moment at which it was made.
    const whole = Buffer.from(await direct.arrayBuffer());
    const file = await play.download(document?.file_id ?? '');
    expect(file.length).toBe(whole.length);
    expect(file.subarray(-2048).includes(endOfZip)).toBe(true);
  });

  test('comes again for who asks again while the first one is still being ticked off', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    finishing = promise;
    const chat = await chatOf('Sari');
    await askFor(chat);
    await comes(chat);
    expect(await askFor(chat)).toBe(true);
    resolve();
    await play.waitFor(chat, (messages) => messages.filter((it) => it.document).length === 2);
  });

  test('is tried again for who is told that it failed, also at once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    finishing = promise;
    ngorder.control.fault({
      kind: 'status',
      status: 401,
      operation: ['download', 'list'],
      times: 2,
    });
    const chat = await chatOf('Sari');
    await askFor(chat);
    await play.waitFor(chat, (messages) =>
      messages.find((it) => it.text?.includes('could not be delivered')),
    );
    expect(await askFor(chat)).toBe(true);
    resolve();
    await comes(chat);
  });

  test('of somebody who has lost the right to it is not fetched, and nothing is said', async () => {
    const chat = await chatOf('Sari');
    team = new Set();
    await askFor(chat);
    await expect.poll(async () => (await rows.due(9)).length).toBe(0);
    expect(ngorder.control.calls('download')).toEqual([]);
    expect(await play.messages(chat)).toEqual([]);
  });

  test('of somebody who loses the right while it is fetched does not leave', async () => {
    const chat = await chatOf('Sari');
    let asked = 0;
    onAsked = () => {
      asked += 1;
      if (asked === 2) team = new Set();
    };
    await askFor(chat);
    await expect.poll(async () => (await rows.due(9)).length).toBe(0);
    expect(ngorder.control.calls('download')).toHaveLength(1);
    expect(await triesToSend()).toBe(0);
    // What announced it is gone too.
    await expect.poll(() => play.messages(chat)).toEqual([]);
  });

  test('that somebody else has taken over meanwhile is sent by nobody who lost it', async () => {
    closing = async () => false;
    const chat = await chatOf('Sari');
    await askFor(chat);
    await expect.poll(() => ngorder.control.calls('download').length).toBeGreaterThan(1);
    expect(await triesToSend()).toBe(0);
    closing = undefined;
    await comes(chat);
  });

  test('for a group that is gone for ten minutes is dropped, and whoever asked for it is told alone', async () => {
    const sari = await play.person({ first_name: 'Sari' });
    const alone = await play.privateChat(sari);
    const group = -4001;
    await chats.markGone(group);
    const filter = { type: 'CANCEL' } as const;
    const place = { shop: 'first', chatId: group, threadId: undefined, replyTo: undefined };
    await exports.begin({ ...place, askedBy: sari.id, orders: { of: 'list', filter } });
    clock.ms += 10 * 60_000 + 1;
    const said = await play.waitFor(alone, (messages) => messages[0], { what: 'a word' });
    expect(said.text).toContain('I am no longer in that group');
    expect(ngorder.control.calls('download')).toEqual([]);
    await chats.markBack(group);
    expect(await rows.due(9)).toEqual([]);
  });

  test('is not given up because the database is away at its last try', async () => {
    let tries = 0;
    closing = async () => {
      tries += 1;
      throw tries <= 3 ? new Error('no such table') : new DatabaseUnavailable('the disk is full');
    };
    const chat = await chatOf('Sari');
    await askFor(chat);
    const isTriedOnAndOn = async () => {
      clock.ms += 300_000;
      return tries > 5;
    };
    await expect.poll(isTriedOnAndOn).toBe(true);
    closing = undefined;
    await comes(chat);
  });

  test('is not given up while Telegram is away, however long', async () => {
    const chat = await chatOf('Sari');
    await play.fault({ method: 'sendDocument', kind: 'cut', when: 'before', times: 9 });
    await play.fault({ method: 'getMe', kind: 'cut', when: 'before', times: 9 });
    await askFor(chat);
    const delivered = async () => {
      clock.ms += 30_000;
      return (await play.messages(chat)).some(({ document }) => document);
    };
    await expect.poll(delivered).toBe(true);
    expect(await triesToSend()).toBe(10);
  });

  test('that waited for Telegram comes late, with what Ngorder has by then', async () => {
    const chat = await chatOf('Sari');
    await play.fault({ method: 'sendDocument', kind: 'cut', when: 'before' });
    await play.fault({ method: 'getMe', kind: 'cut', when: 'before' });
    await askFor(chat);
    await expect.poll(triesToSend).toBe(1);
    ngorder.control.clearCalls();
    await expect.poll(async () => (await rows.due(9)).length).toBe(0);
    expect(ngorder.control.calls('download')).toEqual([]);
    clock.ms += 3 * 3_600_000;
    await comes(chat);
    expect(ngorder.control.calls('download')).toHaveLength(1);
    expect((await play.messages(chat)).filter(({ document }) => document)).toHaveLength(1);
  });

  test('that waited for Telegram is not for somebody who has left the team meanwhile', async () => {
    const chat = await chatOf('Sari');
    await play.fault({ method: 'sendDocument', kind: 'cut', when: 'before' });
    await play.fault({ method: 'getMe', kind: 'cut', when: 'before' });
    await askFor(chat);
    await expect.poll(triesToSend).toBe(1);
    const fetched = ngorder.control.calls('download').length;
    team = new Set();
    const isDropped = async () => {
      clock.ms += 30_000;
      return (await rows.due(9)).length === 0 && (await play.messages(chat)).length === 0;
    };
    await expect.poll(isDropped).toBe(true);
    expect(await triesToSend()).toBe(1);
    expect(ngorder.control.calls('download')).toHaveLength(fetched);
  });

  test('that Telegram takes from nobody is given up in the end, and the chat is told', async () => {
    const chat = await chatOf('Sari');
    await play.fault({ method: 'sendDocument', kind: 'error', status: 500, times: 99 });
    await askFor(chat);
    const isTold = async () => {
      clock.ms += 60_000;
      return (await play.messages(chat)).some(({ text }) =>
        text?.includes('could not be delivered'),
      );
    };
    await expect.poll(isTold).toBe(true);
    expect(await triesToSend()).toBe(4);
    expect((await play.messages(chat)).map(({ text }) => text)).toHaveLength(1);
  });

  test('is explained, when it was given up, as soon as the chat may be written to', async () => {
    const chat = await chatOf('Sari');
    await play.fault({ method: 'sendDocument', kind: 'error', status: 500, times: 99 });
    await play.fault({ method: 'editMessageText', kind: 'throttle', retry_after: 600, times: 2 });
    await askFor(chat);
    const isTold = async () => {
      clock.ms += 300_000;
      return (await play.messages(chat)).some(({ text }) =>
        text?.includes('could not be delivered'),
      );
    };
    await expect.poll(isTold).toBe(true);
  });

  test('whose process was killed once it was handed over is only tidied up after', async () => {
    const chat = await chatOf('Sari');
    const { message_id } = await api.sendMessage(chat.id, 'Fetching the Excel');
    await exports.stop();
    const place = { shop: 'first', chat_id: chat.id, thread_id: 0, reply_to: 0, asked_by: chat.id };
    await rows.add({ ...place, type: 'CANCEL', from_day: '', to_day: '' });
    const [left] = await rows.due(1);
    await rows.placeStatus(left?.id ?? '', message_id);
    await rows.markSent(left?.id ?? '');
    exports = open();
    await expect.poll(() => play.messages(chat)).toEqual([]);
    await expect.poll(() => rows.due(1)).toEqual([]);
    expect(await triesToSend()).toBe(0);
  });

  test('that Telegram refuses is explained at once', async () => {
    const chat = await chatOf('Sari');
    refusesFiles = true;
    await askFor(chat);
    await play.waitFor(chat, (messages) =>
      messages.find(({ text }) => text?.includes('could not be delivered')),
    );
    expect((await play.messages(chat)).map(({ text }) => text)).toHaveLength(1);
  });

  test('is not held up by many others that wait for their chats', async () => {
    const many = 8;
    await play.fault({ method: 'sendDocument', kind: 'delay', ms: 600_000, times: many });
    for (let number = 0; number < many; number += 1) await askFor(await chatOf(`P${number}`));
    await expect.poll(() => play.faults()).toEqual([]);
    const chat = await chatOf('Sari');
    await askFor(chat);
    await comes(chat);
  });

  describe('in several files', () => {
    beforeEach(() => {
      fileBytes = 20_000;
    });

    /** The files that came, in their order: what stands under each, and the orders in it. */
    async function filesIn(chat: Chat): Promise<{ caption: string; ids: number[] }[]> {
      const messages = await play.messages(chat);
      return Promise.all(
        messages
          .filter(({ document }) => document)
          .map(async ({ caption = '', document }) => {
            const text = (await play.download(document?.file_id ?? '')).toString().slice(1);
            const [, ...rows] = parseCsv(text, { typeInference: false });
            return { caption, ids: rows.map(([id]) => Number(id)) };
          }),
      );
    }

    /** Something came, and nothing stands there any more that says that it is on its way. */
    const isOver = async (chat: Chat) => {
      clock.ms += 300_000;
      const messages = await play.messages(chat);
      return messages.length > 0 && messages.every(({ document }) => document);
    };
    const canceled = () => ngorder.control.orders('CANCEL').map(({ order_id }) => order_id);
    const ascending = (ids: number[]) => ids.toSorted((one, other) => one - other);

    test('sends after a failure in between only those that had not come, with what they hold read anew', async () => {
      const chat = await chatOf('Sari');
      await play.fault({ method: 'sendDocument', kind: 'delay', ms: 1 });
      await play.fault({ method: 'sendDocument', kind: 'error', status: 500, times: 2 });
      await askFor(chat, 'csv');
      await expect.poll(() => isOver(chat)).toBe(true);
      const files = await filesIn(chat);
      expect(files.length).toBeGreaterThan(2);
      expect(ascending(files.flatMap(({ ids }) => ids))).toEqual(ascending(canceled()));
      const [first, ...others] = files;
      expect(first?.caption).not.toContain('interrupted');
      for (const { caption } of others) expect(caption).toContain('interrupted after one file');
      expect(others.at(-1)?.caption).toContain(`File ${files.length} of ${files.length}`);
      expect(others.at(-1)?.caption).toContain(`${canceled().length} orders`);
      expect(others.at(-1)?.caption).toContain('✓ The same number as in the list');
    });

    test('claims no match with the list where an order of a file that had come has left it', async () => {
      const chat = await chatOf('Sari');
      await play.fault({ method: 'sendDocument', kind: 'delay', ms: 1 });
      await play.fault({ method: 'sendDocument', kind: 'throttle', retry_after: 600 });
      await askFor(chat, 'csv');
      await expect.poll(triesToSend).toBe(2);
      await expect.poll(async () => (await rows.due(9)).length).toBe(0);
      const [gone = 0] = (await filesIn(chat))[0]?.ids ?? [];
      ngorder.control.move(gone, 'active');
      const active = ngorder.control.orders('active').find(({ order_id }) => order_id !== gone);
      ngorder.control.move(active?.order_id ?? 0, 'CANCEL');
      clock.ms += 600_000;
      await expect.poll(() => isOver(chat)).toBe(true);
      const files = await filesIn(chat);
      const ids = files.flatMap((file) => file.ids);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(canceled()));
      expect(files.at(-1)?.caption).not.toContain('✓');
    });

    test('sends no further one to somebody who has lost the right, and writes down what had left', async () => {
      const chat = await chatOf('Sari');
      onAsked = () => {
        void triesToSend().then((tries) => {
          if (tries > 0) team = new Set();
        });
      };
      await play.fault({ method: 'sendDocument', kind: 'delay', ms: 1 });
      await play.fault({ method: 'sendDocument', kind: 'throttle', retry_after: 600 });
      await askFor(chat, 'csv');
      await expect.poll(() => isOver(chat)).toBe(true);
      const files = await filesIn(chat);
      expect(files).toHaveLength(1);
      const left = { kind: 'export', facts: { count: files[0]?.ids.length } };
      await expect.poll(() => recorded).toMatchObject([left]);
    });
  });
});
