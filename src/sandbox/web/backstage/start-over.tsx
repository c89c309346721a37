import { useState } from 'preact/hooks';
import { useAction } from '../connection/use-action.ts';
import { Dialog } from '../dialogs/dialog.tsx';
import { ErrorNote } from '../dialogs/error-note.tsx';
import { useWords } from '../i18n/use-words.tsx';
import { startOver } from './use-bot.ts';

/** Resets everything, once somebody has confirmed it. */
export function StartOver() {
  const { backstage: texts } = useWords().texts;
  const [asked, setAsked] = useState(false);
  const { busy, refusal, attempt } = useAction();
  const begin = async (): Promise<void> => {
    if (await attempt(startOver)) setAsked(false);
  };
  return (
    <>
      <button type="button" class="action-button" onClick={() => setAsked(true)}>
        {texts.startOver}
      </button>
      {asked && (
        <Dialog title={texts.startOverTitle} onClose={() => setAsked(false)}>
          <div class="dialog-form">
            <p>{texts.startOverWhat}</p>
            <ErrorNote words={refusal} />
            <button
              type="button"
              class="big-button"
              data-style="danger"
              disabled={busy}
              onClick={() => void begin()}
            >
              {texts.startOverYes}
            </button>
            <button type="button" class="big-button quiet" onClick={() => setAsked(false)}>
              {texts.startOverNo}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
