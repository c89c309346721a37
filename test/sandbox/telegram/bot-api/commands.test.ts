import { describe, expect, it, test } from 'vitest';
import { setStage } from '../stage.ts';

const stage = setStage();
const cancel = { command: 'cancel', description: 'Cancel an order' };
const batal = { command: 'batal', description: 'Batalkan pesanan' };

describe('the list of commands', () => {
  test('is kept for each language and scope', async () => {
    const { player, call } = stage;
    const scope = { type: 'chat', chat_id: stage.chat.id };
    await call('setMyCommands', { commands: [cancel] });
    await call('setMyCommands', { commands: [batal], language_code: 'id' });
    await call('setMyCommands', { commands: [cancel, batal], scope });
    expect(await player.commands()).toEqual([cancel]);
    expect(await player.commands({ language_code: 'id' })).toEqual([batal]);
    expect(await player.commands({ scope: 'chat', chat_id: stage.chat.id })).toHaveLength(2);
    expect(await stage.result('getMyCommands', { language_code: 'id' })).toEqual([batal]);
    await call('deleteMyCommands', { scope });
    expect(await stage.result('getMyCommands', { scope })).toEqual([]);
    expect(await player.violations()).toEqual([]);
  });

  it.each<[Record<string, unknown>, string]>([
    [{ commands: [{ ...cancel, command: 'Cancel' }] }, 'BOT_COMMAND_INVALID'],
    [{ commands: [{ ...cancel, command: 'x'.repeat(33) }] }, 'command length must not exceed 32'],
    [{ commands: [{ ...cancel, description: '' }] }, 'command description must be non-empty'],
    [{ commands: [{ command: 'a' }] }, `can't parse BotCommand: Can't find field "description"`],
    [{ commands: Array(101).fill(cancel) }, 'BOT_COMMANDS_TOO_MUCH'],
    [{ commands: [cancel], language_code: 'indonesian' }, 'invalid language code specified'],
    [
      { commands: [cancel], scope: { type: 'everywhere' } },
      "can't parse BotCommandScope: Unsupported type specified",
    ],
    [
      { commands: [cancel], scope: { type: 'chat' } },
      `can't parse BotCommandScope: Can't find field "chat_id"`,
    ],
    [{ commands: [cancel], scope: { type: 'chat', chat_id: 5 } }, 'chat not found'],
  ])('refuses %j: %s', async (params, why) => {
    expect(await stage.call('setMyCommands', params)).toMatchObject({
      description: `Bad Request: ${why}`,
    });
    expect(await stage.player.commands()).toEqual([]);
  });
});

test('the bot describes itself in each language', async () => {
  const { call } = stage;
  await call('setMyDescription', { description: 'Canceled orders' });
  await call('setMyDescription', { description: 'Pesanan batal', language_code: 'id' });
  const description = (language_code: string) =>
    stage.result('getMyDescription', { language_code });
  expect(await description('id')).toEqual({ description: 'Pesanan batal' });
  expect(await description('en')).toEqual({ description: 'Canceled orders' });
  expect(await stage.result('getMyName')).toEqual({ name: 'Ngorder' });
});
