import assert from 'node:assert/strict';

import { sourceTexts } from '../../support/projectFiles';

describe('what asks a person', () => {
  const asking = sourceTexts().flatMap((text) => [
    ...text.matchAll(/window\.(?:showInputBox|showQuickPick)\([^;]+;/g),
    ...text.matchAll(/window\.create(?:InputBox|QuickPick)[^;]+;[^}]+/g),
  ]);

  it('has a title, and a placeholder that says what is asked for', () => {
    assert.ok(asking.length > 5);
    for (const [code] of asking) {
      assert.match(code, /\btitle\b/, code);
      assert.match(code, /\bplace[hH]older\b/, code);
    }
  });

  it('checks a text as one types', () => {
    const boxes = asking.filter(([code]) => code.includes('InputBox'));
    assert.ok(boxes.length > 0);
    for (const [code] of boxes) assert.match(code, /validateInput:/);
  });

  it('hides a key that is typed, and stays when one looks elsewhere for it', () => {
    const keys = asking.filter(([code]) => code.includes("title: l10n.t('API Key"));
    assert.equal(keys.length, 1);
    for (const [code] of keys) {
      assert.match(code, /password: true/);
      assert.match(code, /ignoreFocusOut: true/);
    }
  });
});
