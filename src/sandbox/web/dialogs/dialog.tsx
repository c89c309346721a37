import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from '../components/icon-button.tsx';
import { useWords } from '../i18n/use-words.tsx';
import { layDialog } from '../navigation/layers.ts';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ComponentChildren;
}

/** A modal dialog, closed with its button, Escape or a click beside it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const { texts } = useWords();
  const place = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    place.current?.showModal();
    return layDialog(() => place.current?.close());
  }, []);
  return (
    <dialog
      ref={place}
      class="dialog"
      aria-labelledby={id}
      onClose={onClose}
      // Escape closes only the dialog, not the panel under it.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onClick={(event) => event.target === place.current && place.current?.close()}
    >
      <div class="dialog-inside">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          <IconButton
            sign="close"
            label={texts.page.close}
            onClick={() => place.current?.close()}
          />
        </header>
        {children}
      </div>
    </dialog>
  );
}
