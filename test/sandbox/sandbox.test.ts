import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Bot } from 'grammy';
import { expect, test } from 'vitest';
import { freePort } from '../../src/sandbox/free-port.ts';
import { Player } from '../../src/sandbox/telegram/client/player.ts';

const sandboxProgram = fileURLToPath(new URL('../../src/sandbox/sandbox.ts', import.meta.url));

test('any bot lives in the sandbox by the lines that it prints, and the page keeps none of its own', async () => {
  const sandbox = spawn(process.execPath, [sandboxProgram, '--port', String(await freePort())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(sandbox, 'exit');
  const environment = new Map<string, string>();
  let url = '';
  for await (const line of createInterface(sandbox.stdout)) {
    const [, name, value] = /^export (\w+)=(\S+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) environment.set(name, value);
    url = /^Open (http\S+)$/.exec(line)?.[1] ?? '';
    if (url !== '') break;
  }
  expect([...environment.keys()]).toEqual([
    'TELEGRAM_API_ROOT',
    'BOT_TOKEN',
    'NGORDER_API_ROOT',
    'NGORDER_TOKEN',
    'OWNER_IDS',
  ]);

  const apiRoot = environment.get('TELEGRAM_API_ROOT') ?? '';
  const bot = new Bot(environment.get('BOT_TOKEN') ?? '', { client: { apiRoot } });
  bot.command('start', (context) => context.reply('Not the bot of the demo'));
  void bot.start();
  const player = new Player(url);
  const [sari] = (await player.state()).people;
  if (!sari) throw new Error('Nobody is there');
  const chat = await player.privateChat(sari);
  await player.say(sari, chat, '/start');
  await player.waitFor(chat, (messages) =>
    messages.find(({ text }) => text === 'Not the bot of the demo'),
  );
  await bot.stop();
  expect(await player.violations()).toEqual([]);

  const shop = await fetch(`${environment.get('NGORDER_API_ROOT')}/shop`, {
    headers: { authorization: `Bearer ${environment.get('NGORDER_TOKEN')}` },
  });
  expect(shop.status).toBe(200);
  expect(environment.get('OWNER_IDS')?.split(',')).toContain(String(sari.id));
  expect(await (await fetch(`${url}/bot`)).json()).toMatchObject({ kept: false, running: false });
  for (const action of ['kill', 'start']) {
    expect((await fetch(`${url}/bot/${action}`, { method: 'POST' })).status).toBe(409);
  }
  expect((await fetch(`${url}/start-over`, { method: 'POST' })).status).toBe(200);
  expect(await player.messages(chat)).toEqual([]);

  sandbox.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
