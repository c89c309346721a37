// Once a day a chat that wants it is told what happened: at its hour, with numbers that are so, and never twice.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, Message, User } from '../../src/sandbox/telegram/client/player.ts';
import { describeOnBothDatabases, onSqlite } from '../store/databases.ts';
import { createMovingClock, type MovingClock } from './moving-clock.ts';
import {
  actsAtNgorder,
  asks,
  becomes,
  openShopOn,
  presses,
  type ShopWorld,
  sees,
  shownBy,
} from './shop-world.ts';

const afternoon = '2026-11-28T15:00:00+07:00';
const titles = { yesterday: /^📋 Yesterday, /, today: /^📋 Today until / };
const isDigest = (message: Message) =>
  Object.values(titles).some((title) => title.test(message.text ?? ''));

let world: ShopWorld;
let clock: MovingClock;
let bot: string;

async function open(database: Parameters<typeof openShopOn>[0], environment = {}): Promise<void> {
  clock = createMovingClock(afternoon);
  world = await openShopOn(database, { environment, clock });
  bot = `@${(await world.play.state()).bot.username}`;
}

const digestsIn = async (chat: Chat) => (await world.play.messages(chat)).filter(isDigest);

/** Chooses a chat's digest, as its people do. */
async function chooses(person: User, chat: Chat, label: string, topic?: number): Promise<void> {
  const command = chat.type === 'private' ? '/settings' : `/settings${bot}`;
  await world.play.say(person, chat, command, topic === undefined ? {} : { topic });
  const settings = await sees(world, chat, /^Settings[\s\S]*\[Daily digest\]/);
  await presses(world, person, settings, 'Daily digest');
  const setting = await sees(world, chat, 'Once a day I tell this chat');
  await presses(world, person, setting, label);
  await becomes(world, chat, setting, `✓ ${label}`);
}

async function cancels(person: User, chat: Chat, orderId: number): Promise<void> {
  const command = chat.type === 'private' ? '/cancel' : `/cancel${bot}`;
  const question = await asks(world, person, chat, `${command} ${orderId}`, 'Cancel this order?');
  await presses(world, person, question, 'Yes, cancel order');
  await becomes(world, chat, question, 'Canceled by');
}

/** The bot was away, and starts at this moment. */
async function startsAt(moment: string): Promise<void> {
  await world.app.stop();
  clock.put(moment);
  await world.restart();
}

/** Ends the bot, which finishes what it has in hand: nothing comes after that. */
const ends = () => world.app.stop();

describeOnBothDatabases('the digest of a group', (database) => {
  let group: Chat;
  let alone: Chat;
  beforeEach(async () => {
    await open(database);
    const { play, sari, budi } = world;
    group = await play.group({ title: 'Tim', type: 'supergroup', members: [sari, budi] });
    alone = await play.privateChat(sari);
    await asks(world, sari, group, `/help${bot}`, 'What I can do');
  });
  afterEach(() => world.close());

  test('comes at its hour with what each did, what waits and what is owed, and leads to both', async () => {
    const { play, sari, budi, ngorder } = world;
    await chooses(sari, group, '08.00, about yesterday');
    ngorder.control.patch(1338, {
      payment_status: 'PAID',
      remaining_amount: 0,
      total_amount: 110_376,
    });
    await cancels(sari, alone, 1338);
    await cancels(sari, group, 1341);
    await cancels(budi, group, 1342);
    const team = await asks(world, sari, alone, '/team', 'Team of');
    await play.answerOf(await play.pressData(sari, team, 'sv:approveDelete:true'));
    const card = await asks(world, budi, group, `/cancel${bot} 1342`, 'Delete');
    await presses(world, budi, card, 'Delete');
    await presses(
      world,
      budi,
      await becomes(world, group, card, 'for good'),
      'Yes, delete for good',
    );
    await sees(world, group, 'Yes, approve');

    clock.put('2026-11-29T08:00:00+07:00');
    const digest = await sees(world, group, 'Yesterday, 28 Nov 2026');
    expect(shownBy(digest)).toMatch(
      new RegExp(
        [
          '^📋 Yesterday, 28 Nov 2026',
          '',
          '❌ Canceled: 3 \\(Sari Dewi 2, Budi 1\\)',
          '',
          '⏳ Waiting for approval: 1',
          '',
          '💸 Refunds open: \\d+ noted',
          'Total Rp[\\d.]+.*',
          'The oldest: today',
          '\\[Refunds\\] \\[Canceled, 28 Nov 2026\\]$',
        ].join('\n'),
      ),
    );
    expect(actsAtNgorder(world)).toHaveLength(3);

    await presses(world, budi, digest, 'Canceled, 28 Nov 2026');
    const list = await sees(world, group, 'Canceled on 28 Nov 2026 by the team (3)');
    for (const orderId of [1338, 1341, 1342]) expect(list.text).toContain(`#${orderId} `);
    await presses(world, budi, digest, 'Refunds');
    await sees(world, group, /Refunds open · \d+ orders/);
    const [still, ...more] = await digestsIn(group);
    expect(more).toEqual([]);
    expect(shownBy(still as Message)).toBe(shownBy(digest));
  });

  test('comes late on the same day after the bot was away, once, and not after midnight', async () => {
    await chooses(world.sari, group, '20.00, about today');
    await chooses(world.sari, alone, '08.00, about yesterday');
    await cancels(world.sari, alone, 1341);
    await startsAt('2026-11-28T23:10:00+07:00');
    const late = await sees(world, group, 'Today until 28 Nov 2026, 23.10 WIB');
    expect(late.text).toContain('Canceled: 1 (Sari Dewi)');
    await startsAt('2026-11-28T23:20:00+07:00');
    // Away for the whole evening: what comes in the morning is of the private chat alone.
    await startsAt('2026-11-30T08:05:00+07:00');
    await sees(world, alone, 'Yesterday, 29 Nov 2026');
    await ends();
    expect(await digestsIn(group)).toHaveLength(1);
  });

  test('comes once a day, wherever the clock is put', async () => {
    await chooses(world.sari, group, '08.00, about yesterday');
    await startsAt('2026-11-29T08:00:30+07:00');
    await sees(world, group, 'Yesterday, 28 Nov 2026');
    await startsAt('2026-11-30T09:00:00+07:00');
    await sees(world, group, 'Yesterday, 29 Nov 2026');
    await chooses(world.sari, alone, '17.00, about today');
    for (const moment of ['2026-11-28T23:00:00+07:00', '2026-11-29T18:00:00+07:00'])
      await startsAt(moment);
    await startsAt('2026-11-30T18:00:00+07:00');
    await sees(world, alone, 'Today until 30 Nov 2026');
    await ends();
    expect(await digestsIn(group)).toHaveLength(2);
  });

  test('does not come where somebody has taken it back, or the group out of the shop', async () => {
    const { play, sari, budi } = world;
    const other = await play.group({ title: 'Gudang', type: 'supergroup', members: [sari, budi] });
    await asks(world, sari, other, `/connect${bot}`, 'This group works for');
    for (const chat of [group, other]) await chooses(sari, chat, '08.00, about yesterday');
    await chooses(sari, alone, '08.00, about yesterday');
    const settings = await asks(world, sari, other, `/settings${bot}`, 'Settings');
    await presses(world, sari, settings, 'Masking, quiet hours, shop');
    const chosen = await sees(world, other, 'Disconnect from the shop');
    await presses(world, sari, chosen, 'Disconnect from the shop');
    await presses(world, sari, await becomes(world, other, chosen, '?'), 'Yes, disconnect');
    await sees(world, other, 'no longer');
    await chooses(sari, group, 'No digest');
    await startsAt('2026-11-29T08:01:00+07:00');
    await sees(world, alone, 'Yesterday, 28 Nov 2026');
    await ends();
    for (const chat of [group, other]) expect(await digestsIn(chat)).toEqual([]);
  });

  test('comes into the topic in which it was chosen', async () => {
    const { play, sari } = world;
    const forum = await play.group({
      title: 'Gudang',
      type: 'supergroup',
      members: [sari],
      is_forum: true,
    });
    const topic = await play.topic(forum, 'Retur', sari);
    await chooses(sari, forum, '08.00, about yesterday', topic.message_thread_id);
    clock.put('2026-11-29T08:01:00+07:00');
    const digest = await sees(world, forum, 'Yesterday, 28 Nov 2026');
    expect(digest.message_thread_id).toBe(topic.message_thread_id);
  });

  test('comes into the supergroup that it became, and not once more there', async () => {
    const { play, sari } = world;
    const small = await play.group({ title: 'Kecil', type: 'group', members: [sari] });
    await chooses(sari, small, '08.00, about yesterday');
    const large = await play.upgrade(small);
    await asks(world, sari, large, `/help${bot}`, 'What I can do');
    await startsAt('2026-11-29T08:01:00+07:00');
    await sees(world, large, 'Yesterday, 28 Nov 2026');
    await startsAt('2026-11-29T08:02:00+07:00');
    await chooses(sari, alone, '17.00, about today');
    await startsAt('2026-11-29T17:02:00+07:00');
    await sees(world, alone, 'Today until 29 Nov 2026');
    await ends();
    expect(await digestsIn(large)).toHaveLength(1);
  });
});

describe('the digest of a private chat', () => {
  const database = onSqlite({ isEmpty: true });
  afterEach(() => world.close());

  /** Somebody whom an owner has let in. */
  async function joins(name: string): Promise<User> {
    const { play, sari } = world;
    const person = await play.person({ first_name: name, language_code: 'en' });
    const alone = await play.privateChat(sari);
    const team = await asks(world, sari, alone, '/team', 'Team of');
    await presses(world, sari, team, 'Invite');
    await presses(world, sari, team, 'Viewer');
    const link = await becomes(world, alone, team, 'start=inv-');
    const payload = /\?start=([\w-]+)/.exec(link.text ?? '')?.[1];
    await asks(world, person, await play.privateChat(person), `/start ${payload}`, 'Welcome');
    return person;
  }

  test('comes to a viewer too, who is not told what others did, and no more to who has lost the role', async () => {
    await open(database);
    const { play, sari } = world;
    const [rina, tono] = [await joins('Rina'), await joins('Tono')];
    const [hers, his] = [await play.privateChat(rina), await play.privateChat(tono)];
    for (const [person, chat] of [
      [rina, hers],
      [tono, his],
    ] as const)
      await chooses(person, chat, '17.00, about today');
    const alone = await play.privateChat(sari);
    const team = await asks(world, sari, alone, '/team', 'Team of');
    await presses(world, sari, team, 'Tono · Viewer');
    await presses(world, sari, await becomes(world, alone, team, '[Remove]'), 'Remove');
    await becomes(world, alone, team, /^(?![\s\S]*Tono)/);
    await chooses(sari, alone, '17.00, about today');
    await cancels(sari, alone, 1341);
    await startsAt('2026-11-28T17:30:00+07:00');
    const digest = await sees(world, hers, 'Today until 28 Nov 2026, 17.30 WIB');
    expect(digest.text).toMatch(/^❌ Canceled: 1$/m);
    expect((await sees(world, alone, 'Today until')).text).toMatch(
      /^❌ Canceled: 1 \(Sari Dewi\)$/m,
    );
    await ends();
    expect(await digestsIn(his)).toEqual([]);
  });

  test('comes by the clock of the shop’s time zone', async () => {
    await open(database, { TIME_ZONE: 'Asia/Jayapura' });
    const { play, sari } = world;
    const alone = await play.privateChat(sari);
    await chooses(sari, alone, '08.00, about yesterday');
    await cancels(sari, alone, 1341);
    // 07.59 in Jayapura is 05.59 in Jakarta.
    clock.put('2026-11-29T07:59:00+09:00');
    await asks(world, sari, alone, '/help', 'What I can do');
    expect(await digestsIn(alone)).toEqual([]);
    clock.put('2026-11-29T08:00:00+09:00');
    const digest = await sees(world, alone, 'Yesterday, 28 Nov 2026');
    expect(digest.text).toContain('Canceled: 1');
  });

  /** Waits until Telegram has refused so many calls to a chat. */
  const refuses = (chat: Chat, times: number) =>
    expect
      .poll(async () => {
        const calls = await world.play.calls({ chat: chat.id });
        return calls.filter(({ outcome }) => outcome === 'refused').length;
      })
      .toBe(times);

  test('waits while Telegram takes nothing, and comes later that day', async () => {
    await open(database);
    const { play, sari } = world;
    const alone = await play.privateChat(sari);
    await chooses(sari, alone, '08.00, about yesterday');
    await play.fault({ method: 'sendMessage', kind: 'throttle', retry_after: 600 });
    await startsAt('2026-11-29T08:00:30+07:00');
    await refuses(alone, 1);
    await ends();
    expect(await digestsIn(alone)).toEqual([]);
    await startsAt('2026-11-29T12:00:00+07:00');
    await sees(world, alone, 'Yesterday, 28 Nov 2026');
  });

  test('waits for who has blocked the bot until they are back that day', async () => {
    await open(database);
    const { play, budi } = world;
    const alone = await play.privateChat(budi);
    await chooses(budi, alone, '08.00, about yesterday');
    const gone = { code: 403, description: 'Forbidden: bot was blocked by the user' };
    await play.fault({ method: 'sendMessage', kind: 'refuse', ...gone });
    await startsAt('2026-11-29T08:00:30+07:00');
    await refuses(alone, 1);
    await startsAt('2026-11-29T12:00:00+07:00');
    await asks(world, budi, alone, '/help', 'What I can do');
    await sees(world, alone, 'Yesterday, 28 Nov 2026');
  });

  test('is not sent a second time where nobody knows whether it arrived', async () => {
    await open(database);
    const { play, sari, budi } = world;
    const [hers, his] = [await play.privateChat(sari), await play.privateChat(budi)];
    await chooses(sari, hers, '08.00, about yesterday');
    await chooses(budi, his, '17.00, about today');
    await play.fault({ method: 'sendMessage', kind: 'cut', when: 'after', times: 1 });
    await startsAt('2026-11-29T08:00:30+07:00');
    await sees(world, hers, 'Yesterday, 28 Nov 2026');
    await startsAt('2026-11-29T17:00:30+07:00');
    await sees(world, his, 'Today until 29 Nov 2026');
    await ends();
    expect(await digestsIn(hers)).toHaveLength(1);
  });

  test('makes a sound only where there is something to tell', async () => {
    await open(database);
    const { play, sari } = world;
    const alone = await play.privateChat(sari);
    await chooses(sari, alone, '17.00, about today');
    const isSilent = async () => {
      const calls = await play.calls({ chat: alone.id });
      return calls.findLast(({ method }) => method === 'sendMessage')?.params[
        'disable_notification'
      ];
    };
    await startsAt('2026-11-28T17:00:30+07:00');
    expect((await sees(world, alone, 'Today until 28 Nov 2026')).text).toContain('nothing waits');
    expect(await isSilent()).toBe(true);
    await startsAt('2026-11-29T09:00:00+07:00');
    await cancels(sari, alone, 1341);
    await startsAt('2026-11-29T17:00:30+07:00');
    await sees(world, alone, 'Today until 29 Nov 2026');
    expect(await isSilent()).not.toBe(true);
  });
});
