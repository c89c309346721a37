import type { Api } from 'grammy';
import type { BotCommand, BotCommandScope } from 'grammy/types';
import type { Logger } from 'pino';
import type { Locale } from '../config.ts';
import type { Team } from '../team/team.ts';
import type { Command } from './commands.ts';
import type { CommandMenus } from './context.ts';
import type { LocalizerFor } from './i18n/localizer.ts';
import { isGroup } from './messages/is-group.ts';

export interface PublishedMenus extends CommandMenus {
  /** Tells Telegram what has changed since the bot ran last, for everybody and for each member's chat with the bot. */
  publish(localeOf: (chatId: number) => Promise<Locale | undefined>): Promise<void>;
}

export interface CommandMenuParts {
  api: Api;
  commands: readonly Command[];
  team: Pick<Team, 'mayAnywhere' | 'everybody'>;
  localizerFor: LocalizerFor;
  log: Logger;
  /** Milliseconds on a clock that only goes forward. */
  now?: () => number;
}

/** A right that was given or taken shows in the menu this much later, at the next word of the person. */
const freshMs = 5 * 60_000;
/** Of more chats than this, those heard of longest ago are told anew. */
const mostKnown = 10_000;

/** Telegram Bot API, setMyCommands: '' is for those for whose language there is nothing else. */
const languages = ['', 'en', 'id'] as const satisfies readonly (Locale | '')[];

interface Known {
  menu: string;
  locale: Locale | undefined;
  at: number;
}

/** What could not be told to Telegram is logged, and told at the next occasion. */
export function createCommandMenus({
  api,
  commands,
  team,
  localizerFor,
  log,
  now = () => performance.now(),
}: CommandMenuParts): PublishedMenus {
  const known = new Map<string, Known>();
  const noted = (key: string, what: Known): void => {
    known.delete(key);
    known.set(key, what);
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  };

  const menuOf = (shown: readonly Command[], locale: Locale | undefined): BotCommand[] => {
    const localizer = localizerFor(locale, 'UTC', { inGroup: true });
    return shown.flatMap(({ name, menu }) =>
      menu === undefined
        ? []
        : [{ command: name[localizer.locale], description: localizer.plain(menu) }],
    );
  };
  const beginning = (locale: Locale | undefined): BotCommand[] => {
    const localizer = localizerFor(locale, 'UTC', { inGroup: true });
    return [{ command: 'start', description: localizer.plain('command-start') }];
  };
  const allowedTo = async (personId: number): Promise<readonly Command[]> => {
    const allowed = await Promise.all(
      commands.map(({ operation }) => team.mayAnywhere(personId, operation)),
    );
    return commands.filter((_, index) => allowed[index]);
  };

  const trying = async (work: () => Promise<unknown>, about: object): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      log.debug({ err: error, ...about }, 'a command menu could not be published');
      return false;
    }
  };

  const keepUp: CommandMenus['keepUp'] = async (chatId, personId, locale) => {
    const key = keyOf(chatId, personId);
    const before = known.get(key);
    const isFresh = before?.locale === locale && now() - (before?.at ?? 0) < freshMs;
    if (before && isFresh && before.menu !== withdrawn) return;
    // Noted first: of two words in a row the second finds it.
    noted(key, { menu: before?.menu ?? '', locale, at: now() });
    const about = { chat: chatId, person: personId };
    const isTold = await trying(async () => {
      const shown = menuOf(await allowedTo(personId), locale);
      const menu = JSON.stringify(shown);
      if (menu !== before?.menu)
        await api.setMyCommands(shown, { scope: scopeOf(chatId, personId) });
      noted(key, { menu, locale, at: now() });
    }, about);
    if (!isTold) known.delete(key);
  };

  return {
    keepUp,
    async keepUpAll(chatId, locale) {
      if (!isGroup(chatId)) return keepUp(chatId, chatId, locale);
      const all = async () => {
        for (const personId of await team.everybody()) await keepUp(chatId, personId, locale);
      };
      await trying(all, { chat: chatId });
    },
    async withdraw(chatId, personId) {
      const key = keyOf(chatId, personId);
      if (known.get(key)?.menu === withdrawn) return;
      noted(key, { menu: withdrawn, locale: undefined, at: now() });
      const scope = scopeOf(chatId, personId);
      await trying(() => api.deleteMyCommands({ scope }), { chat: chatId, person: personId });
    },
    async publish(localeOf) {
      const replace = async (scope: BotCommandScope, language: Locale | '', menu: BotCommand[]) => {
        const where = { scope, ...(language !== '' && { language_code: language }) };
        const there = await api.getMyCommands(where);
        if (!isSame(there, menu)) await api.setMyCommands(menu, where);
      };
      for (const language of languages)
        await replace({ type: 'default' }, language, menuOf(commands, language || undefined));
      for (const type of ['all_private_chats', 'all_group_chats'] as const)
        for (const language of languages)
          await replace({ type }, language, beginning(language || undefined));
      for (const personId of await team.everybody())
        await keepUp(personId, personId, await localeOf(personId));
    },
  };
}

const withdrawn = 'withdrawn';

function keyOf(chatId: number, personId: number): string {
  return `${chatId}:${personId}`;
}

function scopeOf(chatId: number, personId: number): BotCommandScope {
  return isGroup(chatId)
    ? { type: 'chat_member', chat_id: chatId, user_id: personId }
    : { type: 'chat', chat_id: chatId };
}

function isSame(one: readonly BotCommand[], other: readonly BotCommand[]): boolean {
  return (
    one.length === other.length &&
    one.every(
      ({ command, description }, index) =>
        command === other[index]?.command && description === other[index]?.description,
    )
  );
}
