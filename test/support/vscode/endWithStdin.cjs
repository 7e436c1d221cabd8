/**
 * Runs the script named by its first argument, and ends it with its whole process group once
 * standard input closes: that is the one sign of a parent that was killed without warning.
 */
const process = require('node:process');
const { pathToFileURL } = require('node:url');

function endGroup() {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit(1);
  }
}

process.stdin.on('close', endGroup).resume();
process.stdin.unref();
process.argv.splice(1, 1);
void import(pathToFileURL(process.argv[1]).href);
