import assert from 'node:assert/strict';

import { statisticsOf } from '../../../../src/features/summary/statistics';
import { summaryCsv } from '../../../../src/features/summary/summaryCsv';
import { summaryPage } from '../../../../src/features/summary/summaryPage';
import { english } from '../../../support/builders/english';
import { trackedOf } from '../../../support/builders/predictions';

const hostile = '<img src=x onerror="alert(1)">/"><script>alert(2)</script>';

function pageOf(...models: string[]): string {
  const briefs = models.map((model) => trackedOf({ model }).brief);
  const parts = { style: 'style.css', cspSource: 'https://local', language: 'en' };
  return summaryPage({ ...parts, statistics: statisticsOf(briefs) }, english);
}

describe('The summary', () => {
  it('says so where nothing is tracked', () => {
    assert.match(pageOf(), /No prediction is tracked yet/);
  });

  it('has a row for each model, with its numbers as text', () => {
    const page = pageOf('acme/alpha', 'acme/alpha', 'acme/beta');
    assert.match(page, /<th scope="row">acme\/alpha<\/th><td class="number">2<\/td>/);
    assert.match(page, /median 8\.7 s, 95% within 8\.7 s/);
  });

  it('says how many the highest column stands for', () => {
    assert.match(pageOf('acme/alpha', 'acme/beta'), /<span>2<\/span><\/div><svg/);
  });

  it('has what a server wrote as text alone, and lets nothing run', () => {
    const page = pageOf(hostile);
    assert.doesNotMatch(page, /<script|<img|onerror="/);
    assert.match(page, /default-src &#39;none&#39;; style-src/);
  });

  it('has all numbers as CSV, of which none is a formula', () => {
    const csv = summaryCsv([
      trackedOf({
        model: '=HYPERLINK("http://evil")',
        error: 'a, "quoted"\nline',
        status: 'failed',
      }),
    ]);
    const [head, ...rows] = csv.split('\r\n');
    assert.match(head ?? '', /^id,model,version,status,/);
    assert.match(rows.join('\r\n'), /,"'=HYPERLINK\(""http:\/\/evil""\)",hidden,failed,/);
    assert.match(csv, /,1,8\.733386377,"a, ""quoted""\nline",/);
  });
});
