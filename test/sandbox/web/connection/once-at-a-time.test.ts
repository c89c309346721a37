import { expect, test } from 'vitest';
import { onceAtATime } from '../../../../src/sandbox/web/connection/once-at-a-time.ts';

const settled = () => new Promise(setImmediate);

test('what is asked for while it is read is read once more, also where the first read fails', async () => {
  const reads: PromiseWithResolvers<void>[] = [];
  const read = onceAtATime(() => {
    const one = Promise.withResolvers<void>();
    reads.push(one);
    return one.promise;
  });
  read();
  read();
  read();
  expect(reads).toHaveLength(1);
  reads[0]?.reject(new Error('The sandbox is down'));
  await settled();
  expect(reads).toHaveLength(2);
  reads[1]?.reject(new Error('It is still down'));
  await settled();
  expect(reads).toHaveLength(2);
  read();
  expect(reads).toHaveLength(3);
});
