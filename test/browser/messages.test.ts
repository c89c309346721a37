import { readFile } from 'node:fs/promises';
import { GrammyError } from 'grammy';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Chat, User } from '../../src/sandbox/telegram/client/player.ts';
import { type ChatPage, pollOptions } from './chat-page.ts';
import { chromiumRuns } from './chromium.ts';
import { Stage } from './stage.ts';

describe.skipIf(!chromiumRuns)('messages on the chat page', () => {
  let stage: Stage;
  let sari: User;
  let budi: User;
  let group: Chat;

  beforeAll(async () => {
    stage = await Stage.set();
  });
  afterAll(() => stage.close());

  beforeEach(async () => {
    const { player } = stage;
    sari = await player.person({ first_name: 'Sari', last_name: 'Wulandari' });
    budi = await player.person({ first_name: 'Budi', last_name: 'Santoso' });
    group = await player.group({
      title: 'Tim Toko',
      type: 'supergroup',
      members: [sari, budi],
      bot_is_admin: true,
    });
  });

  afterEach(async () => expect(await stage.clear()).toEqual([]));

  const placeOf = (chat: ChatPage, words: string): Promise<number | undefined> =>
    chat
      .message(words)
      .boundingBox()
      .then((box) => box?.y);
  const isInSight = (chat: ChatPage, words: string): Promise<boolean> =>
    placeOf(chat, words).then((y) => y !== undefined && y > 0 && y < 740);

  test('a long quote is folded until one wants to read it', async () => {
    const lines = Array.from({ length: 9 }, (_, index) => `Baris ${index + 1}`).join('\n');
    const chat = await stage.open('phone', sari, group);
    await stage.api.sendMessage(
      group.id,
      `<blockquote expandable>${lines}</blockquote><pre><code class="language-json">{}</code></pre>`,
      { parse_mode: 'HTML' },
    );
    const height = async (): Promise<number> =>
      (await chat.page.locator('blockquote').boundingBox())?.height ?? 0;
    await chat.button('Show more').waitFor();
    const folded = await height();
    await chat.button('Show more').click();
    await chat.button('Show less').waitFor();
    expect(await height()).toBeGreaterThan(folded * 2);
    expect(await chat.page.locator('pre').textContent()).toBe('json{}');
  });

  test('a message that is deleted disappears for everybody', async () => {
    const chats = [
      await stage.open('phone', sari, group),
      await stage.open('desktop', budi, group),
    ];
    const { message_id } = await stage.api.sendMessage(group.id, 'Salah kirim');
    for (const chat of chats) await chat.message('Salah kirim').waitFor();
    await stage.api.deleteMessage(group.id, message_id);
    for (const chat of chats) await chat.message('Salah kirim').waitFor({ state: 'detached' });
  });

  test('a pinned message stands above the chat and leads to itself, however far back it is', async () => {
    const { message_id } = await stage.api.sendMessage(group.id, 'Jam buka: 9 sampai 17');
    await stage.api.pinChatMessage(group.id, message_id);
    for (let index = 0; index < 200; index += 1)
      await stage.player.say(budi, group, `Pesan ${index}`);
    const chat = await stage.open('phone', sari, group);
    await chat.message('Pesan 199').waitFor();
    expect(await chat.message('Jam buka').count()).toBe(0);
    await chat.page.getByRole('button', { name: 'Pinned message Jam buka' }).click();
    await chat.message('Jam buka').waitFor();
    await expect.poll(() => isInSight(chat, 'Jam buka'), pollOptions).toBe(true);
    await chat.page.getByText('Ngorder pinned “Jam buka: 9 sampai 17”').first().waitFor();
  });

  test('a picture and a document that people send are shown and arrive byte for byte', async () => {
    const [hers, his] = [
      await stage.open('phone', sari, group),
      await stage.open('desktop', budi, group),
    ];
    const picture = await hers.page.screenshot();
    const send = (name: string, mimeType: string, buffer: Buffer): Promise<void> =>
      hers.page.getByLabel('File to send').setInputFiles({ name, mimeType, buffer });
    await send('foto.png', 'image/png', picture);
    const shown = his.page.getByRole('img', { name: 'Picture' });
    await shown.waitFor();
    const width = '(async (image) => (await image.decode(), image.naturalWidth))';
    await expect
      .poll(
        () => his.page.evaluate(`${width}(document.querySelector('.picture img'))`),
        pollOptions,
      )
      .toBe(360);

    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 256));
    await send('daftar pesanan.bin', 'application/octet-stream', bytes);
    const coming = his.page.waitForEvent('download');
    await his.page.getByRole('link', { name: 'daftar pesanan.bin' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('daftar pesanan.bin');
    expect(await readFile(await download.path())).toEqual(bytes);
    expect(await his.barriers()).toEqual([]);
    await his.shoot('attachments');
  });

  test('what is new is said to people who listen, what they wrote themselves is not', async () => {
    const chat = await stage.open('phone', sari, group);
    const said = chat.page.locator('[aria-live="polite"]');
    await chat.write('Halo');
    await chat.message('Halo').waitFor();
    const { message_id } = await stage.api.sendMessage(group.id, 'Sebentar');
    await expect.poll(() => said.textContent(), pollOptions).toBe('Ngorder: Sebentar');
    await stage.api.editMessageText(group.id, message_id, 'Selesai');
    await expect.poll(() => said.textContent(), pollOptions).toBe('Ngorder: Selesai');
  });

  test('a person who reads earlier messages is left there, and led to the newest when they wish', async () => {
    for (let index = 0; index < 300; index += 1)
      await stage.player.say(budi, group, `Pesan ${index}.`);
    const chat = await stage.open('phone', sari, group);
    await chat.message('Pesan 299.').waitFor();
    expect(await chat.page.getByRole('article').count()).toBeLessThan(150);
    const toNewest = chat.page.getByRole('button', { name: 'To the newest message' });
    expect(await toNewest.count()).toBe(0);

    await chat.page.getByRole('log').focus();
    await expect
      .poll(async () => {
        await chat.page.keyboard.press('Home');
        return chat.message(/Pesan 0\./).count();
      }, pollOptions)
      .toBe(1);
    await chat.message(/Pesan 0\./).scrollIntoViewIfNeeded();
    await stage.player.say(budi, group, 'Baru saja');
    await chat.message('Baru saja').waitFor();
    expect(await isInSight(chat, 'Pesan 0.')).toBe(true);
    await toNewest.click();
    await expect.poll(() => isInSight(chat, 'Baru saja'), pollOptions).toBe(true);
    await toNewest.waitFor({ state: 'detached' });
  });

  test('a press is shown as unanswered to nobody but the one who made it', async () => {
    await stage.api.sendMessage(group.id, 'Batalkan?', {
      reply_markup: { inline_keyboard: [[{ text: 'Ya', callback_data: 'y', style: 'danger' }]] },
    });
    const [hers, his] = [
      await stage.open('phone', sari, group),
      await stage.open('phone', budi, group),
    ];
    await his.button('Ya').waitFor();
    await hers.button('Ya').click();
    await expect.poll(() => hers.button('Ya').getAttribute('aria-busy'), pollOptions).toBe('true');
    /** Lets him hear something later than all that has happened. */
    const tell = async (words: string): Promise<void> => {
      await stage.api.sendMessage(group.id, words);
      await his.message(words).waitFor();
    };
    await tell('Tadi ditekan');
    expect(await his.button('Ya').getAttribute('aria-busy')).toBe('false');
    const [update] = await stage.api.getUpdates({ offset: -1 });
    const press = update?.callback_query?.id ?? '';
    await stage.api.answerCallbackQuery(press, { text: 'Hanya pemilik', show_alert: true });
    await hers.page.getByRole('dialog', { name: 'Hanya pemilik' }).waitFor();
    await hers.page.keyboard.press('Escape');
    await tell('Sudah dijawab');
    expect(await his.page.getByRole('dialog').count()).toBe(0);
    await expect(stage.api.answerCallbackQuery(press)).rejects.toThrow(GrammyError);
  });

  test('what one has begun to write is still there after a look elsewhere and a reload', async () => {
    const other = await stage.player.group({ title: 'Gudang', type: 'group', members: [sari] });
    const chat = await stage.open('desktop', sari, group);
    await chat.box.fill('Pesanan 13');
    await chat.openChat('Gudang');
    expect(await chat.box.inputValue()).toBe('');
    await chat.openChat('Tim Toko');
    expect(await chat.box.inputValue()).toBe('Pesanan 13');
    await chat.page.reload();
    await expect.poll(() => chat.box.inputValue(), pollOptions).toBe('Pesanan 13');
    await chat.box.press('Enter');
    await chat.message('Pesanan 13').waitFor();
    expect(await stage.player.messages(other)).toHaveLength(1);
  });

  test('who wants little motion gets none', async () => {
    const chat = await stage.open('desktop', sari, group, { reducedMotion: 'reduce' });
    const { message_id } = await stage.api.sendMessage(group.id, 'Pertama');
    for (let index = 0; index < 30; index += 1)
      await stage.player.say(budi, group, `Lalu ${index}`);
    await stage.api.sendMessage(group.id, 'Jawaban', { reply_parameters: { message_id } });
    // In the frame in which the first message comes into sight it would begin to move.
    const motion = chat.page.waitForFunction(`(() => {
      const { y, height } = document.querySelector('article').getBoundingClientRect();
      return y + height > 0 && { animations: document.getAnimations().length };
    })()`);
    await chat
      .message('Jawaban')
      .getByRole('button', { name: /^Ngorder/ })
      .click();
    expect(await (await motion).jsonValue()).toEqual({ animations: 0 });
  });
});
