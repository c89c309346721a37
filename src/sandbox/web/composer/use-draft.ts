import { useEffect, useState } from 'preact/hooks';

/** What somebody has begun to write, kept while they are in another chat and over a reload. */
export function useDraft(name: string) {
  const place = `draft/${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(place) ?? '');
  useEffect(() => {
    if (text === '') sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, text);
  }, [text, place]);
  return [text, setText] as const;
}
