/** Compressed responses: a day's traffic as JSON is megabytes, and a phone may read along by Wi-Fi. */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** Whether the client takes gzip (RFC 9110, Accept-Encoding). */
export function takesGzip({ 'accept-encoding': accepted = '' }: IncomingHttpHeaders): boolean {
  return String(accepted)
    .split(',')
    .some((coding) => /^\s*gzip\s*(?:;\s*q=(?:0?\.\d*[1-9]\d*|1(?:\.0*)?)\s*)?$/i.test(coding));
}

/** The headers of a response that is sent compressed; its length is not known then. */
export function gzipped({
  'content-length': _,
  ...headers
}: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' };
}

/** Whether compressing a response is worth it: JSON of more than a packet. */
export function isWorthGzip(headers: IncomingHttpHeaders): boolean {
  const {
    'content-type': type = '',
    'content-encoding': coding,
    'content-length': length,
  } = headers;
  const isLong = length === undefined || Number(length) > 1400;
  return coding === undefined && type.startsWith('application/json') && isLong;
}
