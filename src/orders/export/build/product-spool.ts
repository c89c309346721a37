import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { constants, createGunzip, createGzip } from 'node:zlib';
import type { ProductRow } from './columns.ts';

/** Products that are written while the orders are, and read once those are through: a workbook's sheets come one by one. */
export interface ProductSpool {
  /** Of one order. Resolves when there is room for more. */
  add(rows: readonly ProductRow[]): Promise<void>;
  /** How many bytes they take so far, packed: about what they will take in a workbook. */
  readonly bytes: number;
  readonly rows: number;
  /** All of them, in their order; nothing can be added any more. */
  read(): AsyncIterable<ProductRow>;
  /** Lets go of the file, to be called whatever happened. */
  close(): void;
}

/** @param path a file that is made, for this user alone */
export function openProductSpool(path: string): ProductSpool {
  const packer = createGzip({ level: constants.Z_BEST_SPEED });
  const file = createWriteStream(path, { mode: 0o600 });
  let failure: unknown;
  let rows = 0;
  const fail = (error: unknown): void => {
    failure ??= error;
    packer.destroy();
    file.destroy();
  };
  packer.on('error', fail);
  file.on('error', fail);
  packer.pipe(file);

  return {
    async add(added) {
      if (failure !== undefined) throw failure;
      rows += added.length;
      const hasRoom = packer.write(added.map((row) => `${JSON.stringify(row)}\n`).join(''));
      if (hasRoom) return;
      await new Promise<void>((resolve) => {
        const go = () => {
          packer.off('drain', go);
          packer.off('close', go);
          resolve();
        };
        packer.on('drain', go);
        packer.on('close', go);
      });
      if (failure !== undefined) throw failure;
    },
    get bytes() {
      return file.bytesWritten;
    },
    get rows() {
      return rows;
    },
    async *read() {
      await new Promise<void>((resolve, reject) => {
        file.once('finish', resolve);
        file.once('close', () => reject(failure ?? new Error('the products were let go of')));
        packer.end();
      });
      const unpacked = createGunzip().setEncoding('utf8');
      // What goes wrong is thrown by the loop.
      pipeline(createReadStream(path), unpacked, () => undefined);
      let held = '';
      for await (const piece of unpacked as AsyncIterable<string>) {
        const lines = `${held}${piece}`.split('\n');
        held = lines.pop() ?? '';
        for (const line of lines) yield JSON.parse(line) as ProductRow;
      }
    },
    close() {
      packer.destroy();
      file.destroy();
    },
  };
}
