import assert from 'node:assert/strict';

import { describeSaving } from '../../../../src/features/outputs/saveReport';
import { english } from '../../../support/builders/english';

const gone = 'Its server has already deleted it.';
const said = (saved: string[], failed: [string, string][] = [], cancelled = 0) =>
  describeSaving(
    { saved, notSaved: failed.map(([name, why]) => ({ name, why })), cancelled },
    'images',
    english,
  );

describe('What is said after saving', () => {
  it('names the one file, or how many, and the folder', () => {
    assert.equal(said(['deer.png']), 'Saved deer.png to images.');
    assert.equal(said(['a.png', 'b.png']), 'Saved 2 files to images.');
  });

  it('names what failed and why, each reason once', () => {
    assert.equal(
      said(
        ['a.png'],
        [
          ['b.png', gone],
          ['c.png', 'It is too large.'],
          ['d.png', gone],
        ],
      ),
      `Saved 1 of 4 files to images. b.png, d.png: ${gone} c.png: It is too large.`,
    );
  });

  it('does not list hundreds of names', () => {
    const failed = Array.from({ length: 200 }, (_, at): [string, string] => [`${at}.png`, gone]);
    assert.equal(said([], failed), `Nothing was saved. 0.png, 1.png, 2.png and 197 more: ${gone}`);
  });

  it('says what is there after it was cancelled', () => {
    assert.equal(said(['a.png'], [], 3), 'Canceled: 1 of 4 files were saved to images.');
  });
});
