/** A client for the sandbox's HTTP interface (README.md). */
export class SandboxClient {
  readonly #url: string;

  /** @param url the sandbox's address, the same that the bot is given */
  constructor(url: string) {
    this.#url = `${url}/sandbox`;
  }

  async get<T>(path: string, query: object = {}): Promise<T> {
    const response = await this.fetch(withQuery(path, query));
    return (await response.json()) as T;
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.send('POST', path, body);
  }

  async send<T>(method: string, path: string, body: object = {}): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const init = { method, headers, body: JSON.stringify(body) };
    const response = await this.fetch(path, init);
    return (await response.json()) as T;
  }

  /** Sends any request. @throws {Error} with the sandbox's own words when it is refused */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.#url + path, init);
    if (response.ok) return response;
    const { error } = (await response.json()) as { error: string };
    throw new Error(`${error} (${init.method ?? 'GET'} ${path}: ${response.status})`);
  }
}

/** A path with its query string; fields that are `undefined` are left out. */
export function withQuery(path: string, fields: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? path : `${path}?${query}`;
}
