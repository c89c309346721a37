import type { UploadedFile } from './arguments.ts';

export interface Form {
  fields: Map<string, string>;
  files: Map<string, UploadedFile>;
}

/**
 * Parses a multipart/form-data body; the bytes of files stay as they are. File names may be
 * unquoted and contain spaces, as grammY sends them: `Response.formData()` would cut them at the
 * first space.
 *
 * @returns `undefined` for an incomplete body
 */
export function parseMultipart(body: Buffer, boundary: string): Form | undefined {
  const form: Form = { fields: new Map(), files: new Map() };
  const delimiter = Buffer.from(`--${boundary}`);
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const begin = at + delimiter.length;
    if (body.subarray(begin, begin + 2).toString() === '--') return form;
    const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), begin);
    if (end < 0) return undefined;
    addPart(form, body.subarray(begin + 2, end));
    at = end + 2;
  }
  return undefined;
}

function addPart(form: Form, part: Buffer): void {
  const split = part.indexOf('\r\n\r\n');
  if (split < 0) return;
  const head = part.subarray(0, split).toString();
  const content = part.subarray(split + 4);
  const disposition = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const name = parameter(disposition, 'name');
  if (name === undefined) return;
  const fileName = parameter(disposition, 'filename');
  if (fileName === undefined) form.fields.set(name, content.toString());
  else form.files.set(name, { name: fileName, bytes: Buffer.from(content) });
}

function parameter(disposition: string, name: string): string | undefined {
  const pattern = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\r\\n]*))`, 'i');
  const match = pattern.exec(disposition);
  const value = match?.[1]?.replaceAll(/\\(.)/g, '$1') ?? match?.[2]?.trim();
  return value?.replaceAll(/(?:%[0-9a-f]{2})+/gi, decoded);
}

/** Some clients percent-encode names, and Telegram decodes them (td HttpReader.cpp, url_decode_inplace). */
function decoded(encoded: string): string {
  return Buffer.from(encoded.replaceAll('%', ''), 'hex').toString();
}
