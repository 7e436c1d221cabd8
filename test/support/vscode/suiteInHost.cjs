/**
 * What the extension host loads: it runs the real suite and leaves a file behind once that has
 * passed, because the exit code of a window whose extension host died is 0.
 */
const { writeFileSync } = require('node:fs');
const process = require('node:process');
const { format } = require('node:util');
const { takeCoverage } = require('node:v8');

const { HOST_TESTS_SUITE, HOST_TESTS_PASSED, HOST_TESTS_MARK } = process.env;

/** Marks what is written to the console, which a web window mixes with its own log. */
function markConsole(mark) {
  const { console } = globalThis;
  const marked = ['log', 'info', 'warn', 'error', 'debug'].map((method) => [
    method,
    { value: (...args) => console[method]('%s', mark + format(...args)), writable: true },
  ]);
  // The extension host guards the methods of its console against change, not the console itself.
  globalThis.console = Object.create(console, Object.fromEntries(marked));
}

exports.run = async function run() {
  if (HOST_TESTS_MARK !== undefined) markConsole(HOST_TESTS_MARK);
  try {
    await require(HOST_TESTS_SUITE).run();
  } finally {
    // Where NODE_V8_COVERAGE asks for it: an extension host that is killed at its end writes nothing.
    takeCoverage();
  }
  writeFileSync(HOST_TESTS_PASSED, '');
};
