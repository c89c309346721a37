/** What pops up over the page: the bot's answers to presses, and that the sandbox is gone. */
import { useEffect, useRef } from 'preact/hooks';

export interface Notice {
  kind: 'toast' | 'alert';
  text: string;
}

const TOAST_MS = 4000;

interface NoticesProps {
  notice: Notice | undefined;
  connected: boolean;
  onDone(): void;
}

export function Notices({ notice, connected, onDone }: NoticesProps) {
  useEffect(() => {
    if (notice?.kind !== 'toast') return;
    const timer = setTimeout(onDone, TOAST_MS);
    return () => clearTimeout(timer);
  }, [notice, onDone]);
  return (
    <>
      <div class="toasts" role="status">
        {notice?.kind === 'toast' && <p class="toast">{notice.text}</p>}
        {!connected && (
          <p class="toast lost">The sandbox doesn't answer. Is the demo still running?</p>
        )}
      </div>
      {notice?.kind === 'alert' && <Alert text={notice.text} onDone={onDone} />}
    </>
  );
}

/** Stays until it is closed, by its button or with Escape. */
function Alert({ text, onDone }: { text: string; onDone(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      class="alert"
      ref={dialog}
      aria-labelledby="alert-text"
      onClose={onDone}
      // Escape closes the alert, and not the panel under it as well.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
    >
      <p id="alert-text">{text}</p>
      <form method="dialog">
        <button type="submit" class="text-button">
          OK
        </button>
      </form>
    </dialog>
  );
}
