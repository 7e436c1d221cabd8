import assert from 'node:assert/strict';

import {
  InsideAddressError,
  isInsideAddress,
  isInsideAddressError,
  leadsOutside,
} from '../../../src/client/addressGuard';

describe('an address', () => {
  for (const address of [
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::FFFF:127.0.0.1',
    '0:0:0:0:0:ffff:10.0.0.1',
    '::ffff:192.168.100.200',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '::ffff:0:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2002:a00:1::',
    '::127.0.0.1',
    'fec0::1',
  ]) {
    it(`${address} is not of the open internet`, () => {
      assert.equal(isInsideAddress(address), true);
    });
  }

  for (const address of [
    '1.1.1.1',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.1.1',
    '100.63.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
    '::ffff:198.20.100.200',
  ]) {
    it(`${address} is of the open internet`, () => {
      assert.equal(isInsideAddress(address), false);
    });
  }
});

describe('a host', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', '169.254.169.254', '[::ffff:a00:1]']) {
    it(`${host} leads inside`, async () => {
      assert.equal(await leadsOutside(host), false);
    });
  }

  it('that is a public address leads outside', async () => {
    assert.equal(await leadsOutside('1.1.1.1'), true);
  });

  it('leads outside only where all of its addresses do, and it has one', async () => {
    const isOutside = (...addresses: string[]): Promise<boolean> =>
      leadsOutside('deer.example', () =>
        Promise.resolve(addresses.map((address) => ({ address }))),
      );
    assert.equal(await isOutside('1.1.1.1', '2606:4700::1111'), true);
    assert.equal(await isOutside('1.1.1.1', '10.0.0.1'), false);
    assert.equal(await isOutside('fd12::1', '1.1.1.1'), false);
    assert.equal(await isOutside(), false);
  });

  it('is asked for without the brackets of an address', async () => {
    const asked: string[] = [];
    const resolve = (host: string): Promise<[]> => Promise.resolve((asked.push(host), []));
    for (const host of ['[2606:4700::1111]', 'deer.example']) await leadsOutside(host, resolve);
    assert.deepEqual(asked, ['2606:4700::1111', 'deer.example']);
  });

  it('that does not exist is an error', async () => {
    await assert.rejects(leadsOutside('deerapi.invalid'));
  });
});

describe('the error of an address inside', () => {
  it('is known by its name, to another bundle too, and no other error is', () => {
    assert.ok(isInsideAddressError(new InsideAddressError('deer.example')));
    assert.ok(isInsideAddressError(Object.assign(new Error('x'), { name: 'InsideAddressError' })));
    assert.ok(!isInsideAddressError(new Error('deer.example')));
    assert.ok(!isInsideAddressError({ name: 'InsideAddressError' }));
  });
});
