import { randomBytes } from 'node:crypto';
import type { Document } from '../types.ts';

export interface StoredFile {
  document: Document;
  bytes: Buffer;
  /** As getFile names it, below /file/bot<token>/. */
  path: string;
}

/** The total size of all files; beyond it the oldest are forgotten. */
const maxBytesKept = 256 * 1024 * 1024;

/** Telegram goes by the file's extension, not by the declared type (td MimeType::from_extension). */
const mimeTypes: Record<string, string> = {
  csv: 'text/csv',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

/** The files that were sent, byte for byte, up to 256 MB in all. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>();
  #bytes = 0;
  #count = 0;

  /** Keeps a new file. */
  add(name: string, bytes: Buffer): StoredFile {
    const file = this.make(name, bytes);
    this.keep(file);
    return file;
  }

  /** Makes a file with its IDs without keeping it. */
  make(name: string, bytes: Buffer): StoredFile {
    const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
    const unique = randomBytes(9).toString('base64url');
    const document: Document = {
      file_id: `BQACAgUAAx${randomBytes(24).toString('base64url')}`,
      file_unique_id: `AgAD${unique}`,
      file_name: name,
      mime_type: mimeTypes[ending] ?? 'application/octet-stream',
      file_size: bytes.length,
    };
    return { document, bytes, path: `documents/file_${this.#count++}.${ending}` };
  }

  keep(file: StoredFile): void {
    this.#files.set(file.document.file_id, file);
    this.#bytes += file.bytes.length;
    this.#forgetOldest();
  }

  get(fileId: string): StoredFile | undefined {
    return this.#files.get(fileId);
  }

  byPath(path: string): StoredFile | undefined {
    for (const file of this.#files.values()) if (file.path === path) return file;
    return undefined;
  }

  clear(): void {
    this.#files.clear();
    this.#bytes = 0;
  }

  #forgetOldest(): void {
    for (const [id, file] of this.#files) {
      if (this.#bytes <= maxBytesKept) return;
      this.#files.delete(id);
      this.#bytes -= file.bytes.length;
    }
  }
}
