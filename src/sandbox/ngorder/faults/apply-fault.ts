/** Applies a fault to a response. */
import { type ApiResponse, answer, failed, json } from '../api/response.ts';
import type { Fault } from './faults.ts';

/** How a response is sent; `broken` means not at all. */
export type Transmission = 'whole' | 'truncated' | 'cut' | 'broken';

export interface Outcome {
  answer: ApiResponse;
  transmission: Transmission;
}

// The signature of OLE compound files, such as old .xls files.
const oleHeader = Buffer.from('D0CF11E0A1B11AE1', 'hex');

/**
 * Answers a request, applying a fault if there is one.
 * @param act carries out the request; not called if the fault strikes before the effect
 * @param wait waits for a delay; if it throws, the request ends
 */
export async function applyFault(
  fault: Fault | undefined,
  requestId: string,
  act: () => Promise<ApiResponse>,
  wait: (ms: number) => Promise<void>,
): Promise<Outcome> {
  if (!fault) return { answer: await act(), transmission: 'whole' };
  const waiting = async () => (fault.delayMs === undefined ? undefined : wait(fault.delayMs));
  if (fault.when !== 'after') await waiting();
  const acts = fault.when === 'after' || needsAnswer.has(fault.kind);
  const real = acts ? await act() : answer(200, '', '');
  if (fault.when === 'after') await waiting();
  return disturb(fault, real, requestId);
}

// These damage the real response, so it has to be made.
const needsAnswer = new Set<Fault['kind']>(['delay', 'truncated', 'cut', 'damaged']);

function disturb(fault: Fault, real: ApiResponse, requestId: string): Outcome {
  const instead = (other: ApiResponse): Outcome => ({ answer: other, transmission: 'whole' });
  switch (fault.kind) {
    case 'delay':
      return { answer: real, transmission: 'whole' };
    case 'truncated':
    case 'cut':
    case 'broken':
      return { answer: real, transmission: fault.kind };
    case 'damaged':
      return instead({ ...real, body: real.body.subarray(0, real.body.length >> 1) });
    case 'status':
      return instead(errorAnswer(fault, requestId));
    case 'failed':
      return instead(failed(200, fault.message ?? 'Something went wrong', requestId));
    case 'answer':
      return instead(
        answer(
          fault.status ?? 200,
          fault.contentType ?? 'application/json',
          Buffer.from(fault.body ?? '', fault.base64 ? 'base64' : 'utf8'),
        ),
      );
    case 'html':
      return instead(answer(200, 'text/html; charset=utf-8', page));
    case 'redirect':
      return instead({ ...answer(302, '', ''), headers: { location: '/api/open/elsewhere' } });
    case 'empty':
      return instead(answer(200, '', ''));
    case 'emailed':
      return instead(
        json(200, {
          response: 'success',
          message: 'The file will be sent to your e-mail',
          data: null,
        }),
      );
    case 'xls':
      return instead(oldWorkbook());
  }
}

const page =
  '<!doctype html><html><head><title>Maintenance</title></head><body>Sedang perbaikan</body></html>';

const titles: Record<number, string> = {
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'Not Found',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service is under maintenance',
};

function errorAnswer({ status = 500, message, retryAfter }: Fault, requestId: string): ApiResponse {
  const made = failed(status, message ?? titles[status] ?? 'Error', requestId);
  if (retryAfter !== undefined) made.headers['retry-after'] = String(retryAfter);
  return made;
}

// Only its header is real: enough for a check of the file's type.
function oldWorkbook(): ApiResponse {
  const made = answer(
    200,
    'application/vnd.ms-excel',
    Buffer.concat([oleHeader, Buffer.alloc(4096 - oleHeader.length)]),
  );
  made.headers['content-disposition'] = 'attachment; filename="order-cancel.xls"';
  return made;
}
