import { once } from 'node:events';
import { createServer } from 'node:net';

/** The wanted port of loopback where it is free, else 0: any. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    await once(server.listen(wanted, '127.0.0.1'), 'listening');
    return wanted;
  } catch {
    return 0;
  } finally {
    server.close();
  }
}
