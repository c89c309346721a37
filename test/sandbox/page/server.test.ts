import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/sandbox/free-port.ts';
import { type NgorderSandbox, startNgorderSandbox } from '../../../src/sandbox/ngorder/server.ts';
import { type PageServer, startPageServer } from '../../../src/sandbox/page/server.ts';
import {
  startTelegramSandbox,
  type TelegramSandbox,
} from '../../../src/sandbox/telegram/server.ts';

let telegram: TelegramSandbox;
let ngorder: NgorderSandbox;
let page: PageServer;

beforeAll(async () => {
  [telegram, ngorder] = await Promise.all([startTelegramSandbox(), startNgorderSandbox()]);
  const sandboxes = { telegram: telegram.url, ngorder: ngorder.url };
  page = await startPageServer({ ...sandboxes, port: await freePort() });
});

afterAll(() => Promise.all([page.close(), telegram.close(), ngorder.close()]));

interface Reply {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** As a browser would send it: `fetch` sets the headers of fetch metadata by itself. */
async function get(address: string, headers: Record<string, string> = {}): Promise<Reply> {
  const asked = request(address, { headers, agent: false });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const { statusCode: status, headers: answered } = answer;
  if (answered['content-type'] === 'text/event-stream') {
    answer.destroy();
    return { status, headers: answered, body: Buffer.alloc(0) };
  }
  return { status, headers: answered, body: Buffer.concat(await answer.toArray()) };
}

const at = (path: string, headers?: Record<string, string>) => get(page.url + path, headers);

/** The addresses that the page loads before anything else. */
async function assets(): Promise<string[]> {
  const html = (await at('/')).body.toString();
  return [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
}

describe('the page', () => {
  test('comes whole in three requests of at most 150 KB, and is kept by the browser', async () => {
    const paths = await assets();
    expect(paths).toEqual([
      expect.stringMatching(/^\/assets\/.+\.js$/),
      expect.stringMatching(/^\/assets\/.+\.css$/),
    ]);
    const files = await Promise.all(['/', ...paths].map((path) => at(path)));
    for (const { status } of files) expect(status).toBe(200);
    expect(files.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThan(150 * 1024);
    expect(files.map(({ headers }) => headers['cache-control'])).toEqual([
      'no-cache',
      expect.stringContaining('immutable'),
      expect.stringContaining('immutable'),
    ]);
    for (const { headers } of files)
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  test('comes compressed to whoever takes that, and so do the sandboxes’ answers', async () => {
    const paths = ['/', ...(await assets()), '/sandbox/state', '/ngorder/overview'];
    for (const path of paths) {
      const [plain, packed] = [await at(path), await at(path, { 'accept-encoding': 'br, gzip' })];
      expect([path, packed.headers['content-encoding']]).toEqual([
        path,
        plain.body.length > 1400 || path === '/' ? 'gzip' : undefined,
      ]);
      if (packed.headers['content-encoding'] === 'gzip')
        expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
      expect(plain.headers['content-encoding']).toBeUndefined();
    }
  });

  test.for(['identity', 'br', 'gzip;q=0', 'gzip; q=0.000', 'x-gzip'])(
    'comes plain to whoever takes only %s',
    async (accepted) => {
      const { headers } = await at('/', { 'accept-encoding': accepted });
      expect(headers['content-encoding']).toBeUndefined();
    },
  );

  test('is not sent again to a browser that still has it', async () => {
    const { etag = '' } = (await at('/')).headers;
    expect(await at('/', { 'if-none-match': etag })).toMatchObject({
      status: 304,
      body: Buffer.alloc(0),
    });
    expect((await at('/', { 'if-none-match': '"another"' })).status).toBe(200);
  });

  test.for([
    '/__open-in-editor?file=package.json',
    '/@vite/client',
    '/@fs/etc/passwd',
    '/@id/preact',
    '/main.tsx',
    '/style/theme.css',
    '/node_modules/preact/package.json',
    '/index.html',
  ])('has no development server behind it: there is nothing at %s', async (path) => {
    expect(await at(path)).toMatchObject({ status: 404 });
  });

  test.for(['vite-hmr', 'vite-ping'])('opens no socket for %s', async (protocol) => {
    const asked = request(page.url, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': protocol,
      },
      agent: false,
    });
    const upgraded = once(asked, 'upgrade').then(() => 'a socket');
    const answered = once(asked, 'response').then(([answer]) => {
      answer.destroy();
      return 'no socket';
    });
    asked.end();
    expect(await Promise.race([upgraded, answered])).toBe('no socket');
  });
});

/** No `Origin` comes with any of these. */
const embeddedRequests: [string, Record<string, string>][] = [
  ['an image', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
  ['a script of another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
  [
    'a hidden frame',
    {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    },
  ],
];
const followedLink = {
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};

describe('another site’s page', () => {
  test.for(embeddedRequests)('gets nothing by %s', async ([, headers]) => {
    const [script = ''] = await assets();
    const paths = ['/', script, '/events', '/bot', '/sandbox/state', '/ngorder/counts'];
    for (const path of [...paths, '/__open-in-editor?file=package.json'])
      expect([path, (await at(path, headers)).status]).toEqual([path, 403]);
    for (const address of [
      `${telegram.url}/sandbox/state`,
      `${telegram.url}/bot${telegram.token}/getMe`,
      `${ngorder.origin}/sandbox/counts`,
    ])
      expect([address, (await get(address, headers)).status]).toEqual([address, 403]);
  });

  test('may lead somebody to the page by a link, and nowhere else', async () => {
    expect((await at('/', followedLink)).status).toBe(200);
    for (const path of ['/bot', '/sandbox/state', '/ngorder/counts', '/events'])
      expect([path, (await at(path, followedLink)).status]).toEqual([path, 403]);
  });
});

test('the page itself, whoever enters its address, and programs are served', async () => {
  for (const site of ['same-origin', 'none'])
    expect((await at('/sandbox/state', { 'sec-fetch-site': site })).status).toBe(200);
  expect((await at('/sandbox/state')).status).toBe(200);
});
