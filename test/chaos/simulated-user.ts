import type { Chat, Message, Press, User } from '../../src/sandbox/telegram/client/player.ts';
import { buttonsOf, dataOf, shownBy } from '../e2e/shop-world.ts';
import type { Kind } from './acts.ts';
import type { Chance } from './chance.ts';
import type { Member, Stage } from './stage.ts';
import { noteUnanswered, type Unanswered } from './unanswered.ts';

/** What a simulated user set out to do and brought to its end. */
export interface Done {
  kind: Kind | 'export';
  orderId?: number;
}

/** Everything a simulated user left behind, to be checked at the end. */
export interface Notes {
  done: Done[];
  presses: Press[];
  unanswered: Unanswered[];
}

/** What a simulated user needs of the stage. */
interface Place extends Pick<Stage, 'play' | 'telegram'> {
  team: readonly Pick<Member, 'user'>[];
}

/** Longer than a dead process's leases last and a new one takes to come. */
const patienceMs = 180_000;

/** How long somebody looks at a failure before they try once more. */
const triesAgainMs = 5000;

/** How the chat says that it has happened. */
const success: Record<Kind, RegExp> = {
  cancel: /Canceled by |The order is canceled \(looked up/,
  return: /Returned to active by |The order is active again \(looked up/,
  delete: /Deleted for good by |The order is gone \(looked up/,
};

/** The buttons that lead on, whatever stands there after a kill. */
const leadsOn: Record<Kind, RegExp> = {
  cancel: /^Yes, cancel|^Cancel$|^Ask again$|^Try again$/,
  return: /^Yes, return|^Return$|^Ask again$|^Try again$/,
  delete: /^Yes, delete|^Delete$|^Ask again$|^Try again$/,
};

/** A list names orders that nobody has asked for. */
function isList(message: Message): boolean {
  return /^Page \d+ of \d+$/m.test(shownBy(message));
}

/** A member of the team who does `first` and then one thing after the other, until told that the shop closes. */
export async function work(
  stage: Stage,
  { user, alone, orders }: Member,
  first: Done['kind'],
  chance: Chance,
  closing: AbortSignal,
  notes: Notes,
): Promise<void> {
  let kind = first;
  for (; !closing.aborted; kind = chance.one(['cancel', 'cancel', 'return', 'delete', 'export'])) {
    const chat = chance.happens(0.6) ? alone : stage.group;
    const simulated = new SimulatedUser(stage, user, chat, chance.branch(), notes);
    let orderId: number | undefined;
    try {
      if (kind === 'export') {
        await simulated.export();
        notes.done.push({ kind });
      } else {
        orderId = orders.take(kind);
        await simulated.act(kind, orderId);
        orders.giveBack(orderId, kind);
        notes.done.push({ kind, orderId });
      }
    } catch (error) {
      const waited = { user, chat, wanted: kind, orderId, error };
      notes.unanswered.push(await noteUnanswered(stage, waited));
    }
  }
}

/** One person who wants one thing, in one chat. */
export class SimulatedUser {
  readonly #stage: Place;
  readonly #user: User;
  readonly #chat: Chat;
  readonly #chance: Chance;
  readonly #notes: Notes;
  /** When each button was pressed last. */
  readonly #pressed = new Map<string, number>();
  /** The numbers of what this person has said. */
  readonly #said = new Set<number>();

  constructor(stage: Place, user: User, chat: Chat, chance: Chance, notes: Notes) {
    this.#stage = stage;
    this.#user = user;
    this.#chat = chat;
    this.#chance = chance;
    this.#notes = notes;
  }

  /** Asks, says yes to whatever is asked about it, and waits until the chat says that it is done. */
  async act(kind: Kind, orderId: number): Promise<void> {
    const { message_id } = this.#chance.happens(0.3)
      ? await this.#nameWhenAsked(orderId)
      : await this.#command(`cancel ${orderId}`);
    const about = new RegExp(`#${orderId}\\b`);
    for (;;) {
      const next = await this.#sees(message_id, `${kind} of #${orderId}`, (messages) => {
        const here = messages.filter(
          (message) => about.test(shownBy(message)) || this.#tellsOfFailure(message),
        );
        const isDone = here.some((message) => success[kind].test(shownBy(message)));
        return isDone ? 'done' : this.#unpressed(here, leadsOn[kind]);
      });
      if (next === 'done') return;
      await this.#press(next.message, next.label);
    }
  }

  /** Asks for the Excel of all canceled orders, and waits for the file. */
  async export(): Promise<void> {
    const { message_id } = await this.#command('export');
    for (;;) {
      const next = await this.#sees(message_id, 'an Excel', (messages) =>
        messages.some(({ document }) => document)
          ? 'done'
          : this.#unpressed(messages, /^Get the Excel$|^Excel here$|^Try again$/),
      );
      if (next === 'done') return;
      await this.#press(next.message, next.label);
    }
  }

  /**
   * Says what is wanted and names the order when asked; asked once more after a kill, names it once more. Whose question
   * has grown too old, as the clock was moved on, begins anew.
   */
  async #nameWhenAsked(orderId: number): Promise<Message> {
    let said = await this.#command('cancel');
    let answered = 0;
    for (;;) {
      const next = await this.#sees(said.message_id, `a question for #${orderId}`, (messages) => {
        const mine = messages.filter((message) => this.#isForMe(message));
        const question = mine.findLast(({ text }) => text?.includes('Which order shall be'));
        if (question && question.message_id > answered) return question;
        if (mine.some(({ text }) => text?.includes('This question is no longer open')))
          return 'tooLate';
        const isNamed = (message: Message) =>
          shownBy(message).includes(`#${orderId} `) && !isList(message);
        return messages.some((it) => isNamed(it) || this.#tellsOfFailure(it)) && 'named';
      });
      if (next === 'named') return said;
      if (next === 'tooLate') {
        said = await this.#command('cancel');
        answered = 0;
        continue;
      }
      answered = next.message_id;
      await this.#say(String(orderId), this.#inGroup ? { replyTo: next.message_id } : {});
    }
  }

  /** In a group a question names whom it asks, and other answers reply to what they are for. */
  #isForMe({ text, reply_to_message: replied }: Message): boolean {
    if (!this.#inGroup) return true;
    return text?.startsWith(this.#user.first_name) || this.#said.has(replied?.message_id ?? 0);
  }

  /** Presses, now and then twice, and in the group sometimes together with somebody else. */
  async #press(message: Message, label: string): Promise<void> {
    const { play, team } = this.#stage;
    const data = dataOf(message, label);
    // What failed leads back to where it was pressed, and is pressed there once more.
    if (label === 'Try again') this.#forgetPressesOn(message);
    this.#pressed.set(`${message.message_id} ${data}`, Date.now());
    const people = [this.#user];
    if (label.startsWith('Yes')) {
      if (this.#chance.happens(0.3)) people.push(this.#user);
      if (this.#inGroup && this.#chance.happens(0.5))
        people.push(this.#chance.one(team.map(({ user }) => user)));
    }
    const presses = await Promise.all(people.map((user) => play.pressData(user, message, data)));
    this.#notes.presses.push(...presses);
  }

  #forgetPressesOn({ message_id }: Message): void {
    for (const key of [...this.#pressed.keys()])
      if (key.startsWith(`${message_id} `)) this.#pressed.delete(key);
  }

  /** Whether this person is told that what they asked for failed, and may try again; it doesn't name the order. */
  #tellsOfFailure(message: Message): boolean {
    const isMine = !this.#inGroup || this.#said.has(message.reply_to_message?.message_id ?? 0);
    return isMine && buttonsOf(message).some(({ text }) => text === 'Try again');
  }

  /** The newest button that leads on and has not been pressed yet; what failed may be tried again and again. */
  #unpressed(messages: Message[], wanted: RegExp): { message: Message; label: string } | undefined {
    for (const message of messages.toReversed()) {
      for (const { text } of buttonsOf(message)) {
        if (!wanted.test(text)) continue;
        const pressedAt = this.#pressed.get(`${message.message_id} ${dataOf(message, text)}`);
        const mayRepeat = text === 'Try again' && Date.now() - (pressedAt ?? 0) > triesAgainMs;
        if (pressedAt === undefined || mayRepeat) return { message, label: text };
      }
    }
    return undefined;
  }

  #sees<T>(after: number, what: string, find: (messages: Message[]) => T | undefined | false) {
    return this.#stage.play.waitFor(
      this.#chat,
      (messages) =>
        find(messages.filter(({ from, message_id }) => from?.is_bot && message_id > after)),
      { what, timeoutMs: patienceMs },
    );
  }

  #command(words: string): Promise<Message> {
    const [name, ...rest] = words.split(' ');
    const addressee = this.#inGroup ? `@${this.#stage.telegram.world.bot.username}` : '';
    return this.#say([`/${name}${addressee}`, ...rest].join(' '));
  }

  async #say(text: string, where: { replyTo?: number } = {}): Promise<Message> {
    const said = await this.#stage.play.say(this.#user, this.#chat, text, where);
    this.#said.add(said.message_id);
    return said;
  }

  get #inGroup(): boolean {
    return this.#chat.type !== 'private';
  }
}
