import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMultipart } from '../../../../src/sandbox/telegram/http/multipart.ts';

const boundary = '----------boundary';

function body(disposition: string, bytes: Uint8Array): Buffer {
  const head = `--${boundary}\r\ncontent-disposition:form-data;${disposition}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

test('any bytes of a file come through as they are', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const form = parseMultipart(body('name="x";filename=a b.xlsx', bytes), boundary);
      expect(form?.files.get('x')).toEqual({ name: 'a b.xlsx', bytes: Buffer.from(bytes) });
    }),
  );
});

test('names may be quoted, with quotes in them', () => {
  const form = parseMultipart(
    body('name="document"; filename="a \\"b\\"; c.xlsx"', Buffer.from('x')),
    boundary,
  );
  expect(form?.files.get('document')?.name).toBe('a "b"; c.xlsx');
});

test('a part without a file name is a field', () => {
  const form = parseMultipart(body('name=caption', Buffer.from('Sampai jumpa 👋')), boundary);
  expect(form?.fields.get('caption')).toBe('Sampai jumpa 👋');
});

test('a body that breaks off is not a form', () => {
  const whole = body('name="x"', Buffer.from('hello'));
  expect(parseMultipart(whole.subarray(0, -10), boundary)).toBeUndefined();
});
