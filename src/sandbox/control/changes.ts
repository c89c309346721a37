/** When each chat last changed, in a count of all changes: who has seen one state of it can ask for the next. */
export class Changes {
  readonly #latest = new Map<number, number>();
  #count = 0;
  #everywhere = 0;

  /** The latest change of what a chat shows. */
  of(chatId: number): number {
    return Math.max(this.#everywhere, this.#latest.get(chatId) ?? 0);
  }

  note(chatId: number): void {
    this.#count += 1;
    this.#latest.set(chatId, this.#count);
  }

  noteEverywhere(): void {
    this.#count += 1;
    this.#everywhere = this.#count;
    this.#latest.clear();
  }
}
