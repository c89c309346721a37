import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { features } from '../../src/bot/bot.ts';
import { commandsOf } from '../../src/bot/feature.ts';
import type { Chat } from '../../src/sandbox/telegram/client/player.ts';
import { asks, becomes, openShop, presses, type ShopWorld, sees } from './shop-world.ts';

let world: ShopWorld;
let chat: Chat;

beforeAll(async () => {
  world = await openShop();
  chat = await world.play.privateChat(world.sari);
});
afterAll(() => world.close());

describe('around the five operations', () => {
  test('the command menu is there in both languages', async () => {
    const names = async (language_code?: string) =>
      (await world.play.commands(language_code ? { language_code } : {})).map(
        ({ command }) => command,
      );
    await expect.poll(() => names('id')).toContain('batal');
    const declared = commandsOf(features).filter(({ menu }) => menu !== undefined);
    expect(declared.map(({ name }) => name.en)).toContain('cancel');
    expect(await names('en')).toEqual(declared.map(({ name }) => name.en));
    expect(await names('id')).toEqual(declared.map(({ name }) => name.id));
    expect(await names()).toContain('cancel');
  });

  test('the bot says what it is for, and starts all the same where Telegram lets it not', async () => {
    const { play, telegram, sari } = world;
    const described = () => telegram.world.profile.get('description/id');
    await expect.poll(described).toContain('Batalkan pesanan Ngorder');
    for (const method of ['getMyCommands', 'getMyDescription', 'setMyCommands'])
      await play.fault({
        method,
        kind: 'refuse',
        code: 400,
        description: 'Bad Request: not today',
        times: 'always',
      });
    await world.restart();
    await asks(world, sari, chat, '/help', 'What I can do');
    await play.endFaults();
  });

  test('the language is chosen in the settings and remembered', async () => {
    const settings = await asks(
      world,
      world.sari,
      chat,
      '/settings',
      'Language of this chat: English',
    );
    await presses(world, world.sari, settings, 'Language');
    await becomes(world, chat, settings, 'Which language');
    await presses(world, world.sari, settings, 'Bahasa Indonesia');
    await becomes(world, chat, settings, 'Bahasa di chat ini: Indonesia');
    await world.restart();
    await asks(world, world.sari, chat, '/batal 1338', 'Batalkan pesanan ini?');
    await asks(world, world.sari, chat, '/pengaturan', 'Pengaturan');
    const again = await asks(world, world.sari, chat, '/settings', 'Pengaturan');
    await presses(world, world.sari, again, 'Bahasa');
    await becomes(world, chat, again, 'Pilih bahasa');
    await presses(world, world.sari, again, 'English');
    await becomes(world, chat, again, 'Language of this chat: English');
  });

  test('a menu whose message can’t be changed any more comes anew, and leads on from there', async () => {
    const { play, sari } = world;
    const settings = await asks(world, sari, chat, '/settings', 'Language of this chat: English');
    const description = 'Bad Request: message to edit not found';
    await play.fault({ method: 'editMessageText', kind: 'refuse', code: 400, description });
    await presses(world, sari, settings, 'Language');
    const anew = await sees(world, chat, 'Which language');
    expect(anew.message_id).toBeGreaterThan(settings.message_id);
    await presses(world, sari, anew, '‹ Back');
    await becomes(world, chat, anew, 'Language of this chat: English');
  });

  test('/stop leaves a question, and any other command does too', async () => {
    await asks(world, world.sari, chat, '/cancel', 'Which order shall be canceled?');
    await asks(world, world.sari, chat, '/stop', 'Nothing was changed');
    await asks(world, world.sari, chat, '1338', 'Status: Active');
    await asks(world, world.sari, chat, '/cancel', 'Which order shall be canceled?');
    await asks(world, world.sari, chat, '/help', 'What I can do');
    await asks(world, world.sari, chat, '1338', 'Status: Active');
    await asks(world, world.sari, chat, '/stop', 'nothing to stop');
  });

  test('the help and whatever else is written get an answer', async () => {
    await asks(world, world.sari, chat, '/bantuan', 'What I can do');
    await asks(world, world.sari, chat, '/nosuchcommand', 'did not understand');
    await asks(world, world.sari, chat, '👍', 'did not understand');
  });
});
