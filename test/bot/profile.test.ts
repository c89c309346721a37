import { describe, expect, test } from 'vitest';
import { loadLocalizers } from '../../src/bot/i18n/localizer.ts';
import { publishProfile } from '../../src/bot/profile.ts';
import { onSqlite } from '../store/databases.ts';
import { openBotWorld } from './bot-world.ts';

const database = onSqlite();

describe('whoever looks at the bot before writing to it', () => {
  test('reads what it is for in Indonesian or English, and else in the bot’s own language', async () => {
    const { api } = await openBotWorld({ database });
    await publishProfile(api, loadLocalizers('id'));
    const described = async (language_code?: 'id' | 'en' | 'de') => {
      const where = language_code === undefined ? {} : { language_code };
      const { description } = await api.getMyDescription(where);
      const { short_description } = await api.getMyShortDescription(where);
      return `${short_description}\n${description}`;
    };
    expect(await described('id')).toMatch(/Khusus tim toko[\s\S]*Batalkan pesanan/);
    expect(await described('en')).toMatch(/shop's team only[\s\S]*Cancel orders/);
    expect(await described('de')).toEqual(await described('id'));
    expect(await described()).toEqual(await described('id'));
  });

  test('causes no change at Telegram when the bot starts again', async () => {
    const { api, play } = await openBotWorld({ database });
    await publishProfile(api, loadLocalizers('id'));
    const before = (await play.calls()).length;
    await publishProfile(api, loadLocalizers('id'));
    const since = (await play.calls()).slice(before).map(({ method }) => method);
    expect(since.filter((method) => method.startsWith('set'))).toEqual([]);
    await publishProfile(api, loadLocalizers('en'));
    expect((await api.getMyDescription({ language_code: 'id' })).description).toContain('Batalkan');
    expect((await api.getMyDescription()).description).toContain('Cancel');
  });
});
