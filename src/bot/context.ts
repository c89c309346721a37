import type { ConversationFlavor } from '@grammyjs/conversations';
import type { MenuFlavor } from '@grammyjs/menu';
import type { Context } from 'grammy';
import type { Logger } from 'pino';
import type { Locale } from '../config.ts';
import type { OrdersAsked } from '../orders/export/orders-asked.ts';
import type { RefundDiscovery } from '../orders/refunds/discovery.ts';
import type { Refunds } from '../orders/refunds/refunds.ts';
import type { Ledger } from '../orders/requests/ledger.ts';
import type { Person } from '../orders/requests/states.ts';
import type { Origins } from '../store/activity/origins.ts';
import type { UnitOfWork } from '../store/inbox/unit-of-work.ts';
import type { Standing } from '../store/requests/standing-rows.ts';
import type { Chats, ExcelTo } from '../store/tables/chats.ts';
import type { ConversationStates } from '../store/tables/conversations.ts';
import type { NewSearch, Search } from '../store/tables/searches.ts';
import type { Selections } from '../store/tables/selections.ts';
import type { Activity } from '../team/activity/activity.ts';
import type { Forgetting } from '../team/activity/forgetting.ts';
import type { History } from '../team/activity/history.ts';
import type { SettingsOfChats } from '../team/chat-settings.ts';
import type { GroupMembers } from '../team/group-members.ts';
import type { JoinRequests } from '../team/join-requests.ts';
import type { Membership } from '../team/membership.ts';
import type { Operation } from '../team/operations.ts';
import type { SettingsOfShops } from '../team/shop-settings.ts';
import type { Connections } from '../team/shops/connections.ts';
import type { Place, Places } from '../team/shops/places.ts';
import type { Shop, Shops } from '../team/shops/shops.ts';
import type { Team } from '../team/team.ts';
import type { Codec, Pack, Press } from './callbacks/codec.ts';
import type { Command, CommandCall } from './commands.ts';
import type { Audience } from './i18n/audience.ts';
import type { Localizer, LocalizerFor } from './i18n/localizer.ts';
import type { LocalizerIn } from './i18n/localizer-in.ts';

/** What the bot works with; put together in `app/`. A feature asks for the few of them that it needs. */
export interface BotParts {
  shops: Shops;
  places: Places;
  connections: Connections;
  ledger: Ledger;
  team: Pick<Team, 'may' | 'mayAnywhere' | 'shopsWith' | 'isMember' | 'roleIn'>;
  membership: Membership;
  shopSettings: SettingsOfShops;
  /** Where everything is written down that people do. */
  activity: Activity;
  chatSettings: SettingsOfChats;
  joinRequests: JoinRequests;
  groupMembers: Pick<GroupMembers, 'admit' | 'leave'>;
  history: History;
  origins: Origins;
  forgetting: Forgetting;
  chats: Chats;
  commandMenus: CommandMenus;
  conversationStates: ConversationStates;
  exports: Exports;
  refunds: Refunds;
  refundDiscovery: Pick<RefundDiscovery, 'look'>;
  selections: Selections;
  searches: Searches;
  codec: Codec;
  localizerFor: LocalizerFor;
  localizerIn: LocalizerIn;
  log: Logger;
  /** Keeps a secret that somebody has sent out of the log. */
  redact: (secret: string) => void;
  /** Told of each update that went through. */
  onHandled: (kind: string, outcome: string, ms: number) => void;
}

/** What the bot works with, and every command that it has. */
export interface FeatureParts extends BotParts {
  commands: readonly Command[];
}

/** An Excel that somebody asks for, and where it is to go. */
export interface ExportOrder {
  shop: string;
  chatId: number;
  threadId: number | undefined;
  replyTo: number | undefined;
  askedBy: number;
  orders: OrdersAsked;
  /** An Excel unless told. */
  format?: 'xlsx' | 'csv';
  /** The message that says there that it is on its way; undefined: none does yet. */
  statusMessageId?: number;
}

export type CalledOff = 'stopped' | 'late' | 'others';

/** Takes orders for Excels. */
export interface Exports {
  /** Writes down what is asked for. False: the same file is on its way to this chat already. */
  begin(order: ExportOrder): Promise<boolean>;
  /**
   * Calls off the one that a message announces, where this person asked for it, and shows that there. `late`: it is being
   * handed over, or was; `others`: somebody else asked for it.
   */
  callOff(at: { chatId: number; messageId: number }, personId: number): Promise<CalledOff>;
}

/** Takes searches, which are carried out beside the chat's other work. */
export interface Searches {
  begin(search: NewSearch): Promise<void>;
  /** Begins it, or has this asked for in its place from now on, in the same message. */
  ask(search: NewSearch): Promise<void>;
  /** Undefined: there is none, or none any more. */
  get(id: string): Promise<Search | undefined>;
  /** Reads all anew, and shows it in this message. */
  again(id: string, messageId: number): Promise<void>;
  /** Has it show what was found until now. False: it was over already. */
  end(id: string): Promise<boolean>;
}

/** What Telegram offers people who type a slash: whoever is not of the team sees no more than how to begin. */
export interface CommandMenus {
  /** Somebody of the team was heard of in a chat, which speaks this language: their menu there is to fit. */
  keepUp(chatId: number, personId: number, locale: Locale | undefined): Promise<void>;
  /** The same for everybody of the team in that chat. */
  keepUpAll(chatId: number, locale: Locale | undefined): Promise<void>;
  /** Somebody who isn't of the team, or is no longer, was heard of in a chat. */
  withdraw(chatId: number, personId: number): Promise<void>;
}

/** How an update went through the bot, for the log. */
export interface UpdateOutcome {
  /** What took it up, by its name in `bot.ts`; undefined: nothing did. */
  feature?: string | undefined;
  /** done; refused: told why it can't be; failed: nobody foresaw this; gone: the chat can't be written to; thrown: it is tried again. */
  result: 'done' | 'refused' | 'failed' | 'gone' | 'thrown';
}

/** What the middleware learns about an update before a feature sees it. */
interface RequestContext {
  /** What is to be committed together with the mark that this update is handled. */
  unitOfWork: UnitOfWork;
  /** For how long the update has waited for its turn, in milliseconds. */
  waitedMs: number;
  outcome: UpdateOutcome;
  /** What is kept of the conversation with this person in this chat, as JSON; undefined: nothing. */
  conversationState: string | undefined;
  person: Person;
  /** They belonged to the team when this update was taken up; whoever is let in by it does from then on. */
  isMember: boolean;
  /** What was chosen for the chat; undefined: nothing yet. */
  locale: Locale | undefined;
  /** Where an Excel goes that is asked for in this group. */
  excelTo: ExcelTo;
  /** The chat or its topic; undefined for what comes from outside of any chat. */
  place: Place | undefined;
  /** The shop that is worked on: the one that the pressed button names, else the chat's, else the person's own. */
  shop: Shop;
  /** The ID of the shop that the pressed button names; undefined: it names none. */
  shopNamed: string | undefined;
  /** The ID of the shop that is worked on in this chat; undefined: none. */
  shopHere: string | undefined;
  /** It is a group for which no shop was chosen: nothing of any shop is for it. */
  isUnbound: boolean;
  localizer: Localizer;
  /** Packs what a button means for the shop that is worked on. */
  pack: Pack;
  audience: Audience;
  /** The command that the message begins with, unless it is for another bot. */
  command: CommandCall | undefined;
  /** What the pressed button means; undefined for messages and for buttons of menus and older versions. */
  press: Press | undefined;
  /** The bot could not write to the chat until this update, which somebody of the team caused. */
  hasReturned: boolean;
  /** The pressed button names a shop that this bot doesn't have, or has no more. */
  isShopGone: boolean;
  /** A command has just ended a question that waited for an answer. */
  leftQuestion: boolean;
  /** To be called before a question is put. */
  prepareQuestions(): Promise<void>;
  /** What stands in a message of this chat, which keeps its text where that is a record. */
  standing(messageId: number): Promise<Standing>;
  /** To be told when the person tries what they have no right to. */
  onRefused(tried: Operation | 'stranger'): Promise<void>;
  /** To be told of a message of this chat that shows something else than these requests now: what they asked is closed. */
  onReplaced(requests: readonly string[], messageId: number): Promise<void>;
}

export type BotContext = ConversationFlavor<Context & RequestContext & MenuFlavor>;
