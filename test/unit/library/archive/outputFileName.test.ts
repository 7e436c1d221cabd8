import assert from 'node:assert/strict';

import { outputFileName } from '../../../../src/library/archive/outputFileName';
import { fileTypeOfPath } from '../../../../src/prediction/fileType';

const sha256 = '0123456789abcdef'.repeat(4);
const png = fileTypeOfPath('.png');

describe('the file of a kept output', () => {
  for (const [pathname, stem] of [
    ['/a/b/out-0.png', 'out-0'],
    ['/deer.PNG', 'deer'],
    ['/archive.tar.gz', 'archive-tar'],
    ['/a.longending', 'a-longending'],
    ['/deer.png.', 'deer-png'],
    ['/My%20Deer%20(1).png', 'my-deer-1'],
    ['/deer%2Ffox.png', 'deer-fox'],
    ['/..%2F..%2Fetc%2Fpasswd', 'etc-passwd'],
    ['/..', 'output'],
    ['/', 'output'],
    ['', 'output'],
    ['/%E9%B9%BF.png', 'output'],
    ['/%E0%A4%A.png', 'e0-a4-a'],
    ['/--deer--.png', 'deer'],
    ['/CON', 'con'],
    ['/a%00b%0Ac', 'a-b-c'],
    ['/ﬁsh.png', 'sh'],
    [`/${'x'.repeat(59)}-y.png`, 'x'.repeat(59)],
    [`/${'x'.repeat(200)}.png`, 'x'.repeat(60)],
  ] as const) {
    it(`of ${JSON.stringify(pathname.slice(0, 40))} is called ${stem}, and what it is`, () => {
      assert.equal(outputFileName(pathname, sha256, png), `${stem}-0123456789ab.png`);
    });
  }

  it('ends as what it is, whatever its address ends in', () => {
    const { extension } = fileTypeOfPath('.html');
    assert.equal(
      outputFileName('/deer.png', sha256, fileTypeOfPath('.html')),
      `deer-0123456789ab.${extension}`,
    );
  });

  it('is apart from those of the same name and other bytes', () => {
    const names = [sha256, 'f'.repeat(64)].map((digest) => outputFileName('/a.png', digest, png));
    assert.equal(new Set(names).size, 2);
  });
});
