import assert from 'node:assert/strict';

import { hostOf, isLoopback, originOf, parseBaseUrl } from '../../../src/client/endpoint';

describe('a base URL', () => {
  for (const [text, url] of [
    ['https://api.deerapi.com/replicate/v1', 'https://api.deerapi.com/replicate/v1'],
    [' https://api.deerapi.com/replicate/v1// \n', 'https://api.deerapi.com/replicate/v1'],
    ['\u00a0https://api.deerapi.com\ufeff', 'https://api.deerapi.com'],
    ['https://api.example.com', 'https://api.example.com'],
    ['https://API.Example.com:443/V1', 'https://api.example.com/V1'],
    ['https://api.example.com:8443/v1', 'https://api.example.com:8443/v1'],
    ['http://localhost:8787/replicate/v1', 'http://localhost:8787/replicate/v1'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://127.1.2.3', 'http://127.1.2.3'],
    ['http://127.100.200.30', 'http://127.100.200.30'],
    ['http://[::1]:8787/v1', 'http://[::1]:8787/v1'],
  ] as const) {
    it(`is taken when it is “${text.trim()}”`, () => {
      assert.deepEqual(parseBaseUrl(text), { url });
    });
  }

  for (const [text, problem] of [
    ['', 'not-a-url'],
    ['api.deerapi.com/replicate/v1', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['http://api.deerapi.com/replicate/v1', 'not-https'],
    ['http://localhost.example.com', 'not-https'],
    ['http://127.0.0.1.example.com', 'not-https'],
    ['http://192.168.0.1/v1', 'not-https'],
    ['http://0.0.0.0:8787', 'not-https'],
    ['ftp://api.example.com/v1', 'not-https'],
    ['ftp://localhost/v1', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['https://user@api.example.com/v1', 'holds-credentials'],
    ['https://:secret@api.example.com/v1', 'holds-credentials'],
    ['https://api.example.com/v1?key=1', 'holds-query'],
    ['https://api.example.com/v1#top', 'holds-query'],
  ] as const) {
    it(`is refused as ${problem} when it is “${text}”`, () => {
      assert.deepEqual(parseBaseUrl(text), { problem });
    });
  }

  it('has an origin, which a key belongs to, and a host, which people read', () => {
    assert.equal(originOf('https://api.example.com:8443/v1'), 'https://api.example.com:8443');
    assert.equal(hostOf('https://api.example.com:8443/v1'), 'api.example.com:8443');
  });
});

describe('this machine', () => {
  for (const name of ['localhost', '127.0.0.1', '127.8.8.8', '[::1]']) {
    it(`is meant by ${name}`, () => {
      assert.equal(isLoopback(name), true);
    });
  }

  for (const name of [
    'localhost.com',
    'notlocalhost',
    '128.0.0.1',
    '127.0.0.1.nip.io',
    '[::2]',
    'x127.0.0.1',
  ]) {
    it(`is not meant by ${name}`, () => {
      assert.equal(isLoopback(name), false);
    });
  }
});
