import { PredictionsWindow } from '../support/ui/predictionsWindow';
import { quickInputRows, runCommand } from '../support/vscode/palette';

describe('The MCP server of the extension', () => {
  const window = PredictionsWindow.use({ settings: { 'chat.disableAIFeatures': false } });

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
