import { openPredictionsWindow, type PredictionsWindow } from '../support/ui/predictionsWindow';
import { screenshotOnFailure } from '../support/ui/screenshotOnFailure';
import { quickInputRows, runCommand } from '../support/vscode/palette';

describe('The MCP server of the extension', () => {
  let window: PredictionsWindow;
  before(async function () {
    this.timeout(120_000);
    window = await openPredictionsWindow({ settings: { 'chat.disableAIFeatures': false } });
  });
  // Where no window could be opened there is none to close.
  after(() => (window as PredictionsWindow | undefined)?.dispose());
  afterEach(function () {
    return screenshotOnFailure(this.currentTest, window);
  });

  it('is among those of VS Code, starts there and offers its tools', async () => {
    const { page } = window;
    await runCommand(page, 'MCP: List Servers');
    const rows = quickInputRows(page);
    await rows.filter({ hasText: 'DeerAPI Predictions' }).first().click();
    await rows.filter({ hasText: 'Start Server' }).first().click();
    // VS Code shows the server's output as it starts.
    const lines = page.locator('.part.panel .view-line');
    await lines.filter({ hasText: /Discovered\s2\stools/ }).waitFor();
    await window.screenshot('mcp-server');
  });
});
