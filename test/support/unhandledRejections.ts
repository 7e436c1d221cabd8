/** Mocha takes no notice of a promise that fails without anyone knowing: here the test that runs then fails. */
process.on('unhandledRejection', (reason) => {
  throw reason;
});
