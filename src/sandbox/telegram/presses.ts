/** What the bot answered to a press (Bot API reference, answerCallbackQuery). */
export interface PressAnswer {
  text?: string;
  show_alert?: boolean;
  url?: string;
}

export interface Press {
  id: string;
  from: number;
  chat_id: number;
  message_id: number;
  data: string;
  answered: boolean;
  answer?: PressAnswer;
}

const KEPT_PRESSES = 5000;

/** A press can be answered for about a minute; the documents name no figure, users report 15 s to some minutes. */
const ANSWERABLE_MS = 60_000;

/** The presses on buttons and what became of them. */
export class PressBook {
  readonly #presses = new Map<string, Press & { at: number }>();
  #nextId = 4_300_000_000_000_000_001n;

  add(press: Omit<Press, 'id' | 'answered'>): Press {
    const id = String(this.#nextId++);
    const added = { ...press, id, answered: false, at: Date.now() };
    this.#presses.set(id, added);
    for (const oldest of this.#presses.keys()) {
      if (this.#presses.size <= KEPT_PRESSES) break;
      this.#presses.delete(oldest);
    }
    return added;
  }

  get(id: string): Press | undefined {
    return this.#presses.get(id);
  }

  /**
   * Answers a press once; `undefined` when it is unknown, too old or was answered before (Telegram then
   * says QUERY_ID_INVALID, also to a second answer).
   */
  answer(id: string, answer: PressAnswer): Press | undefined {
    const press = this.#presses.get(id);
    if (!press || press.answered || Date.now() - press.at > ANSWERABLE_MS) return undefined;
    press.answered = true;
    press.answer = answer;
    return press;
  }

  /** Makes a press as old as if the bot had slept too long over it; whether there is such a press. */
  expire(id: string): boolean {
    const press = this.#presses.get(id);
    if (press) press.at = 0;
    return press !== undefined;
  }

  clear(): void {
    this.#presses.clear();
  }
}
