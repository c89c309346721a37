// Every role tries everything that there is, in every kind of place: who may, can; who may not, asks Ngorder nothing.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Chat, Message, Topic, User } from '../../src/sandbox/telegram/client/player.ts';
import { granted, type Operation, type Role, roles } from '../../src/team/operations.ts';
import { asks, becomes, dataOf, openShop, type ShopWorld, sees, shownBy } from './shop-world.ts';

let world: ShopWorld;
let card: Message;
const people = {} as Record<Role | 'stranger' | 'former member', User>;
type Where = 'private' | 'group' | 'topic' | 'unbound group' | 'other shop’s group';
const places = {} as Record<Where, (person: User) => Promise<Place>>;
/** The ID of the other shop, of whose team the owner alone is. */
let other: string;

interface Place {
  chat: Chat;
  topic?: Topic;
  bot: string;
}

beforeAll(async () => {
  world = await openShop();
  const { play, sari, outsider } = world;
  people.owner = sari;
  people.stranger = outsider;
  for (const role of ['viewer', 'operator', 'manager', 'former member'] as const) {
    const person = await play.person({ first_name: role, language_code: 'en' });
    people[role] = person;
    await invite(person, role === 'former member' ? 'operator' : role);
  }
  await pressData(sari, `M:${people['former member'].id}`);

  const { budi } = world;
  await pressData(sari, 'sv:approveAbove:250000');
  const withdrawn = await waitingFor(await play.privateChat(budi));
  await play.answerOf(await play.press(budi, withdrawn.message, 'Withdraw'));
  presses.approve = `ay:${withdrawn.token}`;

  const members = [budi, ...Object.values(people)];
  const group = await play.group({ title: 'Tim', type: 'supergroup', members });
  const forum = await play.group({ title: 'Forum', type: 'supergroup', is_forum: true, members });
  const topic = await play.topic(forum, 'Batal', sari);
  const bot = `@${(await play.state()).bot.username}`;
  places.private = async (person) => ({ chat: await play.privateChat(person), bot: '' });
  places.group = async () => ({ chat: group, bot });
  places.topic = async () => ({ chat: forum, topic, bot });

  const alone = await play.privateChat(sari);
  await asks(world, sari, alone, '/connect', 'Send me');
  await asks(world, sari, alone, world.ngorder.second.token, 'is connected');
  const list = await asks(world, sari, alone, '/canceled', 'Page 1 of');
  other = /@(\w+):/.exec(dataOf(list, '1'))?.[1] ?? '';
  const unbound = await play.group({ title: 'Baru', type: 'supergroup', members });
  const others = await play.group({ title: 'Lain', type: 'supergroup', members });
  places['unbound group'] = async () => ({ chat: unbound, bot });
  places['other shop’s group'] = async () => ({ chat: others, bot });
  await bind(group, 'Toko Kawan');
  await bind(forum, 'Toko Kawan', topic);
  await bind(others, 'Toko Sejahtera');
});
afterAll(() => world.close());

/** The owner says which shop a group or a topic works for. */
async function bind(chat: Chat, shop: string, topic?: Topic): Promise<void> {
  const { play, sari } = world;
  const bot = `@${(await play.state()).bot.username}`;
  const inTopic = topic && { topic: topic.message_thread_id };
  await play.say(sari, chat, `/connect${bot}`, inTopic);
  const choice = await sees(world, chat, /Which shop does this (group|topic) work for/);
  await presses2(sari, choice, dataOf(choice, shop));
  await becomes(world, chat, choice, `works for ${shop}`);
}

async function presses2(person: User, message: Message, data: string): Promise<void> {
  await world.play.answerOf(await world.play.pressData(person, message, data));
}

async function invite(person: User, role: Role): Promise<void> {
  const { play, sari } = world;
  const letter = { viewer: 'v', operator: 'o', manager: 'm', owner: 'w' }[role];
  const alone = await play.privateChat(sari);
  card ??= await asks(world, sari, alone, '/team', 'Team of');
  const made = await pressData(sari, `I:${letter}:1`);
  expect(made).toBeUndefined();
  const messages = await play.messages(alone);
  const link = shownBy(
    messages.find(({ message_id }) => message_id === card.message_id) as Message,
  );
  const payload = /start=([\w-]+)/.exec(link)?.[1];
  await asks(world, person, await play.privateChat(person), `/start ${payload}`, 'Welcome');
}

/** Asks in a place for what takes a second person: the message that waits for one. */
async function waitingFor(
  chat: Chat,
  { bot = '', topic }: Partial<Place> = {},
): Promise<{ message: Message; token: string; orderId: number }> {
  const { play, budi, ngorder } = world;
  const { order_id: orderId } = ngorder.control
    .orders('active')
    .find(
      ({ order_id, total_amount }) => !asked.has(order_id) && Number(total_amount) > 250_000,
    ) ?? {
    order_id: 0,
  };
  asked.add(orderId);
  const shows = async (after: number, text: string) =>
    play.waitFor(
      chat,
      (messages) =>
        messages.findLast(
          (one) => one.message_id > after && one.from?.is_bot && shownBy(one).includes(text),
        ),
      { what: text, timeoutMs: 25_000 },
    );
  const said = await play.say(budi, chat, `/cancel${bot} #${orderId}`, {
    ...(topic && { topic: topic.message_thread_id }),
  });
  const question = await shows(said.message_id, 'This takes a second person');
  await play.answerOf(await play.press(budi, question, 'Yes, cancel order'));
  const message = await shows(said.message_id, 'Waits for approval');
  return { message, token: dataOf(message, 'Withdraw').slice(3), orderId };
}
const asked = new Set<number>();

/** What a press is answered with in an alert; undefined: it has its way. */
async function pressData(person: User, data: string, on = card): Promise<string | undefined> {
  const answer = await world.play.answerOf(await world.play.pressData(person, on, data));
  return answer.show_alert === true ? answer.text : undefined;
}

/** How each operation is asked for, by a press on a message that stands in the place. */
const presses: Partial<Record<Operation, string>> = {
  browse: 'L:C:::1',
  export: 'X:C::',
  cancel: 'V:i:1339',
  return: 'A:r:1339:C:::1',
  delete: 'A:d:1339:C:::1',
  reveal: 'rv:c:1321:C:::1',
  invite: 'U:1',
  roles: 'J:999',
};

describe.each(['private', 'group', 'topic'] as const)('in %s', (where) => {
  /** A message with buttons that stands in the place. */
  async function standing(person: User): Promise<Message> {
    const { chat, topic, bot } = await places[where](person);
    if (where === 'private') {
      if (person === people.stranger || person === people['former member'])
        return asks(world, person, chat, '/help', 'Sorry');
      return asks(world, person, chat, '/help', 'What I can do');
    }
    const said = await world.play.say(people.owner, chat, `/help${bot}`, {
      ...(topic && { topic: topic.message_thread_id }),
    });
    return world.play.waitFor(
      chat,
      (messages) =>
        messages.find(({ message_id, from }) => message_id > said.message_id && from?.is_bot),
      { what: 'an answer in the place' },
    );
  }

  test.each(roles)('%s may do what the role says, and nothing else', async (role) => {
    const person = people[role];
    const on = await standing(person);
    for (const [operation, data] of Object.entries(presses) as [Operation, string][]) {
      const before = world.ngorder.control.calls().length;
      const told = await pressData(person, data, on);
      if (granted[role].includes(operation)) {
        expect(told ?? '').not.toContain('This takes');
      } else {
        expect(told).toMatch(/^You are \w+ here\. This takes: /);
        expect(world.ngorder.control.calls()).toHaveLength(before);
      }
    }
  });

  test('what waits for a second person is approved by who may, and by nobody else', async () => {
    const { play, ngorder, budi } = world;
    const place = await places[where](budi);
    const { message, token, orderId } = await waitingFor(place.chat, place);
    const data = `ay:${token}`;
    const before = ngorder.control.calls().length;
    for (const who of ['viewer', 'operator', 'stranger', 'former member'] as const) {
      const on = where === 'private' ? await standing(people[who]) : message;
      expect(await pressData(people[who], data, on)).toMatch(/This takes: Manager, Owner|no right/);
    }
    expect(await pressData(budi, data, message)).toContain('Somebody else has to approve');
    expect(ngorder.control.calls()).toHaveLength(before);
    const managers = await play.privateChat(people.manager);
    const copy = await play.waitFor(
      managers,
      (messages) => messages.findLast((one) => one.text?.includes(`#${orderId} `)),
      { what: 'the request to the manager', timeoutMs: 25_000 },
    );
    await pressData(people.manager, data, where === 'private' ? copy : message);
    await play.waitFor(
      place.chat,
      (messages) =>
        messages.find(
          (one) =>
            one.message_id === message.message_id && one.text?.includes('Approved by manager'),
        ),
      { what: 'the result', timeoutMs: 25_000 },
    );
    expect(ngorder.control.where(orderId)).toBe('CANCEL');
  });

  test.each(['stranger', 'former member'] as const)('a %s may do nothing', async (who) => {
    const on = await standing(people[who]);
    const before = world.ngorder.control.calls().length;
    for (const data of Object.values(presses))
      expect(await pressData(people[who], data, on)).toContain('no right');
    expect(world.ngorder.control.calls()).toHaveLength(before);
  });
});

/** How each operation is asked for by a command. */
const commands = ['/canceled', '/export', '/cancel 1338', '/team', '/settings', '/start', '/help'];

describe.each(['group', 'topic'] as const)('in a %s', (where) => {
  test('an anonymous admin is told once how to be heard, and may do nothing', async () => {
    const { play } = world;
    const { chat, topic, bot } = await places[where](people.owner);
    const { viewer } = people;
    await play.setStatus(chat, viewer, { status: 'administrator', is_anonymous: true });
    const before = world.ngorder.control.calls().length;
    const place = { ...(topic && { topic: topic.message_thread_id }) };
    for (const command of commands) {
      const [name, ...words] = command.split(' ');
      await play.say(viewer, chat, [`${name}${bot}`, ...words].join(' '), place);
    }
    const last = await play.say(people.owner, chat, `/help${bot}`, place);
    await play.waitFor(
      chat,
      (messages) =>
        messages.some(({ message_id, from }) => message_id > last.message_id && from?.is_bot),
      { what: 'the help' },
    );
    const messages = await play.messages(chat);
    const told = messages.filter(({ text }) => text?.includes('as an anonymous admin'));
    expect(told.map(({ message_thread_id }) => message_thread_id)).toEqual([
      topic?.message_thread_id,
    ]);
    expect(world.ngorder.control.calls()).toHaveLength(before);
    await play.setStatus(chat, viewer, { status: 'member' });
  });
});

/** The presses that name their shop; a request knows its own. */
function shopPresses(): string[] {
  return Object.entries(presses).flatMap(([operation, data]) =>
    operation === 'approve' ? [] : [data],
  );
}

/** A message of the bot that stands in the place, by the owner's doing. */
async function standingIn(where: Where): Promise<Message> {
  const { chat, bot } = await places[where](people.owner);
  return asks(world, people.owner, chat, `/help${bot}`, 'What I can do');
}

describe('in a group that works for no shop', () => {
  test.each(roles)('%s may do nothing, and is told how it comes to have one', async (role) => {
    const { chat, bot } = await places['unbound group'](people[role]);
    const on = await standingIn('unbound group');
    const before = world.ngorder.control.calls().length;
    for (const data of Object.values(presses))
      expect(await pressData(people[role], data, on)).toContain('works for no shop.');
    for (const command of ['/canceled', '/export', '/cancel 1338', '/team']) {
      const [name, ...words] = command.split(' ');
      const said = [`${name}${bot}`, ...words].join(' ');
      await asks(world, people[role], chat, said, 'works for no shop.');
    }
    expect(world.ngorder.control.calls()).toHaveLength(before);
  });

  test.each(['stranger', 'former member'] as const)('a %s may do nothing', async (who) => {
    const on = await standingIn('unbound group');
    const before = world.ngorder.control.calls().length;
    for (const data of Object.values(presses))
      expect(await pressData(people[who], data, on)).toContain('no right');
    expect(world.ngorder.control.calls()).toHaveLength(before);
  });
});

describe('in another shop’s group', () => {
  /** What is pressed there is about that shop. */
  const there = () => shopPresses().map((data) => data.replace(/^([A-Za-z]+)/, `$1@${other}`));

  test.each(['viewer', 'operator', 'manager', 'stranger', 'former member'] as const)(
    '%s of this one may do nothing',
    async (who) => {
      const { chat, bot } = await places['other shop’s group'](people[who]);
      const on = await standingIn('other shop’s group');
      const before = world.ngorder.control.calls().length;
      for (const data of there())
        expect(await pressData(people[who], data, on)).toContain('no right');
      if (who !== 'stranger' && who !== 'former member')
        for (const command of ['/canceled', '/export', '/team'])
          await asks(world, people[who], chat, `${command}${bot}`, 'no right');
      expect(world.ngorder.control.calls()).toHaveLength(before);
    },
  );

  test('who owns both may do there what an owner may', async () => {
    const on = await standingIn('other shop’s group');
    for (const data of there())
      expect((await pressData(people.owner, data, on)) ?? '').not.toContain('no right');
  });
});
