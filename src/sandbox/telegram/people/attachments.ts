import type { Message } from '../types.ts';
import { ImpossibleAction } from '../world/impossible-action.ts';
import { asPhoto, sizeOfPicture } from '../world/pictures.ts';
import type { World } from '../world/world.ts';
import { findChat } from './find.ts';
import { type Placed, placeOf, written } from './writing.ts';

export interface NewAttachment extends Placed {
  file_name: string;
  caption?: string;
  /** A picture is shown in the chat; anything can be sent as a document. */
  kind: 'document' | 'photo';
}

/** A person sends a file, kept byte for byte. */
export function attach(world: World, chatId: number, sent: NewAttachment, bytes: Buffer): Message {
  const chat = findChat(world, chatId);
  const place = placeOf(world, chat, sent);
  const caption = written(sent.caption ?? '', 'caption');
  if (bytes.length === 0) throw new ImpossibleAction(400, 'The file is empty');
  const size = sent.kind === 'photo' ? sizeOfPicture(bytes) : undefined;
  if (sent.kind === 'photo' && !size)
    throw new ImpossibleAction(
      400,
      'This is no picture that Telegram can show: send a PNG or JPEG',
    );
  const file = world.files.add(sent.file_name, bytes);
  const message = world.post(chat, {
    ...place,
    ...(size ? { photo: asPhoto(file, size) } : { document: file.document }),
    ...caption,
  });
  return chat.asShown(message);
}
