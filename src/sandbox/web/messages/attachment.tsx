/** A message's document or picture. */
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/use-words.tsx';
import { type Document, fileAddress, type Message, type PhotoSize } from '../world/telegram.ts';

export function Attachment({ message }: { message: Message }) {
  const picture = message.photo?.at(-1);
  if (picture !== undefined) return <Picture picture={picture} caption={message.caption} />;
  return message.document === undefined ? null : <DocumentLink document={message.document} />;
}

function DocumentLink({ document: file }: { document: Document }) {
  const { texts, formats } = useWords();
  const name = file.file_name ?? texts.message.document;
  const size = file.file_size === undefined ? '' : formats.fileSize(file.file_size);
  return (
    <a class="document" href={fileAddress(file.file_id)} download={name}>
      <span class="document-sign">
        <Icon sign="download" />
      </span>
      <span class="choice-text">
        <strong>{name}</strong>
        <small>{size}</small>
      </span>
    </a>
  );
}

/** Reserves the picture's space, so that nothing jumps when it loads. */
function Picture({ picture, caption }: { picture: PhotoSize; caption: string | undefined }) {
  const { message } = useWords().texts;
  const address = fileAddress(picture.file_id);
  return (
    <a class="picture" href={address} download="picture" title={message.download}>
      <img
        src={address}
        width={picture.width}
        height={picture.height}
        alt={caption === undefined ? message.picture : message.pictureOf(caption)}
        decoding="async"
      />
    </a>
  );
}
