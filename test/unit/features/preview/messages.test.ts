import assert from 'node:assert/strict';

import fc from 'fast-check';

import { decodeFromPage, decodeToPage, toPage } from '../../../../src/features/preview/messages';
import { messagesLike } from '../../../support/hostile/anyMessage';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';

describe('a message of the page', () => {
  for (const message of [
    { type: 'ready' },
    { type: 'showLog', id },
    { type: 'openOutput', id, index: 0 },
    { type: 'openExternally', id, index: 12 },
    { type: 'cancelOutput', id, index: 3 },
    { type: 'setPinned', id, isPinned: true },
    { type: 'copyField', id, section: 'input', field: 4 },
    { type: 'copyJson', id, index: 0, path: [0, 17, 2] },
    { type: 'expandJson', id, index: 0, path: [], from: 100 },
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
    { type: 'showLog' },
    { type: 'openOutput', id },
    { type: 'openOutput', index: 0 },
    { type: 'openOutput', id, index: -1 },
    { type: 'openOutput', id, index: 0.5 },
    { type: 'openOutput', id, index: '0' },
    { type: 'openOutput', id, path: '/etc/passwd' },
    { type: 'copyField', id, section: 'key', field: 0 },
    { type: 'copyText', id, text: 'anything' },
    { type: 'expandJson', id, index: 0, path: ['__proto__'], from: 0 },
    { type: 'executeCommand', command: 'workbench.action.quit' },
  ]) {
    it(`is left aside: ${JSON.stringify(message)}`, () => {
      assert.equal(decodeFromPage(message), undefined);
    });
  }

  it('brings nothing along that was not asked for', () => {
    const message = { type: 'openOutput', id, index: 1, path: '/etc/passwd', command: 'quit' };
    assert.deepEqual(decodeFromPage(message), { type: 'openOutput', id, index: 1 });
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        decodeFromPage(message);
      }),
    );
  });
});

describe('a message to the page', () => {
  it('is understood with all of its words, and left aside where one is missing', () => {
    const view = messagesLike(toPage, 0).filter(
      (message) => typeof message === 'object' && message !== null && 'view' in message,
    );
    fc.assert(
      fc.property(view, (message) => {
        assert.ok(decodeToPage(message));
        const text = JSON.stringify(message).replaceAll('"zoomIn":', '"zoom":');
        assert.equal(decodeToPage(JSON.parse(text)), undefined);
      }),
      { numRuns: 20 },
    );
  });

  it('is left aside where it is none of the extension', () => {
    for (const message of [undefined, {}, { type: 'show' }, { type: 'show', view: { id } }]) {
      assert.equal(decodeToPage(message), undefined);
    }
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        decodeToPage(message);
      }),
    );
  });
});
