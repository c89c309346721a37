// What packages would load of their own though the bot never uses it: it costs a start a tenth of its time and memory.

/** What is imported by these names: grammY is given a way to Telegram, and the bot runs in the main thread alone. */
const names = {
  'node-fetch': 'export default globalThis.fetch;',
  'abort-controller': 'const { AbortController } = globalThis; export { AbortController };',
  worker_threads: 'export const isMainThread = true;',
  // Of which got asks whether it writes to such an answer.
  'node:http2': 'export class Http2ServerResponse {} export const constants = {};',
};

/** Files of packages, by how their paths end. */
const files = {
  '/got/dist/source/core/utils/http2-client.js':
    "export default { auto() { throw new Error('The bundle has no HTTP/2'); } };",
  '/pino/lib/transport.js':
    "export default () => { throw new Error('The bundle has no transports of pino'); };",
};

/** Whether something else stands in the place of what is imported by this name. */
export function isLeftOut(name) {
  return Object.hasOwn(names, name);
}

/** Made as soon as a package is loaded, for an error that the bot never causes: reading ICU's data for it takes 15 ms. */
const listFormats = {
  file: '/@sindresorhus/is/distribution/index.js',
  made: /= (new Intl\.ListFormat\(.+\));/g,
  whenAsked: '= { format: (items) => $1.format(items) };',
};

/** A plugin of rolldown that puts something small in the place of all that. */
export const leftOut = {
  name: 'left-out',
  resolveId: (name) => (isLeftOut(name) ? `\0${name}` : undefined),
  load(id) {
    if (id.startsWith('\0')) return names[id.slice(1)];
    const end = Object.keys(files).find((file) => isFile(id, file));
    return end && files[end];
  },
  transform: (code, id) =>
    isFile(id, listFormats.file)
      ? { code: code.replaceAll(listFormats.made, listFormats.whenAsked), map: null }
      : undefined,
};

function isFile(id, end) {
  return id.replaceAll('\\', '/').endsWith(end);
}
