/** Mocha takes no notice of a promise that fails without anyone knowing: here the test that runs then fails. */
process.on('unhandledRejection', (reason) => {
  // In its extension host VS Code lets go of what it has canceled.
  if (reason instanceof Error && reason.name === 'Canceled') return;
  throw reason;
});
