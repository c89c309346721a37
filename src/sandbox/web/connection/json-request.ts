/** JSON over HTTP to the page's own server. */

/** The server refused a request, with this message. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws {RequestRefused} when the server's status isn't 2xx. */
export const getJson = <T>(address: string): Promise<T> => request(address);

/** @throws {RequestRefused} when the server's status isn't 2xx. */
export const postJson = <T>(address: string, body: unknown): Promise<T> =>
  requestJson('POST', address, body);

/** @throws {RequestRefused} when the server's status isn't 2xx. */
export const postBytes = <T>(address: string, body: Blob): Promise<T> =>
  request(address, { method: 'POST', body });

/** @throws {RequestRefused} when the server's status isn't 2xx. */
export const requestJson = <T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  address: string,
  body: unknown,
): Promise<T> =>
  request(address, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function request<T>(address: string, options?: RequestInit): Promise<T> {
  const response = await fetch(address, options);
  if (!response.ok) throw new RequestRefused(response.status, await reasonOf(response));
  return response.json() as Promise<T>;
}

/** The sandboxes explain errors as `{ error }`; for others the status is shown. */
async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && 'error' in body) return String(body.error);
  } catch {
    // Not JSON: the status is shown instead.
  }
  return `${response.status} ${response.statusText}`.trim();
}
