/** What the bot answered to a press (Bot API reference, answerCallbackQuery). */
export interface PressAnswer {
  text?: string;
  show_alert?: boolean;
  url?: string;
}

export interface Press {
  /** The ID of the first query. */
  id: string;
  from: number;
  chat_id: number;
  message_id: number;
  data: string;
  answered: boolean;
  answer?: PressAnswer;
}

/** One callback query for a press. */
interface Query {
  press: Press;
  at: number;
  answered: boolean;
}

const queriesKept = 5000;

/** How long a press can be answered: undocumented, users report between 15 s and a few minutes. */
const answerableMs = 60_000;

/** The presses on buttons, the callback queries for them, and the answers. */
export class PressBook {
  readonly #queries = new Map<string, Query>();
  #nextId = 4_300_000_000_000_000_001n;

  add(press: Omit<Press, 'id' | 'answered' | 'answer'>): Press {
    const id = String(this.#nextId++);
    const added: Press = { ...press, id, answered: false };
    this.#keep(id, added);
    return added;
  }

  /** Adds another query for a press that goes to the bot again; returns its ID. */
  again(press: Press): string {
    const id = String(this.#nextId++);
    this.#keep(id, press);
    return id;
  }

  /** The press of a query. */
  get(id: string): Press | undefined {
    return this.#queries.get(id)?.press;
  }

  /**
   * Answers a query once; `undefined` when it is unknown, too old or was answered before (Telegram
   * reports QUERY_ID_INVALID, for a second answer too). The person sees the first answer.
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

  /** Makes a press too old to be answered; returns whether it exists. */
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
