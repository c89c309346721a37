import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { ReadPage } from './read-lists.ts';

const [deflated, inflated] = [promisify(deflateRaw), promisify(inflateRaw)];

/** A page that is held in memory, packed to about a tenth as soon as that is done. */
export class HeldPage {
  #page: ReadPage | undefined;
  #packed: Buffer | undefined;

  constructor(page: ReadPage) {
    this.#page = page;
    void deflated(JSON.stringify(page), { level: 1 }).then((packed) => {
      this.#packed = packed;
      this.#page = undefined;
    });
  }

  async page(): Promise<ReadPage> {
    if (this.#page !== undefined) return this.#page;
    const packed = this.#packed;
    if (packed === undefined) throw new Error('A page is held as it is, or packed');
    return JSON.parse((await inflated(packed)).toString());
  }
}
