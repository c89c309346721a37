import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { fromBufferPromise } from 'yauzl';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
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

/** What the list of a type has, as Ngorder sends it. */
async function listedOrders(type: string) {
  const listed: Record<string, unknown>[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await fetch(
      `${world.ngorder.url}/order-cancel?type=${type}&per_page=50&pagination_offset=${page}`,
      { headers: { authorization: `Bearer ${world.ngorder.token}` } },
    );
    const { data, meta } = (await answer.json()) as {
      data: Record<string, unknown>[];
      meta: { pagination: { total_pages: number } };
    };
    listed.push(...data);
    if (page >= meta.pagination.total_pages) return listed;
  }
}

/** Has Ngorder answer the next download with just this. */
function answersDownload(workbook: Buffer): void {
  world.ngorder.control.fault({
    kind: 'answer',
    operation: 'download',
    body: workbook.toString('base64'),
    base64: true,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
}

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
    expect(sent.caption).toMatch(
      /^Rejected · 1–31 Oct 2026\n\d+ orders · Rp[\d.]+\n✓ The same number as in the list$/,
    );
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
    const calls = (await world.play.calls({ chat: chat.id })).map(({ method }) => method);
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
    [{ kind: 'status', status: 500 }, 'a problem of its own'],
    [{ kind: 'redirect' }, 'another address'],
    [{ kind: 'xls' }, 'an old Excel (.xls)'],
  ] as const)(
    '%o is never sent on: the bot builds the file and says why',
    async (fault, sentence) => {
      const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
      world.ngorder.control.fault({ ...fault, operation: 'download', times: 3 });
      await presses(world, world.sari, choice, 'Get the Excel');
      const sent = await lastDocument(chat, choice.message_id);
      expect(sent.document?.file_name).toBe('canceled-orders_all.xlsx');
      expect(sent.caption).toContain(sentence);
      expect(sent.caption).toContain('So I built this file from the list.');
      expect(sent.caption).toContain('✓ The same number as in the list');
    },
  );

  test('has every order of the list, cell by cell, when the bot builds it', async () => {
    const said = await world.play.say(world.sari, chat, '/canceled');
    expect(said.message_id).toBeGreaterThan(0);
    world.ngorder.control.fault({ kind: 'emailed', operation: 'download' });
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    await presses(world, world.sari, choice, 'Get the Excel');
    const sent = await lastDocument(chat, choice.message_id);
    const [found] = await readExcelFile(await world.play.download(sent.document?.file_id ?? ''));
    const [titles = [], ...rows] = found?.data ?? [];
    const listed = await listedOrders('CANCEL');
    const column = (title: string) => rows.map((row) => row[titles.indexOf(title)] ?? null);
    expect(column('ID')).toEqual(listed.map(({ order_id }) => String(order_id)));
    expect(column('PO number')).toEqual(listed.map(({ po_number }) => String(po_number)));
    expect(column('Total')).toEqual(listed.map(({ total_amount }) => Number(total_amount)));
    expect(column('Receiver')).toEqual(listed.map(({ receiver_name }) => receiver_name));
    const sum = listed.reduce((total, { total_amount }) => total + Number(total_amount), 0);
    const rupiah = new Intl.NumberFormat('id-ID').format(sum);
    expect(sent.caption).toContain(`${listed.length} orders · Rp${rupiah}`);
  });

  test('is built where Ngorder’s own has another number of orders than its list', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    const rows = [
      ['ID', 'Total'],
      [1338, 10_000],
    ];
    answersDownload(await writeXlsxFile(rows).toBuffer());
    await presses(world, world.sari, choice, 'Get the Excel');
    const sent = await lastDocument(chat, choice.message_id);
    expect(sent.caption).toMatch(/own file has 1 rows, the list \d+ orders/);
    expect(sent.caption).toContain('So I built this file from the list.');
  });

  test('of Ngorder’s own with as many orders is handed over, its formulas named', async () => {
    const listed = await listedOrders('CANCEL');
    const formula = { value: '=1+1', type: 'Formula' } as const;
    const rows = listed.map(({ order_id }) => [Number(order_id), formula]);
    answersDownload(await writeXlsxFile([['ID', 'Link'], ...rows]).toBuffer());
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    await presses(world, world.sari, choice, 'Get the Excel');
    const sent = await lastDocument(chat, choice.message_id);
    expect(sent.caption).toContain(`\n${listed.length} orders\n✓`);
    expect(sent.caption).toContain(`it holds formulas (${listed.length})`);
  });

  test('that Ngorder gives in no way is explained, and can be asked for again', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    const operation = ['download', 'list'] as const;
    world.ngorder.control.fault({
      kind: 'status',
      status: 401,
      operation: [...operation],
      times: 9,
    });
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
    expect(told.text).toContain('does not accept the shop');
    const isFile = ({ document, message_id }: Message) =>
      document && message_id > choice.message_id;
    expect((await world.play.messages(chat)).some(isFile)).toBe(false);
    world.ngorder.control.clearFaults();
    await presses(world, world.sari, told, 'Try again');
    await lastDocument(chat, choice.message_id);
  });

  test('can be stopped by whoever asked for it, while it is made', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    world.ngorder.control.fault({ kind: 'delay', operation: 'download', delayMs: 60_000 });
    await presses(world, world.sari, choice, 'Get the Excel');
    const working = await sees(world, chat, '[Stop]');
    await world.ngorder.control.until(() => world.ngorder.control.waiting() === 1);
    await presses(world, world.sari, working, 'Stop');
    await becomes(world, chat, working, 'Stopped. The Excel Canceled · All dates does not come.');
    world.ngorder.control.release();
    await asks(world, world.sari, chat, '/canceled', 'Canceled');
    const after = await world.play.messages(chat);
    expect(after.some((one) => one.document && one.message_id > choice.message_id)).toBe(false);
  });

  test('can be had as CSV, by button and by word', async () => {
    const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
    await presses(world, world.sari, choice, 'CSV');
    const sent = await lastDocument(chat, choice.message_id);
    expect(sent.document?.file_name).toBe('canceled-orders_all.csv');
    const lines = (await world.play.download(sent.document?.file_id ?? '')).toString('utf8');
    expect(lines).toMatch(/^\ufeffID,PO number,Invoice,/);
    expect(world.ngorder.control.calls('download')).toEqual([]);
    const said = await world.play.say(world.sari, chat, '/unduh csv ditolak bulan lalu');
    const other = await lastDocument(chat, said.message_id);
    expect(other.document?.file_name).toBe('rejected-orders_2026-10-01_2026-10-31.csv');
  });

  test.each([
    ['html', '<table><tr><td>1338</td></tr></table>', 'an HTML table'],
    ['csv', 'ID,PO,Pembeli\n1338,10735,Siti\n', 'a CSV table'],
    ['tsv', 'ID\tPO\tPembeli\n1338\t10735\tSiti\n', 'a table divided by tabs (TSV)'],
  ])(
    'that is %s in truth is not handed over: the bot builds a real one, with a word about it',
    async (_, body, kind) => {
      const choice = await asks(world, world.sari, chat, '/export', 'Excel of canceled orders');
      const contentType = 'application/vnd.ms-excel';
      world.ngorder.control.fault({ kind: 'answer', operation: 'download', body, contentType });
      await presses(world, world.sari, choice, 'Get the Excel');
      const sent = await lastDocument(chat, choice.message_id);
      expect(sent.document?.file_name).toBe('canceled-orders_all.xlsx');
      expect(sent.caption).toContain(`Ngorder sent ${kind} instead of an Excel`);
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
      [
        '/api/open/order-cancel',
        { type: 'CANCEL', start_date: '2026-10-01', end_date: '2026-10-31', per_page: '1' },
      ],
    ]);
    const after = (await world.play.messages(chat)).filter(
      ({ message_id }) => message_id > said.message_id,
    );
    expect(after).toHaveLength(1);
    await asks(
      world,
      world.sari,
      chat,
      '/activity',
      'Downloaded an Excel of Canceled · 1–31 Oct 2026',
    );
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
