// What packages would load of their own though the bot never uses it: it costs a start a tenth of its time and memory.

/** What is imported by these names: grammY is given a way to Telegram, and the bot runs in the main thread alone. */
const names = {
  'node-fetch': 'export default globalThis.fetch;',
  'abort-controller': 'const { AbortController } = globalThis; export { AbortController };',
  worker_threads: 'export const isMainThread = true;',
  // Of which got asks whether it writes to such an answer.
  'node:http2': 'export class Http2ServerResponse {} export const constants = {};',
};

/** What becomes of files of packages, by how their paths end. */
const files = {
  '/got/dist/source/core/utils/http2-client.js': () =>
    "export default { auto() { throw new Error('The bundle has no HTTP/2'); } };",
  '/pino/lib/transport.js': () =>
    "export default () => { throw new Error('The bundle has no transports of pino'); };",
  // For an error that the bot never causes: to read ICU's data for it takes 15 ms of the start.
  '/@sindresorhus/is/distribution/index.js': (code) =>
    code.replaceAll(
      /= (new Intl\.ListFormat\(.+\));/g,
      '= { format: (items) => $1.format(items) };',
    ),
};

/** Whether something else stands in the place of what is imported by this name. */
export function isLeftOut(name) {
  return Object.hasOwn(names, name);
}

/** A plugin of rolldown that puts something small in the place of all that. */
export const leftOut = {
  name: 'left-out',
  resolveId: (name) => (isLeftOut(name) ? `\0${name}` : undefined),
  load: (id) => (id.startsWith('\0') ? names[id.slice(1)] : undefined),
  transform(code, id) {
    const end = Object.keys(files).find((file) => id.replaceAll('\\', '/').endsWith(file));
    return end && { code: files[end](code), map: null };
  },
};
