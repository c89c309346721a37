/** Text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). */
export const contentType = 'text/plain; version=0.0.4; charset=utf-8';

/** What is known of one metric, as lines of the text format. */
export interface Metric {
  lines(): string[];
}

export interface Counter<Label extends string> extends Metric {
  inc(labels: Readonly<Record<Label, string>>): void;
}

export interface Gauge extends Metric {
  set(value: number): void;
}

export interface Histogram<Label extends string> extends Metric {
  observe(labels: Readonly<Record<Label, string>>, value: number): void;
}

export function counter<Label extends string>(name: string, help: string): Counter<Label> {
  const counts = new Map<string, number>();
  return {
    inc(labels) {
      const key = written(labels);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    lines: () => [
      ...head(name, help, 'counter'),
      ...[...counts].map(([labels, count]) => `${name}{${labels}} ${count}`),
    ],
  };
}

/** What it is now: 0 until it is set, NaN where it isn't known. */
export function gauge(name: string, help: string): Gauge {
  let now = 0;
  return {
    set(value) {
      now = value;
    },
    lines: () => [...head(name, help, 'gauge'), `${name} ${now}`],
  };
}

/** @param bounds the upper bound of each bucket, the smallest first */
export function histogram<Label extends string>(
  name: string,
  help: string,
  bounds: readonly number[],
): Histogram<Label> {
  /** For each set of labels how many were within each bound and no smaller one, the last within none; and their sum. */
  const series = new Map<string, { counts: number[]; sum: number }>();
  const linesOf = ([labels, { counts, sum }]: [string, { counts: number[]; sum: number }]) => {
    let total = 0;
    const buckets = counts.map((count, at) => {
      total += count;
      return `${name}_bucket{le="${bounds[at] ?? '+Inf'}",${labels}} ${total}`;
    });
    return [...buckets, `${name}_sum{${labels}} ${sum}`, `${name}_count{${labels}} ${total}`];
  };
  return {
    observe(labels, value) {
      const key = written(labels);
      const known = series.get(key) ?? { counts: [...bounds, 0].fill(0), sum: 0 };
      const bound = bounds.findIndex((most) => value <= most);
      const at = bound === -1 ? bounds.length : bound;
      known.counts[at] = (known.counts[at] ?? 0) + 1;
      known.sum += value;
      series.set(key, known);
    },
    lines: () => [...head(name, help, 'histogram'), ...[...series].flatMap(linesOf)],
  };
}

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function written(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value.replace(/[\\"\n]/g, escaped)}"`)
    .join(',');
}

function escaped(sign: string): string {
  return sign === '\n' ? '\\n' : `\\${sign}`;
}
