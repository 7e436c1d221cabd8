import assert from 'node:assert/strict';

import { compare } from '../../src/features/preview/compare';
import type { PreviewPlaces } from '../../src/features/preview/previewPanel';
import { UserError } from '../../src/host/userError';

describe('Comparing outputs', () => {
  it('says at once that there are too many, without reading any', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => ({ predictionId: `p${index}` }));
    const read: string[] = [];
    const tracker = {
      list: [],
      open: (id: string) => {
        read.push(id);
        return Promise.resolve(undefined);
      },
    };
    // Nothing else of these is asked for where nothing is compared.
    const comparing = compare(tracker, {} as PreviewPlaces, [rows[0], rows]);
    await assert.rejects(comparing, UserError);
    assert.deepEqual(read, []);
  });
});
