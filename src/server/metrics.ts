import type { Backlog } from '../store/inbox/backlog.ts';
import { contentType, counter, gauge, histogram, type Metric } from './prometheus.ts';

/** What the bot counts, and its text for Prometheus. Labels hold kinds and outcomes, never what people wrote. */
export interface Metrics {
  /** One try to handle an update is over. */
  updateHandled(kind: string, outcome: string, ms: number): void;
  /** An update that always failed was taken out of its chat's way. */
  deadLetter(kind: string): void;
  webhookRequest(outcome: string): void;
  ngorderRequest(endpoint: string, outcome: string, ms: number): void;
  /** An act has come to its end. */
  actEnded(kind: string, result: string): void;
  /** Telegram asked to be left alone (429). */
  telegramFlood(method: string): void;
  contentType: string;
  text(): Promise<string>;
}

const seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** @param backlog how much waits in the inbox, asked whenever the numbers are; when it fails they are left out */
export function createMetrics(backlog: () => Promise<Backlog>): Metrics {
  const metrics: Metric[] = [];
  const counted = <L extends string>(name: string, help: string) =>
    kept(counter<L>(`ngorder_bot_${name}`, help));
  const timed = <L extends string>(name: string, help: string) =>
    kept(histogram<L>(`ngorder_bot_${name}`, help, seconds));
  const known = (name: string, help: string) => kept(gauge(`ngorder_bot_${name}`, help));
  function kept<M extends Metric>(metric: M): M {
    metrics.push(metric);
    return metric;
  }

  const updates = counted<'kind' | 'outcome'>('updates_total', 'Updates by kind and outcome');
  const handling = timed<'kind'>('update_seconds', 'Time in which an update was handled');
  const requests = counted<'outcome'>('webhook_requests_total', 'Webhook requests by outcome');
  const ngorder = counted<'endpoint' | 'outcome'>('ngorder_requests_total', 'Requests to Ngorder');
  const ngorderTime = timed<'endpoint'>('ngorder_request_seconds', 'Time of a request to Ngorder');
  const acts = counted<'kind' | 'result'>('acts_total', 'Acts on orders that have ended');
  const floods = counted<'method'>('telegram_429_total', 'Times Telegram asked to wait');
  const waiting = known('inbox_waiting', 'Updates that wait to be handled');
  const oldest = known(
    'inbox_oldest_seconds',
    'For how long the oldest update that is due has been',
  );

  const measureInbox = async (): Promise<void> => {
    const found = await backlog().catch(() => undefined);
    waiting.set(found?.waiting ?? Number.NaN);
    oldest.set(found === undefined ? Number.NaN : found.oldestMs / 1000);
  };

  return {
    updateHandled(kind, outcome, ms) {
      updates.inc({ kind, outcome });
      handling.observe({ kind }, ms / 1000);
    },
    deadLetter: (kind) => updates.inc({ kind, outcome: 'set aside' }),
    webhookRequest: (outcome) => requests.inc({ outcome }),
    ngorderRequest(endpoint, outcome, ms) {
      ngorder.inc({ endpoint, outcome });
      ngorderTime.observe({ endpoint }, ms / 1000);
    },
    actEnded: (kind, result) => acts.inc({ kind, result }),
    telegramFlood: (method) => floods.inc({ method }),
    contentType,
    async text() {
      await measureInbox();
      return `${metrics.flatMap((metric) => metric.lines()).join('\n')}\n`;
    },
  };
}
