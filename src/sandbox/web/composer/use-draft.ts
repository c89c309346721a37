import { useEffect, useState } from 'preact/hooks';

/** An unsent text, kept across chats and reloads. */
export function useDraft(name: string) {
  const place = `draft/${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(place) ?? '');
  useEffect(() => {
    if (text === '') sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, text);
  }, [text, place]);
  return [text, setText] as const;
}
