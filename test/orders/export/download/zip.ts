import { crc32 } from 'node:zlib';

/** A ZIP with these entries, uncompressed (PKWARE APPNOTE 4.3). */
export function zipOf(entries: Record<string, string>): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [entryName, text] of Object.entries(entries)) {
    const name = Buffer.from(entryName);
    const data = Buffer.from(text);
    const facts = entryFacts(name, data);
    const local = Buffer.concat([Buffer.from('PK\x03\x04\x14\0', 'latin1'), facts, name, data]);
    const position = Buffer.alloc(14);
    position.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\0\x14\0', 'latin1'), facts, position, name);
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

/** The 24 bytes from the flags to the extra field's length, the same in both headers. */
function entryFacts(name: Buffer, data: Buffer): Buffer {
  const facts = Buffer.alloc(24);
  facts.writeUInt32LE(crc32(data), 8);
  facts.writeUInt32LE(data.length, 12);
  facts.writeUInt32LE(data.length, 16);
  facts.writeUInt16LE(name.length, 20);
  return facts;
}
