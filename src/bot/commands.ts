import type { Api } from 'grammy';
import type { Locale } from '../config.ts';
import type { Wordings } from './i18n/localizer.ts';

/** The commands that the menu of each language shows; every command works in both. */
const commands: Record<Locale, readonly (readonly [command: string, text: string])[]> = {
  en: [
    ['cancel', 'command-cancel'],
    ['canceled', 'command-canceled'],
    ['export', 'command-export'],
    ['settings', 'command-settings'],
    ['help', 'command-help'],
    ['stop', 'command-stop'],
  ],
  id: [
    ['batal', 'command-cancel'],
    ['dibatalkan', 'command-canceled'],
    ['unduh', 'command-export'],
    ['pengaturan', 'command-settings'],
    ['bantuan', 'command-help'],
    ['keluar', 'command-stop'],
  ],
};

/** Tells Telegram the command menu of each language, and of everybody else in the default one. */
export async function publishCommands(
  api: Api,
  wordings: Wordings,
  defaultLocale: Locale,
): Promise<void> {
  const menu = (locale: Locale) =>
    commands[locale].map(([command, text]) => ({
      command,
      description: wordings(locale).plain(text),
    }));
  await api.setMyCommands(menu(defaultLocale));
  for (const locale of Object.keys(commands) as Locale[]) {
    await api.setMyCommands(menu(locale), { language_code: locale });
  }
}
