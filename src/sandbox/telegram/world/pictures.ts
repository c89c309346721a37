import type { PhotoSize } from '../types.ts';
import type { StoredFile } from './files.ts';

export interface PictureSize {
  width: number;
  height: number;
}

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** The size of a PNG or JPEG in pixels; `undefined` for any other file. */
export function sizeOfPicture(bytes: Buffer): PictureSize | undefined {
  if (bytes.length >= 24 && bytes.subarray(0, 8).equals(png))
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? sizeOfJpeg(bytes) : undefined;
}

/** Skips a JPEG's segments up to the frame header (ITU T.81, annex B). */
function sizeOfJpeg(bytes: Buffer): PictureSize | undefined {
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** A picture as a message shows it. Telegram scales and recompresses it; here it stays as it was sent. */
export function asPhoto(
  { document, bytes }: StoredFile,
  { width, height }: PictureSize,
): PhotoSize[] {
  const { file_id, file_unique_id } = document;
  return [{ file_id, file_unique_id, width, height, file_size: bytes.length }];
}
