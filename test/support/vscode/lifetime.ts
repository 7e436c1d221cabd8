/** Something that must not outlive this process. */
export interface Ending {
  /** Ends it in order. */
  dispose(): Promise<void>;
  /** Ends it at once, for the moment when nothing can be awaited any more. */
  kill(): void;
}

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const endings = new Set<Ending>();
let watching = false;

/** Ends it when this process is asked to end or ends by itself. Gives back what undoes that. */
export function endWithThisProcess(ending: Ending): () => void {
  endings.add(ending);
  watchForTheEnd();
  return () => endings.delete(ending);
}

function watchForTheEnd(): void {
  if (watching) return;
  watching = true;
  process.on('exit', () => {
    for (const ending of [...endings].reverse()) ending.kill();
  });
  for (const [signal, exitCode] of Object.entries(signals)) {
    process.on(signal, () => void endInOrder(exitCode));
  }
}

let ended: Promise<unknown> | undefined;

/** The terminal, npm and mocha may each pass on the same Ctrl-C: only the first of them counts. */
async function endInOrder(exitCode: number): Promise<void> {
  if (ended) return;
  ended = Promise.allSettled([...endings].reverse().map((ending) => ending.dispose()));
  await ended;
  process.exit(exitCode);
}
