import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Demo, startDemo } from '../../src/sandbox/demo-start.ts';
import { freePort, listenFrom } from '../../src/sandbox/free-port.ts';
import { Player } from '../../src/sandbox/telegram/client/player.ts';
import { waitForBot } from './playground/heard.ts';

const demoProgram = fileURLToPath(new URL('../../src/sandbox/demo.ts', import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program in the bot's place. */
async function program(name: string, source: string): Promise<string> {
  const path = join(folder, `${name}.mjs`);
  await writeFile(path, source);
  return path;
}

/** What the demo says, with a way to wait for a line. */
function listener() {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  return {
    lines,
    say: (line: string): void => {
      lines.push(line);
      for (const look of waiting) look();
    },
    heard: (part: string): Promise<string> =>
      new Promise((resolve) => {
        const look = (): void => {
          const line = lines.find((one) => one.includes(part));
          if (line === undefined) return;
          waiting.delete(look);
          resolve(line);
        };
        waiting.add(look);
        look();
      }),
  };
}

const tellsItsEnvironment = `
  console.log(JSON.stringify(process.env));
  setInterval(() => {}, 1000);
`;

async function demoWith(
  source: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<{ demo: Demo; ear: ReturnType<typeof listener> }> {
  const ear = listener();
  const demo = await startDemo({
    environment,
    say: ear.say,
    port: await freePort(),
    program: await program(`bot-${Math.random()}`, source),
  });
  return { demo, ear };
}

test('the bot is started with the documented environment and nothing else', async () => {
  const { demo, ear } = await demoWith(tellsItsEnvironment, { SECRET_OF_THE_MACHINE: 'x' });
  const line = await ear.heard('BOT_TOKEN');
  await demo.close();
  const environment = JSON.parse(line.slice(line.indexOf('{')));
  expect(Object.keys(environment).sort()).toEqual([
    'BOT_TOKEN',
    'DATABASE_URL',
    'LOCALE',
    'LOG_LEVEL',
    'NGORDER_API_ROOT',
    'NGORDER_TOKEN',
    'OWNER_IDS',
    'PORT',
    'TELEGRAM_API_ROOT',
  ]);
  expect(environment.DATABASE_URL).toMatch(/^sqlite:.+bot\.db$/);
  expect(environment.OWNER_IDS.split(',')).toHaveLength(3);
});

test('the first world has an owner, two of the staff and a newcomer, each with a private chat, all in the team group', async () => {
  const { demo, ear } = await demoWith(tellsItsEnvironment, { LOCALE: 'id' });
  const line = await ear.heard('BOT_TOKEN');
  const owners = JSON.parse(line.slice(line.indexOf('{')))
    .OWNER_IDS.split(',')
    .map(Number);
  const world = await new Player(demo.url).state();
  await demo.close();
  const { people } = world;
  expect(people.map(({ language_code }) => language_code)).toEqual(['id', 'id', 'id', 'id']);
  expect(people.slice(0, 3).map(({ id }) => id)).toEqual(owners);
  const ofType = (type: string) => world.chats.filter((chat) => chat.type === type);
  expect(ofType('private')).toHaveLength(4);
  expect(ofType('supergroup')).toEqual([
    expect.objectContaining({ members: expect.arrayContaining(people.map(({ id }) => id)) }),
    expect.objectContaining({ members: expect.arrayContaining(owners), is_forum: true }),
  ]);
});

test('the demo speaks English unless the machine or LOCALE is Indonesian', async () => {
  const languageWith = async (environment: NodeJS.ProcessEnv): Promise<string | undefined> => {
    const { demo } = await demoWith('setInterval(() => {}, 1000)', environment);
    const world = await new Player(demo.url).state();
    await demo.close();
    return world.people[0]?.language_code;
  };
  expect(await languageWith({ LANG: 'de_DE.UTF-8' })).toBe('en');
  expect(await languageWith({ LANG: 'id_ID.UTF-8' })).toBe('id');
  expect(await languageWith({ LANG: 'id_ID.UTF-8', LOCALE: 'en' })).toBe('en');
});

test('when the bot dies, the demo says why in one line and the page stays up', async () => {
  const { demo, ear } = await demoWith(
    'console.error("BOT_TOKEN was refused"); process.exitCode = 3;',
  );
  const line = await ear.heard('The bot stopped');
  expect(line).toContain('exit code 3: BOT_TOKEN was refused');
  expect((await fetch(demo.url)).status).toBe(200);
  await demo.close();
});

test('of a crash the demo names the error, not the last line that Node wrote', async () => {
  const { demo, ear } = await demoWith('throw new TypeError("The shop is closed")');
  const line = await ear.heard('The bot stopped');
  expect(line).toContain('exit code 1: TypeError: The shop is closed');
  await demo.close();
});

test('a bot that does not end when asked is ended by force, and that is not reported as a death', async () => {
  const { demo, ear } = await demoWith(
    'process.on("SIGTERM", () => console.log("asked")); setInterval(() => {}, 1000); console.log("up")',
  );
  await ear.heard('up');
  await demo.close(50);
  expect(ear.lines.join('\n')).not.toContain('The bot stopped');
});

test('a busy port is stepped over', async () => {
  const busy = createServer();
  const port = await listenFrom(busy, await freePort());
  const ear = listener();
  const demo = await startDemo({
    environment: {},
    say: ear.say,
    port,
    program: await program('idle', 'setInterval(() => {}, 1000)'),
  });
  expect(Number(new URL(demo.url).port)).toBeGreaterThan(port);
  expect((await fetch(demo.url)).status).toBe(200);
  await demo.close();
  busy.close();
});

test('the page answers neither to another site nor under a foreign name', async () => {
  const { demo } = await demoWith('setInterval(() => {}, 1000)');
  const { port } = new URL(demo.url);
  const statusFor = async (origin: string): Promise<number> =>
    (await fetch(`${demo.url}/sandbox/state`, { headers: { origin } })).status;
  expect(await statusFor(demo.url)).toBe(200);
  expect(await statusFor('http://example.com')).toBe(403);
  expect(await statusFor('null')).toBe(403);
  expect(await statusUnderName(`example.com:${port}`, Number(port))).toBe(403);
  expect(await statusUnderName(`localhost:${port}`, Number(port))).toBe(200);
  await demo.close();
});

async function statusUnderName(host: string, port: number): Promise<number | undefined> {
  const asked = request({ host: '127.0.0.1', port, path: '/sandbox/state', headers: { host } });
  asked.end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  return answer.statusCode;
}

test.each([
  ['en', 'Open', 'Ctrl-C ends it.'],
  ['id', 'Buka', 'Ctrl-C untuk berhenti.'],
])(
  'in %s the demo prints its address, how it is ended, and nothing else',
  async (locale, open, end) => {
    const demo = spawn(process.execPath, [demoProgram], {
      env: { ...process.env, LOCALE: locale },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ear = listener();
    createInterface(demo.stdout).on('line', ear.say);
    createInterface(demo.stderr).on('line', ear.say);
    const ended = once(demo, 'exit');
    await ear.heard(end);
    const url = ear.lines[0]?.replace(`${open} `, '') ?? '';
    await waitForBot(url, ({ running, speaks }) => running && speaks);
    demo.kill('SIGINT');
    await ended;
    expect(ear.lines).toEqual([`${open} ${url}`, end]);
  },
);

test.for(['SIGINT', 'SIGTERM'] as const)(
  '%s ends all of it and leaves nothing behind, also when it comes twice',
  async (signal) => {
    const temporary = await mkdtemp(join(folder, 'tmp-'));
    const demo = spawn(process.execPath, [demoProgram], {
      env: { ...process.env, LOCALE: 'en', TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ear = listener();
    createInterface(demo.stdout).on('line', ear.say);
    const ended = once(demo, 'exit');
    const opened = await Promise.race([ear.heard('Open '), ended]);
    const url = String(opened).replace('Open ', '');
    expect((await fetch(url)).status).toBe(200);
    expect(await readdir(temporary)).toHaveLength(1);
    demo.kill(signal);
    demo.kill(signal);
    expect(await ended).toEqual([0, null]);
    await expect(fetch(url)).rejects.toThrow();
    expect(await readdir(temporary)).toEqual([]);
  },
);
