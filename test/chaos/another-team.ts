// The end of a shift: everybody leaves something under way, and the bot is started again for somebody else.

import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseAddress } from '../../src/config.ts';
import type { Chat, Message } from '../../src/sandbox/telegram/client/player.ts';
import { buttonsOf, dataOf, shownBy } from '../e2e/shop-world.ts';
import { isAct } from './acts.ts';
import type { Chance } from './chance.ts';
import { daysMs, minutesMs, passTime } from './clock.ts';
import type { Copies } from './copies.ts';
import type { Gate, Passage } from './passage.ts';
import { readRecords } from './records.ts';
import type { Member, Stage } from './stage.ts';

export interface Handover {
  stage: Stage;
  copies: Copies;
  database: DatabaseAddress;
  chance: Chance;
}

const patienceMs = 90_000;

/**
 * Kills all processes over a question, a confirmed act and an Excel of the team, lets time pass or none, and starts them
 * for one other person. Returns what came of it for those who are strangers by then, and the stage as it was before.
 */
export async function restartForAnotherTeam({
  stage,
  copies,
  database,
  chance,
}: Handover): Promise<{ broken: string[]; before: Stage }> {
  const { play, gate, ngorder } = stage;
  const before = asItIs(stage);
  const [asks, decides] = stage.team as [Member, Member];
  const chat = chance.happens(0.5) ? asks.alone : stage.group;
  ngorder.control.clearFaults();
  const open = await asked(stage, asks, chat);
  const decided = await asked(stage, decides, stage.group);
  // Nobody has answered the Yes by then, nor handed over the Excel.
  const held = gate.hold(
    (passage, phase) => isReading(passage) && phase === 'arrived',
    1,
    patienceMs,
  );
  await play.pressData(decides.user, decided, dataOf(decided, 'Yes, cancel order'));
  const reading = await held;
  const fetching = gate.hold(
    ({ what }, phase) => what === 'download' && phase === 'arrived',
    1,
    patienceMs,
  );
  const { message_id: exported } = await say(stage, asks, stage.group, '/export');
  const here = await play.waitFor(
    stage.group,
    (messages) =>
      messages.find((it) => it.message_id > exported && labelsOf(it).includes('Excel here')),
    { what: 'a choice of Excels', timeoutMs: patienceMs },
  );
  await play.pressData(asks.user, here, dataOf(here, 'Excel here'));
  const download = await fetching;
  await copies.kill(copies.living.map(({ copy }) => copy));
  reading?.letGo(false);
  download?.letGo(false);
  const jumpMs = chance.one([0, minutesMs, daysMs]);
  if (jumpMs > 0) stage.jumps.push(await passTime(database, jumpMs, gate));

  const newcomer = await play.person({ first_name: 'Tono', language_code: 'en' });
  const alone = await play.privateChat(newcomer);
  const passed = gate.passages.length;
  const chats = [stage.group, ...stage.team.map((member) => member.alone)];
  const last = await Promise.all(chats.map((one) => lastIn(stage, one)));
  copies.environment = { OWNER_IDS: String(newcomer.id) };
  for (const { copy } of [...copies.living]) copies.start(copy);
  for (const member of stage.team) {
    for (const text of ['hello', '/cancel', '/canceled', '/export'])
      await say(stage, member, chance.one([member.alone, stage.group]), text);
    if (chat === stage.group || member === asks)
      await play.pressData(member.user, open, dataOf(open, 'Yes, cancel order'));
  }
  const { message_id } = await play.say(newcomer, alone, '/help');
  await play.waitFor(
    alone,
    (messages) => messages.some((it) => it.from?.is_bot && it.message_id > message_id),
    {
      what: 'help for who is the team now',
      timeoutMs: patienceMs,
    },
  );
  const left = await untilNothingIsLeft(stage, database);
  const since = gate.passages.slice(passed);
  const said = await Promise.all(chats.map((one, index) => saidIn(stage, one, last[index] ?? 0)));
  return {
    before,
    broken: [
      ...left,
      ...since
        .filter(isForbidden)
        .map(({ what, number }) => `another team: ${what} (request ${number})`),
      ...said
        .flat()
        .filter(tellsOfOrders)
        .map((message) => `another team: ${message.chat.id} was told ${shownBy(message)}`),
    ],
  };
}

/** What was seen of the stage so far: what comes now is judged apart. */
function asItIs(stage: Stage): Stage {
  return {
    ...stage,
    gate: { passages: [...stage.gate.passages] } as Gate,
    updates: [...stage.updates],
    effects: new Set(stage.effects),
    jumps: [...stage.jumps],
  };
}

async function asked(stage: Stage, member: Member, chat: Chat): Promise<Message> {
  const orderId = member.orders.take('cancel');
  const { message_id } = await say(stage, member, chat, `/cancel ${orderId}`);
  return stage.play.waitFor(
    chat,
    (messages) =>
      messages.find(
        (it) =>
          it.message_id > message_id &&
          shownBy(it).includes('Cancel this order?') &&
          shownBy(it).includes(`#${orderId}`),
      ),
    { what: `a question about #${orderId}`, timeoutMs: patienceMs },
  );
}

function say(
  { play, telegram }: Stage,
  { user }: Member,
  chat: Chat,
  text: string,
): Promise<Message> {
  const addressee =
    chat.type === 'private' || !text.startsWith('/') ? '' : `@${telegram.world.bot.username}`;
  return play.say(
    user,
    chat,
    text.replace(/^\/\w+/, (command) => command + addressee),
  );
}

async function lastIn({ play }: Stage, chat: Chat): Promise<number> {
  return Math.max(0, ...(await play.messages(chat)).map(({ message_id }) => message_id));
}

async function saidIn({ play }: Stage, chat: Chat, after: number): Promise<Message[]> {
  return (await play.messages(chat)).filter(
    ({ from, message_id }) => from?.is_bot && message_id > after,
  );
}

/** Every update is handled, and nothing waits to be done for anybody. */
async function untilNothingIsLeft(
  { telegram }: Stage,
  database: DatabaseAddress,
): Promise<string[]> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const { inbox, acts, exports } = await readRecords(database);
    const waiting = [
      ...inbox
        .filter(({ status }) => status === 'waiting')
        .map(({ update_id }) => `update ${update_id}`),
      ...acts
        .filter(({ status }) => status === 'waiting')
        .map(({ order_id }) => `the act on #${order_id}`),
      ...exports.map(() => 'an export'),
    ];
    if (waiting.length === 0 && telegram.world.updates.pending === 0) return [];
    if (Date.now() > until) return waiting.map((what) => `another team: ${what} is still there`);
    await sleep(200);
  }
}

const labelsOf = (message: Message) => buttonsOf(message).map(({ text }) => text);

const isReading = ({ to, what }: Passage) =>
  to === 'ngorder' && (what === 'orders' || what === 'list');

/** The shop itself is asked for at each start. */
function isForbidden(passage: Passage): boolean {
  return (
    isAct(passage) ||
    isReading(passage) ||
    passage.what === 'download' ||
    passage.what === 'sendDocument'
  );
}

function tellsOfOrders(message: Message): boolean {
  return message.document !== undefined || /#\d/.test(shownBy(message));
}
