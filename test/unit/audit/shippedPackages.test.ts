import assert from 'node:assert/strict';

import { auditShippedPackages } from '../../support/audit/shippedPackages';
import { LoopbackServer } from '../../support/builders/loopbackServer';

describe('The audit of the packages that are shipped', function () {
  this.timeout(30_000);
  const registry = LoopbackServer.use();

  it('finds none where the registry knows of none', async () => {
    registry.listener = (_, response) => response.end('{}');
    assert.deepEqual(await auditShippedPackages(registry.origin), { outcome: 'clean' });
  });

  it('finds one that the registry warns of', async () => {
    registry.listener = (request, response) => {
      const isBulk = request.url?.endsWith('/security/advisories/bulk');
      response.end(JSON.stringify(isBulk ? advisories : packument));
    };
    const audit = await auditShippedPackages(registry.origin);
    assert.deepEqual(audit, { outcome: 'vulnerable', packages: ['valibot (high)'] });
  });

  it('says why, where the registry answers no audits', async () => {
    registry.listener = (_, response) => response.writeHead(405).end();
    const audit = await auditShippedPackages(registry.origin);
    assert.equal(audit.outcome, 'unanswered');
    assert.match(audit.reason, /405/);
  });
});

const advisories = {
  valibot: [
    {
      id: 1,
      url: 'https://example.com/advisory',
      title: 'A weakness',
      severity: 'high',
      vulnerable_versions: '<999',
    },
  ],
};

const packument = { name: 'valibot', versions: { '1.0.0': {} } };
