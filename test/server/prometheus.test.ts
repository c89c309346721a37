import { expect, test } from 'vitest';
import { counter, gauge, histogram } from '../../src/server/prometheus.ts';

test('what is counted is told for each set of labels', () => {
  const sent = counter<'kind' | 'outcome'>('sent_total', 'What was sent');
  sent.inc({ kind: 'file', outcome: 'done' });
  sent.inc({ kind: 'text', outcome: 'done' });
  sent.inc({ kind: 'file', outcome: 'done' });
  expect(sent.lines()).toEqual([
    '# HELP sent_total What was sent',
    '# TYPE sent_total counter',
    'sent_total{kind="file",outcome="done"} 2',
    'sent_total{kind="text",outcome="done"} 1',
  ]);
});

test('a label holds whatever it is given', () => {
  const sent = counter<'kind'>('sent_total', 'What was sent');
  sent.inc({ kind: 'a "b"\\\nc' });
  expect(sent.lines().at(-1)).toBe('sent_total{kind="a \\"b\\"\\\\\\nc"} 1');
});

test('a time counts for every bound that it is within', () => {
  const time = histogram<'kind'>('time_seconds', 'How long it took', [0.1, 1, 10]);
  for (const value of [0.05, 0.1, 0.5, 11]) time.observe({ kind: 'file' }, value);
  expect(time.lines()).toEqual([
    '# HELP time_seconds How long it took',
    '# TYPE time_seconds histogram',
    'time_seconds_bucket{le="0.1",kind="file"} 2',
    'time_seconds_bucket{le="1",kind="file"} 3',
    'time_seconds_bucket{le="10",kind="file"} 3',
    'time_seconds_bucket{le="+Inf",kind="file"} 4',
    'time_seconds_sum{kind="file"} 11.65',
    'time_seconds_count{kind="file"} 4',
  ]);
});

test('what is not known is told as no number', () => {
  const waiting = gauge('waiting', 'What waits');
  waiting.set(Number.NaN);
  expect(waiting.lines().at(-1)).toBe('waiting NaN');
});
