import { useRef } from 'preact/hooks';
import { IconButton } from '../components/icon-button.tsx';
import { useWords } from '../i18n/use-words.tsx';

const pictureTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);

interface AttachButtonProps {
  /** A file, sent as a picture that is shown in the chat or as a document. */
  onFile(file: File, kind: 'photo' | 'document'): void;
}

export function AttachButton({ onFile }: AttachButtonProps) {
  const { composer } = useWords().texts;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton sign="attach" label={composer.attach} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        hidden
        aria-label={composer.file}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file, pictureTypes.has(file.type) ? 'photo' : 'document');
          currentTarget.value = '';
        }}
      />
    </>
  );
}
