/** Pages as in the reference's samples, including `meta.pagination`. */

export interface PageRequest {
  perPage: number;
  /** Starting at 1, although the parameter is called `pagination_offset`. */
  page: number;
}

export interface Paged<T> {
  data: T[];
  meta: {
    pagination: {
      total: number;
      count: number;
      per_page: number;
      current_page: number;
      total_pages: number;
      links: { next?: string; previous?: string } | [];
    };
  };
}

/**
 * Returns one page of a list. A page after the last is empty and keeps its number (undocumented).
 * @param address the list's full URL; links repeat `query` with another page number
 */
export function paginate<T>(
  all: readonly T[],
  { perPage, page }: PageRequest,
  address: string,
  query: URLSearchParams,
): Paged<T> {
  const data = all.slice((page - 1) * perPage, page * perPage);
  const totalPages = Math.max(1, Math.ceil(all.length / perPage));
  const linkTo = (number: number) => {
    const parameters = new URLSearchParams(query);
    parameters.set('per_page', String(perPage));
    parameters.set('pagination_offset', String(number));
    return `${address}?${parameters}`;
  };
  const links = {
    ...(page > 1 ? { previous: linkTo(Math.min(page - 1, totalPages)) } : {}),
    ...(page < totalPages ? { next: linkTo(page + 1) } : {}),
  };
  return {
    data,
    meta: {
      pagination: {
        total: all.length,
        count: data.length,
        per_page: perPage,
        current_page: page,
        total_pages: totalPages,
        // An empty list's links are `[]`, a single page's `{}`; the samples show both.
        links: all.length === 0 ? [] : links,
      },
    },
  };
}
