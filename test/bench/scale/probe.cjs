/**
 * A second extension, in the same extension host: it measures, and answers each request file with a
 * report beside it.
 */
const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { monitorEventLoopDelay, performance } = require('node:perf_hooks');
const process = require('node:process');
const { setImmediate, setInterval } = require('node:timers');
const { setTimeout } = require('node:timers/promises');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const { commands } = require('vscode');

const { SCALE_PROBE } = process.env;
const resolutionMs = 5;
/** A command may wait for its turns with the server for minutes. */
const patienceMs = 15_000;

exports.activate = function activate() {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let cpu = process.cpuUsage();
  let at = performance.now();
  setInterval(async () => {
    if (!existsSync(`${SCALE_PROBE}.ask`)) return;
    const { command, args = [] } = JSON.parse(readFileSync(`${SCALE_PROBE}.ask`, 'utf8'));
    rmSync(`${SCALE_PROBE}.ask`);
    if (command !== undefined) {
      await Promise.race([commands.executeCommand(command, ...args), setTimeout(patienceMs)]);
    }
    const seconds = (performance.now() - at) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    const longestBlockMs = delay.max / 1e6 - resolutionMs;
    const measures = performance
      .getEntriesByType('measure')
      .map(({ name, duration }) => [name, duration]);
    collectGarbage();
    const { heapUsed } = process.memoryUsage();
    const cpuShare = (user + system) / 1e6 / seconds;
    writeFileSync(
      `${SCALE_PROBE}.told`,
      JSON.stringify({
        heapUsed,
        longestBlockMs,
        cpuShare,
        seconds,
        measures: Object.fromEntries(measures),
      }),
    );
    cpu = process.cpuUsage();
    at = performance.now();
    // The collection itself is not what is measured.
    setImmediate(() => setImmediate(() => delay.reset()));
  }, 50);
};
