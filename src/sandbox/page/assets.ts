/** The page's files, built once for this process and kept in memory. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

export interface Asset {
  body: Buffer;
  /** The body, compressed. */
  gzip: Buffer;
  headers: Record<string, string>;
}

/** The page's files by path; the page itself is `/`. */
export type Assets = ReadonlyMap<string, Asset>;

const webFolder = fileURLToPath(new URL('../web/', import.meta.url));

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

let built: Promise<Assets> | undefined;

/**
 * Builds the page with Vite on the first call. There is no development server: no request from a
 * browser reaches Vite.
 */
export function pageAssets(): Promise<Assets> {
  built ??= buildAssets().catch((error: unknown) => {
    built = undefined;
    throw error;
  });
  return built;
}

async function buildAssets(): Promise<Assets> {
  const result = await build({
    root: webFolder,
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    // The same page whatever NODE_ENV the demo is started with.
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, modulePreload: false, reportCompressedSize: false },
  });
  if (!('output' in result)) throw new TypeError('Vite returned no single output of the page');
  return new Map(
    result.output.map((file) => {
      const body = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      return file.fileName === 'index.html'
        ? [
            '/',
            {
              body,
              gzip: gzipSync(body),
              headers: { ...headersOf('html', 'no-cache'), etag: etagOf(body) },
            },
          ]
        : [
            `/${file.fileName}`,
            {
              body,
              gzip: gzipSync(body),
              headers: headersOf(extensionOf(file.fileName), cachedForever),
            },
          ];
    }),
  );
}

const etagOf = (body: Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url')}"`;

/** File names contain a hash of the content. */
const cachedForever = 'public, max-age=31536000, immutable';

function headersOf(extension: string, caching: string): Record<string, string> {
  const type = contentTypes[extension];
  if (type === undefined) throw new TypeError(`A file ending in .${extension} has no type yet`);
  return {
    'content-type': type,
    'cache-control': caching,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
}

const extensionOf = (fileName: string): string => fileName.slice(fileName.lastIndexOf('.') + 1);
