import { behaviour, type Behaviour, type HostileAsk } from '../behaviour';
import { endedText, fairText, sendJson } from '../fair';

type Body = (ask: HostileAsk) => string;

/** Answers that are fair one by one, and do not fit together. */
export const states: readonly Behaviour[] = [
  running(
    'state-back-to-starting',
    'starting, then processing, and so on',
    ({ id, count }) => fairText(id, { status: count % 2 === 1 ? 'starting' : 'processing' }),
    'starting',
    'processing',
  ),
  running(
    'state-unknown',
    'a state that nobody documented',
    ({ id }) => fairText(id, { status: 'daydreaming' }),
    'daydreaming',
  ),
  running(
    'state-hostile',
    'a state with colours, turned text and line ends',
    ({ id }) => fairText(id, { status: '\u001b[31mdone\u202e\n$(trash) ' }),
    'done $(trash)',
  ),
  running('state-completed-at', 'processing, though it tells when it was completed', ({ id }) =>
    fairText(id, { completed_at: '2025-05-19T02:00:18Z' }),
  ),
  ended(
    'state-other-end',
    'a state that nobody documented, and when it was completed',
    ({ id }) => endedText(id, { status: 'expired', completed_at: '2025-05-19T02:00:27Z' }),
    'expired · 8.7 s',
  ),
  ended('state-ends', 'the end', ({ id }) => endedText(id)),
  ended(
    'state-ends-negative',
    'an end before its beginning, by times and metrics',
    ({ id }) =>
      endedText(id, { completed_at: '2024-01-01T00:00:00Z', metrics: { predict_time: -7 } }),
    'succeeded · 0 s',
  ),
  running('logs-shrink', 'a log that is shorter each time', ({ id, count }) =>
    fairText(id, { logs: 'a line\n'.repeat(Math.max(1, 50 - count)) }),
  ),
  running('logs-replaced', 'another log each time', ({ id, count }) =>
    fairText(id, { logs: `this is answer ${count}\n`.repeat(3) }),
  ),
  running('logs-come-and-go', 'a log every other time', ({ id, count }) =>
    fairText(id, { logs: count % 2 === 1 ? 'here\n' : null }),
  ),
  running('outputs-change', 'another output each time', ({ id, count, elsewhere }) =>
    fairText(id, { output: [`${elsewhere}/file-${count}.png`] }),
  ),
  running('outputs-vanish', 'an output every other time', ({ id, count, elsewhere }) =>
    fairText(id, { output: count % 2 === 1 ? [`${elsewhere}/file.png`] : null }),
  ),
  running('input-changes', 'another input each time', ({ id, count }) =>
    fairText(id, { input: count % 2 === 1 ? { prompt: `answer ${count}` } : {} }),
  ),
  running('model-changes', 'another model each time', ({ id, count }) =>
    fairText(id, { model: `acme/model-${count}`, version: `v${count}` }),
  ),
  running('urls-elsewhere', 'addresses on other origins', ({ id, elsewhere, secureElsewhere }) =>
    fairText(id, {
      urls: {
        get: `${elsewhere}/get`,
        cancel: `${elsewhere}/cancel`,
        stream: `${secureElsewhere}/stream`,
        web: `${elsewhere}/web`,
      },
      webhook: `${elsewhere}/webhook`,
      next: `${elsewhere}/next`,
    }),
  ),
  clocked('clock-an-hour-ahead', 'a clock that is an hour ahead', (now) => hoursFrom(now, 1)),
  clocked('clock-an-hour-behind', 'a clock that is an hour behind', (now) => hoursFrom(now, -1)),
  clocked('clock-nonsense', 'a date that is none', () => undefined),
  running(
    'progress-nonsense',
    'bars of more than everything',
    ({ id }) => fairText(id, { logs: bars }),
    '99% · stage 2: 1%',
  ),
];

function running(
  id: string,
  does: string,
  body: Body,
  sees = 'processing',
  then = sees,
): Behaviour {
  return behaviour({ id, does, sees, then, asks: 'follows' }, (ask, response) => {
    sendJson(response, body(ask));
  });
}

function ended(id: string, does: string, body: Body, sees = 'succeeded · 8.7 s'): Behaviour {
  return { ...running(id, does, body, sees), asks: 'once' };
}

/** @param theirs The server's time, by which it tells of the prediction as well; undefined for nonsense. */
function clocked(id: string, does: string, theirs: (now: number) => Date | undefined): Behaviour {
  return behaviour({ id, does, sees: 'processing', asks: 'follows' }, (ask, response) => {
    const time = theirs(ask.now);
    response.setHeader('Date', time?.toUTCString() ?? 'Someday, 99 Foo 10000 99:99:99 GMT');
    const started_at = time?.toISOString() ?? 'Someday';
    sendJson(response, fairText(ask.id, { created_at: started_at, started_at }));
  });
}

function hoursFrom(now: number, hours: number): Date {
  return new Date(now + hours * 3600_000);
}

const bars = ['900%|█| 9/1 [99:99<-1:00, -5it/s]', 'NaN%|█| NaN/0', '1%|#| -1/-1'].join('\r');
