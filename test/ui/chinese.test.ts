import assert from 'node:assert/strict';

import { seedId } from '../support/demoApi/seedPrediction';
import { eventually } from '../support/eventually';
import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { closeQuickInput, quickInput, quickInputRows } from '../support/vscode/palette';
import { chinese } from '../support/words/displayLanguage';

describe('In Simplified Chinese', () => {
  const window = PredictionsWindow.use({
    language: chinese,
    settings: { 'workbench.colorTheme': 'Default Dark Modern' },
  });

  it('the empty view says what can be done', async () => {
    await window.page.getByRole('tab', { name: 'DeerAPI' }).click();
    const view = window.page.locator('.part.sidebar');
    await view.getByText('粘贴预测 ID，查看模型运行的进展和结果').waitFor();
    await view.locator('.monaco-text-button', { hasText: '查询预测…' }).waitFor();
    await window.screenshot('chinese-welcome');
  });

  it('the palette has the commands', async () => {
    const { page } = window;
    await page.keyboard.press('F1');
    await quickInput(page).fill('>DeerAPI: ');
    await quickInputRows(page).filter({ hasText: 'DeerAPI: 以 JSON 格式打开' }).waitFor();
    await window.screenshot('chinese-palette');
    // Below each title VS Code has the English one, which can be typed as well.
    const titles = await quickInputRows(page).evaluateAll((rows) =>
      rows.map((row) => row.querySelector('.label-name')?.textContent ?? ''),
    );
    // The one to focus on the view is VS Code's.
    const own = titles.filter((title) => /^DeerAPI: (?!Focus)/.test(title));
    assert.ok(own.length >= 5);
    assert.deepEqual(
      own.filter((title) => !/^DeerAPI: \p{Script=Han}/u.test(title)),
      [],
    );
    await closeQuickInput(page);
  });

  it('a prediction is looked up, and told of in row, status bar and preview', async () => {
    await window.lookUp(seedId);
    const row = window.row('stable-diffusion-3.5-large');
    await row.getByText('hvmbv5hn · 成功 · 8.7 秒').waitFor();
    await window.statusItem('stable-diffusion-3.5-large · 成功 · 8.7 秒').waitFor();
    const preview = await window.preview('stable-diffusion-3.5-large');
    await preview.locator('.stage.loaded').waitFor();
    assert.equal(await preview.locator('html').getAttribute('lang'), 'zh-CN');
    const text = await preview.locator('body').innerText();
    for (const word of ['成功 · 8.7 秒', '输入', '指标', '时间', '创建时间', '排队时间', '预测']) {
      assert.ok(text.includes(word), word);
    }
    // As Chinese writes a date, wherever this runs.
    assert.match(text, /创建时间\s+20\d\d\/\d+\/\d+ \d\d:\d\d:\d\d/);
    await preview.getByRole('button', { name: '显示日志' }).waitFor();
    await preview.getByRole('button', { name: '保存输出…' }).waitFor();
    await window.screenshot('chinese-preview');
  });

  it('a failure says what to do', async () => {
    await window.lookUp('no-such-prediction');
    await window.toast('没有此 ID 的预测：请检查 ID，并确认预测是在那里启动的。').waitFor();
    await window.screenshot('chinese-failure');
    const [buttons] = await window.page
      .locator('.notifications-toasts .monaco-button')
      .allInnerTexts();
    assert.match(buttons ?? '', /^\p{Script=Han}/u);
  });

  it('one that runs says how far it is', async () => {
    await window.lookUp('refinestagesv6z3t5w0n8b2j7');
    await eventually(
      () => window.rowTexts(),
      (rows) => rows.some((text) => /% · 剩余 \d+ 秒/.test(text)),
    );
    await window.screenshot('chinese-running');
  });
});
