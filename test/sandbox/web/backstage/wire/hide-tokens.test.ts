import { expect, test } from 'vitest';
import { shownJson } from '../../../../../src/sandbox/web/backstage/wire/hide-tokens.ts';

test('tokens and secrets are hidden wherever they stand', () => {
  const json = shownJson({
    params: {
      url: 'https://example.com/7100000001:SandboxTokenThatOpensNothingElse0000/hook',
      secret_token: 'hush-hush',
    },
    headers: { authorization: 'Bearer abc', 'x-api-key': 'key' },
    text: 'order 1338 at 07:02:00',
  });
  for (const secret of ['SandboxToken', 'hush-hush', 'abc']) expect(json).not.toContain(secret);
  expect(json).toContain('order 1338 at 07:02:00');
});

test('what is no object is shown too', () => {
  expect(shownJson(null)).toBe('null');
  expect(shownJson(undefined)).toBe('');
});
