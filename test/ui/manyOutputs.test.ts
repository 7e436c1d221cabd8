import assert from 'node:assert/strict';

import { listen, type Listener } from '../support/demoApi/listener';
import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';

const count = 300;

describe('A prediction of three hundred outputs', () => {
  const window = PredictionsWindow.use();
  let files: Listener;

  before(async () => {
    files = await listen('127.0.0.1', 0, ({ url }, response) => response.end(`text ${url}`));
  });
  after(() => files.close());

  it('is shown whole, without telling its page of each file', async () => {
    window.demo.set({ id: 'first', model: 'acme/first', status: 'succeeded', output: 'a text' });
    await window.lookUp('first');
    const frame = await window.preview('first');
    await frame.evaluate(() => {
      addEventListener('message', () => {
        const { dataset } = document.body;
        dataset['told'] = String(Number(dataset['told'] ?? 0) + 1);
      });
    });
    const output = Array.from({ length: count }, (_, index) => `${files.origin}/${index}.txt`);
    window.demo.set({ id: 'many', model: 'acme/many', status: 'succeeded', output });
    await window.lookUp('many');
    await window.preview('many');
    await frame.getByText(`text /${count - 1}.txt`).waitFor({ state: 'attached' });
    const told = await eventually(
      () => frame.evaluate(() => Number(document.body.dataset['told'])),
      (number) => number > 0,
    );
    assert.ok(told < count / 3, String(told));
  });
});
