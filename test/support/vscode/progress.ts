/** Tells on standard error that something slow goes on; on a terminal also for how long already. */
export async function withProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  const line = (end: string): string =>
    `${what}… (${String(Math.round((Date.now() - since) / 1000))} s)${end}`;
  if (!process.stderr.isTTY) {
    process.stderr.write(`${what}…\n`);
    return work();
  }
  const show = (): boolean => process.stderr.write(line('\r'));
  show();
  const ticking = setInterval(show, 1_000);
  try {
    return await work();
  } finally {
    clearInterval(ticking);
    process.stderr.write(line('\n'));
  }
}
