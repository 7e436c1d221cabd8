import { behaviour, type Behaviour } from '../behaviour';
import { endedText } from '../fair';
import { sentences } from '../sentences';

const megabyte = 1_000_000;

/** Answers that are fair, or nearly so, and as large as may be read. They take too long for each test run. */
export const large: readonly Behaviour[] = [
  fair('large-log', 'a log of 50 MB', () => ['logs', JSON.stringify(text('a line of a log\n'))]),
  fair('large-log-of-colours', 'a log of 50 MB of escaped colours', () => [
    'logs',
    JSON.stringify(text('\u001b[31mred\u001b[0m\n', 25)),
  ]),
  fair('large-log-not-latin', 'a log of 50 MB in Chinese', () => [
    'logs',
    JSON.stringify(text('鹿在湖边\n', 16)),
  ]),
  fair('large-output-text', 'an output of one text of 50 MB', () => [
    'output',
    JSON.stringify(text('x')),
  ]),
  fair('real-output', 'an output of 3 MB of JSON, the largest that was ever seen', () => [
    'output',
    JSON.stringify(
      Array.from({ length: 40_000 }, (_, index) => ({
        index,
        box: [0, 0, index, 1],
        label: 'a deer',
      })),
    ),
  ]),
  fair(
    'large-numbers',
    '50 MB of numbers',
    () => ['output', `[${text('0,')}0]`],
    sentences.tooLarge,
  ),
  fair(
    'large-objects',
    '50 MB of objects',
    () => ['output', `[${text('{"a":1},')}0]`],
    sentences.tooLarge,
  ),
  fair('large-names', '50 MB of names', () => ['output', `{${names()}}`], sentences.tooLarge),
];

function fair(
  id: string,
  does: string,
  field: () => readonly [name: string, json: string],
  sees = 'succeeded · 8.7 s',
): Behaviour {
  let body: string | undefined;
  return behaviour({ id, does: `sends ${does}`, sees, asks: 'once' }, (ask, response) => {
    const [name, json] = body === undefined ? field() : ['', ''];
    body ??= endedText(ask.id, { [name]: '!' }).replace('"!"', () => json);
    response.end(body);
  });
}

function text(part: string, megabytes = 50): string {
  return part.repeat((megabytes * megabyte) / part.length);
}

function names(): string {
  return Array.from({ length: 4 * megabyte }, (_, index) => `"n${index}":1`).join(',');
}
