import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type NgorderSandbox,
  startNgorderSandbox,
} from '../../../../../src/sandbox/ngorder/server.ts';
import { Player } from '../../../../../src/sandbox/telegram/client/player.ts';
import {
  startTelegramSandbox,
  type TelegramSandbox,
} from '../../../../../src/sandbox/telegram/server.ts';
import {
  activeAmong,
  faultsOf,
  ngorderTroubles,
  telegramTroubles,
} from '../../../../../src/sandbox/web/backstage/troubles/troubles.ts';

let ngorder: NgorderSandbox;
let telegram: TelegramSandbox;

beforeAll(async () => {
  [ngorder, telegram] = await Promise.all([startNgorderSandbox(), startTelegramSandbox()]);
});

afterAll(() => Promise.all([ngorder.close(), telegram.close()]));

describe('every trouble is one that its sandbox knows, and is found again among what is set', () => {
  test.for(ngorderTroubles)('$id, of Ngorder', async (trouble) => {
    const set = async (faults: unknown[]) =>
      fetch(`${ngorder.origin}/sandbox/faults`, { method: 'PUT', body: JSON.stringify(faults) });
    expect((await set([{ kind: 'html', times: 3 }, trouble.fault])).status).toBe(200);
    const active = ngorder.control.faults().map(({ fault }) => fault);
    expect([...activeAmong(ngorderTroubles, active)]).toEqual([trouble.id]);
    expect(faultsOf(trouble, active)).toHaveLength(1);
    await set([]);
    expect(ngorder.control.faults()).toEqual([]);
  });

  test.for(telegramTroubles.filter(({ of }) => of === 'telegram'))(
    '$id, of Telegram',
    async (trouble) => {
      const player = new Player(telegram.url);
      const { fault } = trouble as { fault: Parameters<Player['fault']>[0] };
      await player.fault({ kind: 'delay', method: 'sendPhoto', ms: 1 });
      await player.fault(fault);
      const active = await player.faults();
      expect([...activeAmong(telegramTroubles, active)]).toEqual([trouble.id]);
      await player.endFaults();
    },
  );
});

test('no two troubles have one name for the page', () => {
  const ids = [...ngorderTroubles, ...telegramTroubles].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
