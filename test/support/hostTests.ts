import { rm } from 'node:fs/promises';
import path from 'node:path';
import { rawCoverage } from './coverage/coverageFolders';
import { startDemoApi } from './demoApi/demoApi';
import { projectFolder } from './vscode/cacheFolder';
import { runEntry } from './vscode/entry';
import { chooseHost } from './vscode/host';
import { runHostTests } from './vscode/runHostTests';

void runEntry(async () => {
  const host = await chooseHost();
  console.log(`The extension host of VS Code ${host.version} (${host.kind}):`);
  await rm(rawCoverage.host, { recursive: true, force: true });
  const demo = await startDemoApi();
  try {
    const passed = await runHostTests(host, {
      extension: projectFolder,
      suite: path.join(projectFolder, 'dist', 'test', 'host', 'index.js'),
      settings: { 'deerapi.baseUrl': demo.baseUrl },
      env: {
        DEERAPI_KEY: demo.key,
        DEERAPI_BASE_URL: demo.baseUrl,
        NODE_V8_COVERAGE: rawCoverage.host,
      },
      timeoutMs: 120_000,
    });
    return passed ? 0 : 1;
  } finally {
    await demo.close();
  }
});
