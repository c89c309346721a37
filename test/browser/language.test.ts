import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '../../src/sandbox/telegram/client/player.ts';
import { pollOptions, windowSizes } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { Stage } from './stage.ts';

describe.skipIf(!chromiumRuns)('the page in a browser', () => {
  let stage: Stage;
  let sari: User;

  beforeAll(async () => {
    stage = await Stage.set();
    sari = await stage.player.person({ first_name: 'Sari' });
    await stage.player.privateChat(sari);
  });
  afterAll(() => stage.close());

  test('that is set to Indonesian speaks Indonesian, everywhere', async () => {
    const chat = await stage.open('desktop', sari, undefined, { locale: 'id-ID' });
    const { page } = chat;
    await page.getByRole('button', { name: 'Mulai', exact: true }).click();
    await page.getByRole('textbox', { name: 'Pesan' }).fill('Halo');
    await page.getByRole('button', { name: 'Kirim', exact: true }).click();
    await chat.message('Halo').waitFor();
    for (const tab of ['Pesanan', 'Log', 'Gangguan'])
      await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('switch', { name: 'Tekan dua kali' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('id');
    expect(await page.title()).toBe('Coba bot-nya');
    expect(await chat.barriers()).toEqual([]);
  });

  test('that is set to another language speaks English, until somebody chooses Indonesian in it', async () => {
    const chat = await stage.open('desktop', sari, undefined, { locale: 'de-DE' });
    const { page } = chat;
    await page.getByRole('heading', { name: 'Chats' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    await page.getByRole('button', { name: 'ID', exact: true }).click();
    await page.getByRole('heading', { name: 'Orang' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Orang' }).waitFor();
    expect(await page.title()).toBe('Coba bot-nya');
    await chat.close();

    const elsewhere = await stage.open('desktop', sari, undefined, { locale: 'de-DE' });
    await elsewhere.page.getByRole('heading', { name: 'Chats' }).waitFor();
  });

  test('shows its clocks in the shop’s time zone, wherever the browser is', async () => {
    const { message_id } = await stage.api.sendMessage(sari.id, 'Jam berapa?');
    const chat = await stage.open('desktop', sari, undefined, {
      locale: 'id-ID',
      timezoneId: 'America/New_York',
    });
    const message = (await stage.player.messages(await stage.player.privateChat(sari))).find(
      (one) => one.message_id === message_id,
    );
    const time = new Date((message?.date ?? 0) * 1000).toLocaleTimeString('id-ID', {
      timeZone: 'Asia/Jakarta',
      hour: '2-digit',
      minute: '2-digit',
    });
    await expect
      .poll(() => chat.message('Jam berapa?').locator('time').textContent(), pollOptions)
      .toBe(time);
  });

  test('on a phone of 360 pixels names all parts of the page in Indonesian, none of them cut', async () => {
    const { page } = await stage.open('phone', sari, undefined, { locale: 'id-ID' });
    const places = page.getByRole('navigation', { name: 'Bagian halaman ini' });
    const names = ['Orang', 'Chat', 'Pesanan', 'Log', 'Gangguan'];
    expect(await places.getByRole('button').allTextContents()).toEqual(names);
    for (const name of names) {
      const box = await places.getByRole('button', { name }).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(windowSizes.phone.width);
    }
  });
});
