import { useState } from 'preact/hooks';

/** Does something that the sandbox may refuse; while it is done nothing else is begun, and a refusal is kept to be shown. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  /** Resolves to whether it was done. */
  const attempt = async (action: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setRefusal(undefined);
    try {
      await action();
      return true;
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, attempt };
}
