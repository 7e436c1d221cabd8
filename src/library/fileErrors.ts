/** The system's code, such as `ENOSPC`; empty for errors of another kind. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
}

/** Something went wrong with a file, and with nothing else. */
export function isOfFileSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** The file is not there, nor perhaps its folder. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** @throws every error but that the file is not there. */
export function undefinedWhereMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
  return undefined;
}

const busyCodes = new Set(['EBUSY', 'EPERM', 'EACCES']);
const pausesMs = [10, 40, 160];

/** Windows refuses to rename and to remove what another process has open at that moment. */
export async function evenIfBusy<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!busyCodes.has(codeOf(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return work();
}
