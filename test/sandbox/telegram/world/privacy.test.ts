import { beforeEach, describe, expect, test } from 'vitest';
import type { Chat } from '../../../../src/sandbox/telegram/client/player.ts';
import type { Update } from '../../../../src/sandbox/telegram/types.ts';
import { setStage } from '../stage.ts';

const stage = setStage();

/** The texts that reach the bot, and what happened to it. */
async function heard(): Promise<string[]> {
  const updates = await stage.result<Update[]>('getUpdates', { offset: 0 });
  const last = updates.at(-1)?.update_id ?? 0;
  if (last) await stage.call('getUpdates', { offset: last + 1 });
  return updates.map(({ update_id: _, ...content }) => {
    return content.message?.text ?? Object.keys(content).join();
  });
}

describe.each(['group', 'supergroup'] as const)('in a %s, a bot in privacy mode', (type) => {
  let team: Chat;

  beforeEach(async () => {
    team = await stage.player.group({ title: 'Tim', type, members: [stage.ana] });
    expect(await heard()).toEqual(['my_chat_member', 'message']);
  });

  const say = (text: string, replyTo?: number) =>
    stage.player.say(stage.ana, team, text, replyTo === undefined ? {} : { replyTo });

  test('hears commands with its name, whatever the case', async () => {
    await say('/cancel@Ngorder_Sandbox_Bot 5');
    expect(await heard()).toEqual(['/cancel@Ngorder_Sandbox_Bot 5']);
  });

  test('hears commands with its name in the caption of a file, and those written in afterwards', async () => {
    const { player, ana } = stage;
    const file = { name: 'bukti.txt', bytes: new Uint8Array([1]) };
    const sent = await player.sendFile(ana, team, { ...file, caption: 'lihat ini' });
    expect(await heard()).toEqual([]);
    await player.sendFile(ana, team, { ...file, caption: '/cancel@ngorder_sandbox_bot 5' });
    expect(await heard()).toEqual(['message']);
    await player.edit(ana, sent, '/cancel@ngorder_sandbox_bot 6');
    expect(await heard()).toEqual(['edited_message']);
  });

  test('hears neither talk nor commands for others nor its bare name', async () => {
    await say('hello');
    await say('/cancel@other_bot');
    await say('@ngorder_sandbox_bot hi');
    await say('please /cancel@ngorder_sandbox_bot');
    expect(await heard()).toEqual([]);
  });

  test('hears bare commands once it was the last bot that wrote', async () => {
    await say('/cancel 1');
    await stage.call('sendMessage', { chat_id: team.id, text: 'hi' });
    await say('/cancel 2');
    await say('1338');
    expect(await heard()).toEqual(['/cancel 2']);
  });

  test('hears replies to what it wrote, but not to others', async () => {
    const asked = await stage.result('sendMessage', { chat_id: team.id, text: 'which?' });
    const talk = await say('hello');
    await say('1338', asked.message_id);
    await say('1339', talk.message_id);
    expect(await heard()).toEqual(['1338']);
  });

  test('hears everything as an administrator', async () => {
    const { ana } = stage;
    const chat = await stage.player.group({
      title: 'Admin',
      type,
      members: [ana],
      bot_is_admin: true,
    });
    await heard();
    await stage.player.say(ana, chat, 'hello');
    expect(await heard()).toEqual(['hello']);
  });
});

test('in a private chat the bot hears everything', async () => {
  await stage.player.say(stage.ana, stage.chat, 'hello');
  expect(await heard()).toEqual(['hello']);
});

describe('a person sees of their own message', () => {
  const deliveries = async (chat: Chat) =>
    (await stage.player.messages(chat))
      .filter(({ text }) => text !== undefined)
      .map(({ text, delivery }) => [text, delivery]);

  test('that it waits until the bot has fetched it', async () => {
    await stage.player.say(stage.ana, stage.chat, 'hello');
    expect(await deliveries(stage.chat)).toEqual([['hello', 'waiting']]);
    const [update] = await stage.result<Update[]>('getUpdates', { offset: 0 });
    expect(await deliveries(stage.chat)).toEqual([['hello', undefined]]);
    expect(update?.message).not.toHaveProperty('delivery');
  });

  test('that a command which calls this bot never reaches it, but nothing of talk or of other bots', async () => {
    const team = await stage.player.group({
      title: 'Tim',
      type: 'group',
      members: [stage.ana],
    });
    for (const text of ['/cancel 1', 'hello', '/cancel@other_bot', '/cancel@ngorder_sandbox_bot'])
      await stage.player.say(stage.ana, team, text);
    await heard();
    expect(await deliveries(team)).toEqual([
      ['/cancel 1', 'swallowed'],
      ['hello', undefined],
      ['/cancel@other_bot', undefined],
      ['/cancel@ngorder_sandbox_bot', undefined],
    ]);
  });

  test('that an edited command is on its way again, or never comes', async () => {
    const team = await stage.player.group({ title: 'Tim', type: 'group', members: [stage.ana] });
    const message = await stage.player.say(stage.ana, team, '/cancel 1');
    const edit = (text: string) => stage.player.edit(stage.ana, message, text);
    await edit('/cancel@ngorder_sandbox_bot 1');
    expect(await deliveries(team)).toEqual([['/cancel@ngorder_sandbox_bot 1', 'waiting']]);
    await heard();
    expect(await deliveries(team)).toEqual([['/cancel@ngorder_sandbox_bot 1', undefined]]);
    await edit('/cancel 1');
    expect(await deliveries(team)).toEqual([['/cancel 1', 'swallowed']]);
  });
});
