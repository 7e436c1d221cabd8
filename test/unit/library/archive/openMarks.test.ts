import assert from 'node:assert/strict';
import { readdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mock } from 'node:test';

import { OpenMarks } from '../../../../src/library/archive/openMarks';
import { useTemporaryFolder } from '../../../support/builders/temporaryFolder';
import { eventually } from '../../../support/eventually';

const minute = 60_000;

describe('a prediction that is open in a window', () => {
  const temporary = useTemporaryFolder();
  let folder: string;
  let marks: OpenMarks;
  let other: OpenMarks;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setInterval'] });
    folder = path.join(temporary.path, 'open');
    marks = new OpenMarks(folder);
    other = new OpenMarks(folder);
  });

  afterEach(() => {
    marks.dispose();
    other.dispose();
    mock.timers.reset();
  });

  const seenByOther = async () => [...(await other.all())];
  const files = () => readdir(folder).catch(() => []);

  async function open(
    name: string,
  ): Promise<{ readonly file: string; readonly close: () => void }> {
    const held = marks.add(name);
    const [file = ''] = await eventually(files, (names) => names.length > 0);
    return {
      file: path.join(folder, file),
      close: () => {
        held.dispose();
      },
    };
  }

  it('is open for the other windows, too, until it is closed', async () => {
    assert.deepEqual(await seenByOther(), []);
    const { close } = await open('deer.fox');
    assert.deepEqual(await seenByOther(), ['deer.fox']);
    close();
    await eventually(seenByOther, (names) => names.length === 0);
    assert.deepEqual([...(await marks.all())], []);
  });

  it('is open until it has been closed as often as it was opened', async () => {
    const { close } = await open('deer');
    const again = marks.add('deer');
    close();
    close();
    assert.deepEqual([...(await marks.all())], ['deer']);
    again.dispose();
    assert.deepEqual([...(await marks.all())], []);
  });

  it('leaves no trace where it is closed at once', async () => {
    marks.add('deer').dispose();
    await open('fox');
    await eventually(files, (names) => names.every((name) => name.startsWith('fox.')));
    assert.deepEqual(await seenByOther(), ['fox']);
  });

  it('is taken for closed once its window has given no sign of life for minutes', async () => {
    const { file } = await open('deer');
    await age(file, 2 * minute);
    assert.deepEqual(await seenByOther(), ['deer']);
    await age(file, 4 * minute);
    assert.deepEqual(await seenByOther(), []);
    assert.deepEqual([...(await marks.all())], ['deer'], 'its own window knows better');
  });

  it('gives a sign of life each minute', async () => {
    const { file } = await open('deer');
    await age(file, 4 * minute);
    mock.timers.tick(minute);
    await eventually(seenByOther, (names) => names.includes('deer'));
    assert.ok(Date.now() - (await stat(file)).mtimeMs < minute);
  });

  it('gives one though something has removed the last', async () => {
    const { file } = await open('deer');
    await unlink(file);
    mock.timers.tick(minute);
    await eventually(seenByOther, (names) => names.includes('deer'));
  });

  it('is open for its own window where nothing can be written', async () => {
    await writeFile(folder, 'a file where the folder should be');
    marks.add('deer');
    mock.timers.tick(minute);
    await unlink(folder);
    assert.deepEqual([...(await marks.all())], ['deer']);
  });

  it('is closed for all as its window ends', async () => {
    await open('deer');
    marks.dispose();
    await eventually(seenByOther, (names) => names.length === 0);
  });
});

async function age(file: string, ms: number): Promise<void> {
  const then = new Date(Date.now() - ms);
  await utimes(file, then, then);
}
