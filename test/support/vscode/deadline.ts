import { LaunchError } from './launchError';

/** What a promise gives, if it does so in time; else a LaunchError with that sentence. */
export async function within<T>(ms: number, promise: Promise<T>, late: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new LaunchError(late()));
    }, ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
