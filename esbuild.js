'use strict';

const esbuild = require('esbuild');
const { readdirSync, rmSync } = require('node:fs');
const path = require('node:path');

const watch = process.argv.includes('--watch');
/** For debuggers, and for tests that tell which lines were run; what users get is small instead. */
const readable = watch || process.argv.includes('--readable');

const shared = {
  bundle: true,
  logLevel: 'info',
  minify: !readable,
  sourcemap: readable ? 'linked' : false,
};

const node = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
};

/** The extension, one file for the extension host. */
const extension = {
  ...node,
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode', './nodeFetch'],
  // Else it would be looked for as a module of another kind.
  supported: { 'dynamic-import': false },
};

/** What asks over HTTP, loaded with the first request. */
const nodeFetch = {
  ...node,
  entryPoints: ['src/nodeFetch.ts'],
  outfile: 'dist/nodeFetch.js',
  // It would be loaded in a Node without streams of its own, as none is since 18.
  external: ['web-streams-polyfill/*'],
};

/** What finds predictions in long texts, in a thread of its own. */
const referenceThread = {
  ...node,
  entryPoints: ['src/features/track/referenceThread.ts'],
  outfile: 'dist/referenceThread.js',
};

/** What answers agents from the disk, in a process that they start. */
const mcpServer = {
  ...node,
  entryPoints: ['src/features/agents/mcpServer.ts'],
  outfile: 'dist/mcpServer.js',
};

/** The preview's page, one script and one style sheet for the webview. */
const preview = {
  ...shared,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  entryPoints: { preview: 'media/preview/preview.ts' },
  outdir: 'dist',
};

/** The tests that run inside the extension host; mocha stays outside, so that there is one of it. */
const hostTests = {
  ...node,
  minify: false,
  sourcemap: 'inline',
  entryPoints: filesEndingWith('test/host', '.ts'),
  outbase: 'test/host',
  outdir: 'dist/test/host',
  external: ['vscode', 'mocha'],
};

function filesEndingWith(folder, ending) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));
}

/** What the extension's users get; the host tests are not part of it. */
const shipped = [extension, nodeFetch, referenceThread, mcpServer, preview];

async function main() {
  rmSync('dist', { recursive: true, force: true });
  const bundles = [...shipped, hostTests];
  if (!watch) {
    await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
    return;
  }
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(bundle)));
  await Promise.all(contexts.map((context) => context.watch()));
}

if (require.main === module) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}

module.exports = { shipped };
