import type { ConversationFlavor } from '@grammyjs/conversations';
import type { MenuFlavor } from '@grammyjs/menu';
import type { Context } from 'grammy';
import type { Update } from 'grammy/types';
import type { Logger } from 'pino';
import type { Locale } from '../config.ts';
import type { Ngorder } from '../ngorder/client.ts';
import type { Ledger } from '../orders/requests/ledger.ts';
import type { Person } from '../orders/requests/states.ts';
import type { Changes } from '../store/inbox/unit-of-work.ts';
import type { Chats } from '../store/tables/chats.ts';
import type { ConversationStates } from '../store/tables/conversations.ts';
import type { Shops } from '../team/shops.ts';
import type { Team } from '../team/team.ts';
import type { ExportDelivery } from './background/export-worker.ts';
import type { Press } from './callbacks/codec.ts';
import type { Wording, Wordings } from './i18n/localizer.ts';
import type { Passage } from './middleware/update-logger.ts';
import type { Audience } from './views/order-facts.ts';

/** What the features work with; put together in `app.ts`. */
export interface BotParts {
  ngorder: Ngorder;
  shops: Shops;
  ledger: Ledger;
  team: Team;
  chats: Chats;
  conversationStates: ConversationStates;
  /** Where a handler puts what is to be committed together with the mark that its update is handled. */
  changesOf: (update: Update) => Changes;
  /** For how long an update has waited for its turn, in milliseconds. */
  waitedMsOf: (update: Update) => number;
  exports: ExportDelivery;
  wordings: Wordings;
  defaultLocale: Locale;
  log: Logger;
  /** Told of each update that went through. */
  onHandled: (kind: string, outcome: string, ms: number) => void;
}

/** What the middleware learns about an update before a feature sees it. */
interface Situation {
  person: Person;
  wording: Wording;
  audience: Audience;
  /** What the pressed button means; undefined for messages and for buttons of menus and older versions. */
  press: Press | undefined;
  /** A command has just ended a question that waited for an answer. */
  leftQuestion: boolean;
  /** How it goes through the bot, for the log. */
  passage: Passage;
}

export type BotContext = ConversationFlavor<Context & Situation & MenuFlavor>;
