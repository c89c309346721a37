import { useState } from 'preact/hooks';
import { refusalText } from '../i18n/refusal-text.ts';
import { useWords } from '../i18n/use-words.tsx';

/** Runs actions that the sandbox may refuse, one at a time, and keeps the error for display. */
export function useAction() {
  const { texts } = useWords();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  /** Resolves to whether it succeeded. */
  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setRefusal(undefined);
    try {
      await action();
      return true;
    } catch (error) {
      setRefusal(refusalText(error, texts));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, attempt };
}
