import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import {
  asks,
  becomes,
  buttonsOf,
  openShop,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
beforeEach(() => world.ngorder.control.reset());
afterAll(() => world.close());

const lastDocument = (where: Chat, after: number) =>
  world.play.waitFor(
    where,
    (messages) =>
      !messages.some(({ text }) => text?.startsWith('⏳')) &&
      messages.findLast((message) => message.document && message.message_id > after),
    { what: 'a document and no sign of work' },
  );

describe('the Excel', () => {
  test('comes as a document named after its filter, byte for byte, with a chat action before it', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    await presses(world, world.sari, choice, 'Rejected');
    await becomes(world, chat, choice, 'Rejected · All dates');
    await presses(world, world.sari, choice, 'Last month');
    await becomes(world, chat, choice, 'Rejected · 1–31 Oct 2026');
    await presses(world, world.sari, choice, 'Get the Excel');
    const sent = await lastDocument(chat, choice.message_id);
    expect(sent.document?.file_name).toBe('rejected-orders_2026-10-01_2026-10-31.xlsx');
    expect(sent.caption).toBe('Rejected · 1–31 Oct 2026');
    const [download] = world.ngorder.control.calls('download');
    expect(download?.query).toEqual({
      type: 'REJECTED',
      start_date: '2026-10-01',
      end_date: '2026-10-31',
    });
    const direct = await fetch(
      `${world.ngorder.url}/order-cancel/download?type=REJECTED&start_date=2026-10-01&end_date=2026-10-31`,
      {
        headers: { authorization: `Bearer ${world.ngorder.token}` },
      },
    );
    const handedOver = await world.play.download(sent.document?.file_id ?? '');
    expect(await checksums(handedOver)).toEqual(
      await checksums(Buffer.from(await direct.arrayBuffer())),
    );
    const calls = (await world.play.calls()).map(({ method }) => method);
    expect(calls.lastIndexOf('sendChatAction')).toBeLessThan(calls.lastIndexOf('sendDocument'));
    expect(calls.at(-1)).toBe('deleteMessage');
  });

  test('of a list has exactly the list’s filter', async () => {
    const list = await asks(
      world,
      world.sari,
      chat,
      '/canceled expired 2026-09-01 2026-10-31',
      'Expired',
    );
    await presses(world, world.sari, list, 'Excel');
    const sent = await lastDocument(chat, list.message_id);
    expect(sent.document?.file_name).toBe('expired-orders_2026-09-01_2026-10-31.xlsx');
  });

  test.each([
    [{ kind: 'emailed' }, 'e-mails it'],
    [{ kind: 'empty' }, 'empty file'],
    [{ kind: 'truncated' }, 'broke off'],
    [{ kind: 'cut' }, 'broke off'],
    [{ kind: 'html' }, 'a web page instead of the Excel'],
    [{ kind: 'damaged' }, 'broke off'],
    [{ kind: 'status', status: 401 }, 'does not accept the shop'],
    [{ kind: 'failed' }, 'Ngorder refused'],
    [{ kind: 'answer', body: '{"success":false}' }, 'Ngorder refused'],
    [{ kind: 'answer', body: '{"data":[]}' }, 'something else instead of the Excel'],
    [{ kind: 'answer', body: 'Dikirim ke email toko' }, 'e-mails it'],
  ] as const)('%o is explained, never sent on as a document', async (fault, sentence) => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    world.ngorder.control.fault({ ...fault, operation: 'download', times: 3 });
    await presses(world, world.sari, choice, 'Get the Excel');
    const told = await world.play.waitFor(
      chat,
      (messages) =>
        messages.find(
          (message) =>
            message.message_id > choice.message_id && shownBy(message).includes('[Try again]'),
        ),
      { what: 'why no file came' },
    );
    expect(told.text).toMatch(sentence);
    expect(
      (await world.play.messages(chat)).some(
        (message) => message.document && message.message_id > choice.message_id,
      ),
    ).toBe(false);
    world.ngorder.control.clearFaults();
    await presses(world, world.sari, told, 'Try again');
    await lastDocument(chat, choice.message_id);
  });

  test('an old .xls is named so', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    world.ngorder.control.fault({ kind: 'xls', operation: 'download' });
    await presses(world, world.sari, choice, 'Get the Excel');
    expect((await lastDocument(chat, choice.message_id)).document?.file_name).toBe(
      'canceled-orders_all.xls',
    );
  });

  test.each([
    ['html', '<table><tr><td>1338</td></tr></table>', 'an HTML table'],
    ['csv', 'ID,PO,Pembeli\n1338,10735,Siti\n', 'a CSV table'],
    ['tsv', 'ID\tPO\tPembeli\n1338\t10735\tSiti\n', 'a table divided by tabs'],
  ])(
    'that is %s in truth is handed over as that, with a word about it',
    async (ending, body, kind) => {
      const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
      const contentType = 'application/vnd.ms-excel';
      world.ngorder.control.fault({ kind: 'answer', operation: 'download', body, contentType });
      await presses(world, world.sari, choice, 'Get the Excel');
      const sent = await lastDocument(chat, choice.message_id);
      expect(sent.document?.file_name).toBe(`canceled-orders_all.${ending}`);
      expect(sent.caption).toContain(`This is no real Excel file: Ngorder sent ${kind}`);
    },
  );

  test('that is wanted in the group warns of what it holds, and can be had privately instead', async () => {
    const group = await world.play.group({
      title: 'Tim',
      type: 'supergroup',
      members: [world.sari, world.budi],
    });
    const bot = (await world.play.state()).bot.username;
    const choice = await asks(
      world,
      world.sari,
      group,
      `/export@${bot}`,
      'Excel of canceled orders',
    );
    world.ngorder.control.fault({ kind: 'delay', operation: 'download', delayMs: 60_000 });
    await presses(world, world.sari, choice, 'Excel here');
    await world.ngorder.control.until(() => world.ngorder.control.waiting() === 1);
    await asks(world, world.budi, group, `/cancel@${bot} 1338`, 'Cancel this order?');
    world.ngorder.control.release();
    const sent = await lastDocument(group, choice.message_id);
    expect(sent.caption).toContain('names, phones and addresses');
    expect(await presses(world, world.budi, sent, 'Send it to me privately instead')).toMatchObject(
      { show_alert: true },
    );
    await presses(world, world.sari, sent, 'Send it to me privately instead');
    await sees(world, group, 'Sari Dewi got the file privately.');
    expect((await world.play.messages(group)).some(({ document }) => document)).toBe(false);
    const own = await lastDocument(chat, 0);
    expect(own.document?.file_name).toBe(sent.document?.file_name);
  });

  test('of days ago is sent privately too, and the copy that stays is told of', async () => {
    const members = [world.sari];
    const group = await world.play.group({ title: 'Lama', type: 'supergroup', members });
    const bot = (await world.play.state()).bot.username;
    const choice = await asks(world, world.sari, group, `/export@${bot}`, 'Excel of canceled');
    await presses(world, world.sari, choice, 'Excel here');
    const sent = await lastDocument(group, choice.message_id);
    const kept = world.telegram.world.chats.get(group.id)?.get(sent.message_id);
    if (kept === undefined) throw new Error('No such message');
    kept.date -= 3 * 24 * 3600;
    await presses(world, world.sari, sent, 'Send it to me privately instead');
    const told = await sees(world, group, 'Sari Dewi got the file privately.');
    expect(told.text).toContain('delete it yourself');
  });

  test('comes also when the bot is restarted while fetching it', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    world.ngorder.control.fault({ kind: 'delay', operation: 'download', delayMs: 60_000 });
    await presses(world, world.sari, choice, 'Get the Excel');
    await world.ngorder.control.until(() => world.ngorder.control.waiting() === 1);
    await world.restart();
    const before = (await world.play.messages(chat)).length;
    await lastDocument(chat, choice.message_id);
    expect((await world.play.messages(chat)).length).toBe(before);
  });

  test('asked for twice at once comes once', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    world.ngorder.control.fault({ kind: 'delay', operation: 'download', delayMs: 60_000 });
    await presses(world, world.sari, choice, 'Get the Excel');
    const second = await presses(world, world.sari, choice, 'Get the Excel');
    expect(second.text).toBe('This Excel is on its way already.');
    await world.ngorder.control.until(() => world.ngorder.control.waiting() === 1);
    world.ngorder.control.release();
    await lastDocument(chat, choice.message_id);
    expect(world.ngorder.control.calls('download')).toHaveLength(1);
  });
});

describe('the Excel of what is written behind the command', () => {
  test('of a month takes one message', async () => {
    const said = await world.play.say(world.sari, chat, '/export last month');
    const sent = await lastDocument(chat, said.message_id);
    expect(sent.document?.file_name).toBe('canceled-orders_2026-10-01_2026-10-31.xlsx');
    expect(world.ngorder.control.calls().map(({ path, query }) => [path, query])).toEqual([
      [
        '/api/open/order-cancel/download',
        { type: 'CANCEL', start_date: '2026-10-01', end_date: '2026-10-31' },
      ],
    ]);
    const after = (await world.play.messages(chat)).filter(
      ({ message_id }) => message_id > said.message_id,
    );
    expect(after).toHaveLength(1);
  });

  test('is said in Indonesian too, with the type and in any order', async () => {
    const said = await world.play.say(world.sari, chat, '/unduh bulan lalu yang ditolak');
    const sent = await lastDocument(chat, said.message_id);
    expect(sent.document?.file_name).toBe('rejected-orders_2026-10-01_2026-10-31.xlsx');
  });

  test('leaves the dates to be chosen where only a type is named', async () => {
    const choice = await asks(world, world.sari, chat, '/export expired', '[✓ Expired]');
    expect(shownBy(choice)).toContain('[✓ All dates]');
    expect(world.ngorder.control.calls()).toEqual([]);
  });

  test('is asked for where it was not understood, and never offered for all dates', async () => {
    const asked = await asks(
      world,
      world.sari,
      chat,
      '/export bulan lebaran',
      "“bulan lebaran” can't be read as dates",
    );
    expect(asked.reply_markup).toBeUndefined();
    expect(world.ngorder.control.calls()).toEqual([]);
    const answer = await world.play.say(world.sari, chat, 'bulan lalu');
    const sent = await lastDocument(chat, answer.message_id);
    expect(sent.document?.file_name).toBe('canceled-orders_2026-10-01_2026-10-31.xlsx');
  });
});

describe('the Excel that is asked for in a group', () => {
  const inGroup = async (title: string, members: User[]) => {
    const group = await world.play.group({ title, type: 'supergroup', members });
    const { username } = (await world.play.state()).bot;
    return { group, bot: `@${username}` };
  };
  const files = async (where: Chat) =>
    (await world.play.messages(where)).filter(({ document }) => document).length;

  test('goes to the person alone, and the group is told so once', async () => {
    const { group, bot } = await inGroup('Tim satu', [world.sari, world.budi]);
    const before = Math.max(0, ...(await world.play.messages(chat)).map((one) => one.message_id));
    const told = await asks(
      world,
      world.sari,
      group,
      `/export${bot} last month`,
      'Sari Dewi, the Excel Canceled · 1–31 Oct 2026 comes to your private chat.',
    );
    const sent = await lastDocument(chat, before);
    expect(sent.document?.file_name).toBe('canceled-orders_2026-10-01_2026-10-31.xlsx');
    expect(sent.caption).not.toContain('phones');
    expect(await files(group)).toBe(0);
    const said = (await world.play.messages(group)).filter(
      ({ message_id }) => message_id >= told.message_id,
    );
    expect(said).toHaveLength(1);
    await presses(world, world.sari, told, 'Excel here');
    await lastDocument(group, told.message_id);
  });

  test('comes into the group at once where its settings say so', async () => {
    const { group, bot } = await inGroup('Tim kantor', [world.sari, world.budi]);
    const menu = await asks(world, world.sari, group, `/settings${bot}`, 'to whoever asks, alone');
    await presses(world, world.sari, menu, 'Excel to this group');
    await becomes(world, group, menu, 'into the group');
    const said = await world.play.say(world.budi, group, `/export${bot} last month`);
    const sent = await lastDocument(group, said.message_id);
    expect(sent.document?.file_name).toBe('canceled-orders_2026-10-01_2026-10-31.xlsx');
    expect(sent.caption).toContain('everybody in this group');
  });

  test('goes there too from the choice and from a list, with a word in passing', async () => {
    const { group, bot } = await inGroup('Tim dua', [world.sari, world.budi]);
    const choice = await asks(world, world.sari, group, `/export${bot}`, 'Excel of canceled');
    for (const [message, label] of [
      [choice, 'Excel to me'],
      [await asks(world, world.sari, group, `/canceled${bot} today`, 'Canceled'), 'Excel'],
    ] as const) {
      const before = Math.max(0, ...(await world.play.messages(chat)).map((one) => one.message_id));
      const { text, show_alert: alert } = await presses(world, world.sari, message, label);
      expect([text, alert ?? false]).toEqual(['It comes to your private chat.', false]);
      await lastDocument(chat, before);
    }
    expect(await files(group)).toBe(0);
  });

  test('waits behind a link for whoever has not opened the private chat, and comes after Start', async () => {
    const { group, bot } = await inGroup('Tim tiga', [world.sari, world.budi]);
    const told = await asks(
      world,
      world.budi,
      group,
      `/export${bot} rejected last month`,
      'Budi, open the private chat with me',
    );
    const [open] = buttonsOf(told);
    const link = new URL(open && 'url' in open ? (open.url ?? '') : '');
    expect(link.origin + link.pathname).toBe(`https://t.me/${bot.slice(1)}`);
    const payload = link.searchParams.get('start') ?? '';
    expect(payload).toMatch(/^[\w-]{1,64}$/);
    expect(world.ngorder.control.calls('download')).toEqual([]);

    const own = await world.play.privateChat(world.budi);
    await world.play.say(world.budi, own, `/start ${payload}`);
    const sent = await lastDocument(own, 0);
    expect(sent.document?.file_name).toBe('rejected-orders_2026-10-01_2026-10-31.xlsx');
    expect(await files(group)).toBe(0);
  });
});

/** What a workbook holds, part by part. Two of the same list differ in the second in which they were packed. */
async function checksums(workbook: Buffer): Promise<[string, number][]> {
  const zip = await fromBufferPromise(workbook);
  const parts: [string, number][] = [];
  for await (const { fileName, crc32 } of zip.eachEntry()) parts.push([fileName, crc32]);
  return parts;
}
