import type { MessageView } from '../../views/message-view.ts';

/** How far a search is. */
export interface SearchState {
  /** How many orders were read, and how many there are as far as that is known. */
  read: number;
  total: number | undefined;
  /** How many of them are worth showing before the end. */
  count: number;
  view: () => MessageView;
}

/** Shows in a message how far a search is. */
export interface Progress {
  note(state: () => SearchState): void;
  /** Waits for the edit that is under way; none follows. */
  end(): Promise<void>;
}

/** Long work edits its message no more often. */
const editsApartMs = 2000;

/**
 * Shows the first hits as soon as they are there, and from then on how the search stands, no more often than every two
 * seconds. What goes wrong with that goes wrong with the result too, which is tried again.
 */
export function createProgress(edit: (view: MessageView) => Promise<unknown>): Progress {
  let editing: Promise<unknown> | undefined;
  let editedAt = performance.now();
  let hasHits = false;
  return {
    note(state) {
      const elapsed = performance.now() - editedAt;
      if (editing !== undefined || (hasHits && elapsed < editsApartMs)) return;
      const now = state();
      const isOver = now.total !== undefined && now.read >= now.total;
      const isFirst = !hasHits && now.count > 0;
      if (isOver || (!isFirst && elapsed < editsApartMs)) return;
      hasHits ||= isFirst;
      editedAt = performance.now();
      editing = edit(now.view())
        .catch(() => undefined)
        .finally(() => {
          editing = undefined;
        });
    },
    async end() {
      await editing;
    },
  };
}
