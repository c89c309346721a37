/** What the bot answered to a press (Bot API reference, answerCallbackQuery). */
export interface PressAnswer {
  text?: string;
  show_alert?: boolean;
  url?: string;
}

export interface Press {
  /** That of the first query. */
  id: string;
  from: number;
  chat_id: number;
  message_id: number;
  data: string;
  answered: boolean;
  answer?: PressAnswer;
}

/** One time that a press was brought to the bot. */
interface Query {
  press: Press;
  at: number;
  answered: boolean;
}

const queriesKept = 5000;

/** A press can be answered for about a minute; the documents name no figure, users report 15 s to some minutes. */
const answerableMs = 60_000;

/** The presses on buttons, the queries that brought them to the bot, and what became of them. */
export class PressBook {
  readonly #queries = new Map<string, Query>();
  #nextId = 4_300_000_000_000_000_001n;

  add(press: Omit<Press, 'id' | 'answered' | 'answer'>): Press {
    const id = String(this.#nextId++);
    const added: Press = { ...press, id, answered: false };
    this.#keep(id, added);
    return added;
  }

  /** Another query for a press that goes to the bot again; returns its id. */
  again(press: Press): string {
    const id = String(this.#nextId++);
    this.#keep(id, press);
    return id;
  }

  /** The press that a query brought. */
  get(id: string): Press | undefined {
    return this.#queries.get(id)?.press;
  }

  /**
   * Answers a query once; `undefined` when it is unknown, too old or was answered before (Telegram then
   * says QUERY_ID_INVALID, also to a second answer). The person sees the first answer to their press.
   */
  answer(id: string, answer: PressAnswer): Press | undefined {
    const query = this.#queries.get(id);
    if (!query || query.answered || Date.now() - query.at > answerableMs) return undefined;
    query.answered = true;
    const { press } = query;
    press.answer ??= answer;
    press.answered = true;
    return press;
  }

  /** Makes a press as old as if the bot had slept too long over it; whether there is such a press. */
  expire(id: string): boolean {
    const press = this.get(id);
    for (const query of this.#queries.values()) if (query.press === press) query.at = 0;
    return press !== undefined;
  }

  clear(): void {
    this.#queries.clear();
  }

  #keep(id: string, press: Press): void {
    this.#queries.set(id, { press, at: Date.now(), answered: false });
    for (const oldest of this.#queries.keys()) {
      if (this.#queries.size <= queriesKept) break;
      this.#queries.delete(oldest);
    }
  }
}
