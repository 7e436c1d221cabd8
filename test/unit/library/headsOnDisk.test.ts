import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';

import { readAllHeads } from '../../../src/library/headsOnDisk';
import { libraryDisk } from '../../../src/library/libraryDisk';
import { LibraryReports } from '../../../src/library/libraryReport';
import { encodePrediction, type ReadHead } from '../../../src/library/predictionFile';
import { PredictionFiles, type Reading } from '../../../src/library/predictionFiles';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';
import { pendingOf } from '../../support/library/storedOf';

const count = 1000;

describe('reading every head', () => {
  const temporary = useTemporaryFolder();
  const reports = new LibraryReports(({ type, file }) => {
    assert.fail(`${type} ${file}`);
  });

  beforeEach(async () => {
    const { folders } = libraryDisk(temporary.path, () => undefined);
    await folders.make();
    for (let index = 0; index < count; index += 1) {
      const id = `id${index}`;
      await writeFile(folders.fileOf(id), encodePrediction(pendingOf(id)));
    }
  });

  async function idsReadBy(files: PredictionFiles): Promise<readonly string[]> {
    const disk = libraryDisk(temporary.path, () => undefined);
    const ids: string[] = [];
    await readAllHeads({ ...disk, files }, ({ head }) => ids.push(head.id));
    return ids;
  }

  it('lets others have their turn meanwhile', async () => {
    let turns = 0;
    let turnsBefore: number | undefined;
    class WorkingFiles extends PredictionFiles {
      override head(file: string, readLine?: () => string | Promise<string>) {
        turnsBefore ??= turns;
        work(0.05);
        return super.head(file, readLine);
      }
    }
    let isReading = true;
    const take = () => {
      turns += 1;
      if (isReading) setImmediate(take);
    };
    take();
    assert.equal((await idsReadBy(new WorkingFiles(reports))).length, count);
    isReading = false;
    assert.ok(turns - (turnsBefore ?? 0) >= 5, `${turns} - ${turnsBefore ?? ''}`);
  });

  it('reads many at a time where the disk is slow', async () => {
    let underWay = 0;
    let most = 0;
    class SlowFiles extends PredictionFiles {
      override async head(
        file: string,
        readLine: () => string | Promise<string> = () => '',
      ): Promise<Reading<ReadHead>> {
        underWay += 1;
        most = Math.max(most, underWay);
        const line = readLine();
        if (typeof line === 'string') work(5);
        else await line;
        const read = await super.head(file, () => line);
        underWay -= 1;
        return read;
      }
    }
    const began = performance.now();
    const ids = await idsReadBy(new SlowFiles(reports));
    assert.equal(new Set(ids).size, count);
    assert.ok(performance.now() - began < (count * 5) / 4);
    assert.ok(most > 4, String(most));
  });
});

/** Holds everything up for so many milliseconds. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
