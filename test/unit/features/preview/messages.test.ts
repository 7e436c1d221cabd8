import assert from 'node:assert/strict';

import fc from 'fast-check';

import { decodeFromPage } from '../../../../src/features/preview/messages';

describe('a message of the page', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'showLog' },
    { type: 'openOutput', index: 0 },
    { type: 'openOutput', index: 12 },
  ]) {
    it(`is understood: ${JSON.stringify(message)}`, () => {
      assert.deepEqual(decodeFromPage(message), message);
    });
  }

  for (const message of [
    undefined,
    null,
    'ready',
    {},
    { type: 'openOutput' },
    { type: 'openOutput', index: -1 },
    { type: 'openOutput', index: 0.5 },
    { type: 'openOutput', index: '0' },
    { type: 'openOutput', path: '/etc/passwd' },
    { type: 'executeCommand', command: 'workbench.action.quit' },
  ]) {
    it(`is left aside: ${JSON.stringify(message)}`, () => {
      assert.equal(decodeFromPage(message), undefined);
    });
  }

  it('brings nothing along that was not asked for', () => {
    const message = { type: 'openOutput', index: 1, path: '/etc/passwd', command: 'quit' };
    assert.deepEqual(decodeFromPage(message), { type: 'openOutput', index: 1 });
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        decodeFromPage(message);
      }),
    );
  });
});
