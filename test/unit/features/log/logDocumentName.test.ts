import assert from 'node:assert/strict';

import { idInName, logDocumentName } from '../../../../src/features/log/logDocumentName';
import { describeNoLog } from '../../../../src/features/log/noLog';
import { english } from '../../../support/builders/english';
import { trackedOf } from '../../../support/builders/predictions';

const id = 'hvmbv5hndhrme0cpws2rnqqf60';

describe("the name of a log's document", () => {
  for (const [model, title] of [
    ['stability-ai/sdxl', 'sdxl · hvmbv5hn.log'],
    ['', 'hvmbv5hn.log'],
    ['acme/小鹿 v1.5', '小鹿-v1.5 · hvmbv5hn.log'],
    ['<img src=x>/[run](command:quit)', '-run-command-quit- · hvmbv5hn.log'],
    ['../..', '.. · hvmbv5hn.log'],
    [`acme/${'x'.repeat(200)}`, `${'x'.repeat(60)} · hvmbv5hn.log`],
  ] as const) {
    it(`is ${title} for ${model.slice(0, 40) || 'no model'}, and holds the id`, () => {
      const name = logDocumentName(trackedOf({ id, model }));
      assert.equal(name, `${id}/${title}`);
      assert.equal(idInName(name), id);
    });
  }
});

describe('an empty log', () => {
  for (const [fields, sentence] of [
    [{ status: 'starting' }, 'This prediction has not written a log yet.'],
    [{ status: 'succeeded' }, 'This prediction wrote no log.'],
    [{ data_removed: true }, 'The server has removed the log of this prediction.'],
  ] as const) {
    it(`says: ${sentence}`, () => {
      assert.equal(describeNoLog(trackedOf({ id, ...fields }).brief, english), sentence);
    });
  }

  it('says what to do where the prediction is not tracked', () => {
    const sentence = 'This prediction is no longer tracked: look it up to see its log.';
    assert.equal(describeNoLog(undefined, english), sentence);
  });
});
