import { badRequest } from '../http/errors.ts';
import type { BotApiCall } from './call.ts';

/** Bots can download up to 20 MB (Bot API reference, getFile). */
const maxDownload = 20 * 1024 * 1024;

export function getFile({ world, args }: BotApiCall): unknown {
  const file = world.files.get(args.text('file_id'));
  if (!file) throw badRequest('invalid file_id');
  if (file.bytes.length > maxDownload) throw badRequest('file is too big');
  const { file_id, file_unique_id, file_size } = file.document;
  return { file_id, file_unique_id, file_size, file_path: file.path };
}
