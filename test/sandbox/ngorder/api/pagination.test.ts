import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paginate } from '../../../../src/sandbox/ngorder/api/pagination.ts';

const cut = (all: number[], perPage: number, page: number) =>
  paginate(all, { perPage, page }, 'http://shop/order', new URLSearchParams());

test('the pages of a list hold everything once and in order, however they are cut', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 60 }), (length, perPage) => {
      const all = Array.from({ length }, (_, index) => index);
      const first = cut(all, perPage, 1).meta.pagination;
      const pages = Array.from({ length: first.total_pages }, (_, i) => cut(all, perPage, i + 1));
      expect(pages.flatMap((page) => page.data)).toEqual(all);
      for (const page of pages) expect(page.meta.pagination.count).toBe(page.data.length);
    }),
  );
});

test('following the links reads every page and ends', () => {
  const all = Array.from({ length: 31 }, (_, index) => index);
  const visited: number[] = [];
  let page = 1;
  while (page > 0) {
    const { current_page, links } = cut(all, 2, page).meta.pagination;
    visited.push(current_page);
    const next = Array.isArray(links) ? undefined : links.next;
    page = next ? Number(new URL(next).searchParams.get('pagination_offset')) : 0;
  }
  expect(visited).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
});
