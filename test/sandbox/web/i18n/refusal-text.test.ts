import { expect, test } from 'vitest';
import { refusalText } from '../../../../src/sandbox/web/i18n/refusal-text.ts';
import { texts } from '../../../../src/sandbox/web/i18n/texts.ts';

test('what the sandbox refuses is said in the language of the page', () => {
  const refused = new Error('This topic is closed');
  expect(refusalText(refused, texts.id)).toBe(texts.id.refusals.topicClosed);
  expect(refusalText(refused, texts.en)).toBe(texts.en.refusals.topicClosed);
});

test('when nobody answers, that is said', () => {
  expect(refusalText(new TypeError('Failed to fetch'), texts.id)).toBe(
    texts.id.refusals.unreachable,
  );
});

test('what is refused for a rare reason keeps its reason', () => {
  expect(refusalText(new Error('There is no topic 7'), texts.id)).toContain('There is no topic 7');
});
