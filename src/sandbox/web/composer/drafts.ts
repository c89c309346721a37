/** Unsent texts: each by whose it is and in which chat. */

/** Where drafts outlive a reload: a part of `Storage`. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface Drafts {
  /** The text, or an empty one. */
  of(key: string): string;
  write(key: string, text: string): void;
  /** Calls back after each change of a draft, whoever made it; returns a function that ends it. */
  follow(key: string, onChange: () => void): () => void;
}

/** A box that is gone can still give back a text that was refused: the box in its place shows it. */
export function createDrafts(storage: () => DraftStorage): Drafts {
  const followers = new Map<string, Set<() => void>>();
  const placeOf = (key: string): string => `draft/${key}`;
  return {
    of: (key) => storage().getItem(placeOf(key)) ?? '',
    write(key, text) {
      if (text === '') storage().removeItem(placeOf(key));
      else storage().setItem(placeOf(key), text);
      for (const onChange of followers.get(key) ?? []) onChange();
    },
    follow(key, onChange) {
      const those = followers.get(key) ?? new Set();
      followers.set(key, those.add(onChange));
      return () => {
        those.delete(onChange);
        if (those.size === 0) followers.delete(key);
      };
    },
  };
}
