/** Toasts and alerts: the bot's answers to presses, and the loss of the connection. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/use-words.tsx';

interface Toast {
  text: string;
}

interface Alert {
  id: number;
  text: string;
}

/** The newest toast, and every open alert, the oldest on top. */
export interface Notices {
  toast: Toast | undefined;
  alerts: readonly Alert[];
  /** Shows a toast for a moment, in the place of an earlier one; alerts stay. */
  showToast(text: string): void;
  /** Shows an alert until it is closed. */
  showAlert(text: string): void;
  endToast(): void;
  closeAlert(): void;
}

export function useNotices(): Notices {
  const [toast, setToast] = useState<Toast>();
  const [alerts, setAlerts] = useState<readonly Alert[]>([]);
  const shown = useRef(0);
  const showAlert = useCallback((text: string) => {
    shown.current += 1;
    const alert = { id: shown.current, text };
    setAlerts((before) => [...before, alert]);
  }, []);
  return {
    toast,
    alerts,
    showToast: useCallback((text) => setToast({ text }), []),
    showAlert,
    endToast: useCallback(() => setToast(undefined), []),
    closeAlert: useCallback(() => setAlerts((before) => before.slice(1)), []),
  };
}

const toastMs = 4000;

interface NoticeBoardProps {
  notices: Notices;
  connected: boolean;
}

export function NoticeBoard({ notices, connected }: NoticeBoardProps) {
  const { texts } = useWords();
  const { toast, alerts, endToast, closeAlert } = notices;
  useEffect(() => {
    if (toast === undefined) return;
    const timer = setTimeout(endToast, toastMs);
    return () => clearTimeout(timer);
  }, [toast, endToast]);
  const [alert] = alerts;
  return (
    <>
      <div class="toasts" role="status">
        {toast && <p class="toast">{toast.text}</p>}
        {!connected && <p class="toast lost">{texts.page.lost}</p>}
      </div>
      {alert && <AlertDialog key={alert.id} text={alert.text} onClose={closeAlert} />}
    </>
  );
}

/** Stays until it is closed, with its button or Escape. */
function AlertDialog({ text, onClose }: { text: string; onClose(): void }) {
  const { texts } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="alert"
      ref={dialog}
      aria-labelledby="alert-text"
      onClose={onClose}
      // Escape closes only the alert, not the panel under it.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <p id="alert-text">{text}</p>
      <form method="dialog">
        <button type="submit" class="text-button">
          {texts.page.ok}
        </button>
      </form>
    </dialog>
  );
}
