/** Many orders in the playground, by clicks alone: found, marked, acted on with the progress to be seen, and undone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortGraceBot } from '../test-bots.ts';
import { chromiumRuns } from './chromium.ts';
import { PlayedDemo } from './played-demo.ts';

describe.skipIf(!chromiumRuns)('many orders in the playground', () => {
  let demo: PlayedDemo;
  beforeAll(async () => {
    demo = await PlayedDemo.start({ program: shortGraceBot });
  });
  afterAll(async () => {
    await demo.close();
  });

  /** The requests that changed an order, by what they did and to which. */
  const acts = async (): Promise<string[]> => {
    return (await demo.calls())
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path, body }) => `${method} ${path} ${JSON.stringify(body)}`);
  };

  test('are found, marked over pages, returned with their progress to be seen, and canceled again by Undo', async () => {
    const [sari] = (await demo.player.state()).people;
    if (sari === undefined) throw new Error('The first world is empty');
    const chat = await demo.open('phone', sari);
    await chat.page.getByRole('button', { name: 'Start', exact: true }).click();
    await chat.button('Canceled orders').waitFor();

    await chat.write('/find gamis canceled');
    await chat.button('Select').click();
    const all = await chat.button(/^All \d+$/).innerText();
    const count = Number(/\d+/.exec(all)?.[0]);
    expect(count).toBeGreaterThan(2);
    await chat.button(/^All \d+$/).click();
    await chat.message(`Selected: ${count}`).waitFor();
    await chat.shoot('volume-selected');
    await chat.button('Return selected').click();
    await chat.message(`Return ${count} orders to active?`).waitFor();
    await chat.shoot('volume-question');

    await fetch(`${demo.url}/ngorder/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'delay', operation: 'return', delayMs: 1500, share: 1 }),
    });
    await chat.button(/^Yes, return/).dblclick();
    await chat.button('Pause').waitFor();
    await chat.shoot('volume-progress');
    await chat.message(`${count} of ${count} orders returned`).waitFor();
    const returned = await acts();
    expect(new Set(returned).size).toBe(count);
    expect(returned).toHaveLength(count);

    await chat.button('Undo').click();
    await chat.message(`Cancel ${count} orders?`).waitFor();
    await chat.button(/^Yes, cancel/).click();
    await chat.message(`${count} of ${count} orders canceled`).waitFor();
    await chat.shoot('volume-undone');
    expect(await acts()).toHaveLength(2 * count);
    await demo.clear();
  });
});
