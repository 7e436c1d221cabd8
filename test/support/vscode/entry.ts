import { LaunchError } from './launchError';

/** Runs a program's main function, which gives its exit code; a LaunchError is told as a sentence. */
export async function runEntry(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    console.error(error instanceof LaunchError ? error.message : error);
    process.exit(1);
  }
}
