import path from 'node:path';
import { mkdtempSync } from 'node:fs';
import { listen } from '/tmp/w/crash/test/support/demoApi/listener';
import { BusyApi } from '/tmp/w/crash/test/support/crash/busyApi';
import { BusyProcess, bundleOfBusyProcess } from '/tmp/w/crash/test/support/crash/busyProcess';
import { Ledger } from '/tmp/w/crash/test/support/crash/ledger';
async function main() {
  const tmp = mkdtempSync('/tmp/crash-debug-');
  let api: BusyApi;
  const server = await listen('127.0.0.1', 0, (a, b) => api.listener(a, b));
  api = new BusyApi([1, 4], () => server.origin);
  const bundle = await bundleOfBusyProcess(tmp);
  require('node:fs').appendFileSync(bundle, "\nprocess.on('disconnect', () => setInterval(() => console.log(process.getActiveResourcesInfo()), 3000).unref());\n");
  const busy = new BusyProcess({ bundle, folder: path.join(tmp, 's'), baseUrl: server.origin + '/v1', count: 20, ledger: new Ledger() });
  await new Promise((r) => setTimeout(r, 6000));
  console.log(busy.known.size, busy.reports, busy.bugs, api.asked);
  const t = Date.now();
  const timer = setTimeout(() => busy.kill(), 15000);
  console.log('end', await busy.end(), Date.now() - t);
  clearTimeout(timer);
  await server.close();
}
void main();
