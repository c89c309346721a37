/** The last requests that the bot sent to Ngorder, newest first. */
import { IconButton } from './icon-button.tsx';
import { useNgorderCalls } from './use-ngorder-calls.ts';

export function Upstream({ onClose }: { onClose(): void }) {
  const calls = useNgorderCalls();
  return (
    <aside class="panel upstream" id="upstream" aria-label="Requests to Ngorder">
      <header class="panel-head">
        <h2 class="panel-title">Requests to Ngorder</h2>
        <IconButton
          sign="close"
          label="Close requests to Ngorder"
          class="close"
          onClick={onClose}
        />
      </header>
      {calls.length === 0 && <p class="hint">What the bot asks of Ngorder appears here.</p>}
      <ol class="calls" reversed>
        {calls.toReversed().map((call) => (
          <li key={call.number} data-failed={call.status !== undefined && call.status >= 400}>
            <code>
              <strong>{call.method}</strong> {lastPart(call.path)}
            </code>
            {details(call.query, call.body) !== '' && <code>{details(call.query, call.body)}</code>}
            <small>
              {new Date(call.at).toLocaleTimeString('en-GB')} · {outcome(call.status, call.ms)}
            </small>
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** The path without the API's root, which is the same for all. */
const lastPart = (path: string): string => path.replace(/^\/api\/open/u, '');

function details(query: Readonly<Record<string, string>>, body: unknown): string {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  if (body !== undefined && body !== '') asked.push(JSON.stringify(body));
  return asked.join(' ');
}

function outcome(status: number | undefined, ms: number | undefined): string {
  if (ms === undefined) return 'under way';
  return `${status ?? 'no answer'} · ${ms} ms`;
}
