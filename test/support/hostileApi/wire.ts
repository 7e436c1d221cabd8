import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

type Bytes = string | Buffer;

/** Writes what no HTTP library would, then ends the connection. */
export function writeRaw({ socket }: ServerResponse, ...parts: readonly Bytes[]): void {
  socket?.end(together(parts));
}

/** As {@link writeRaw}, and says nothing more for as long as the other side waits. */
export function writeAndWait({ socket }: ServerResponse, ...parts: readonly Bytes[]): void {
  socket?.write(together(parts));
}

/** As {@link writeRaw}, and then resets the connection, once the other side had time to read. */
export function writeAndReset({ socket }: ServerResponse, ...parts: readonly Bytes[]): void {
  socket?.write(together(parts));
  setTimeout(() => socket?.resetAndDestroy(), 10);
}

/** In one go, so that they are read in one go. */
function together(parts: readonly Bytes[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

export function reset(socket: Socket | null): void {
  socket?.resetAndDestroy();
}

/** The head of an answer, with the lines as they stand. */
export function head(status: string, ...lines: readonly string[]): string {
  return ['HTTP/1.1 ' + status, ...lines, 'Connection: close', '', ''].join('\r\n');
}

/** One part of a chunked body. */
export function chunk(text: string, extension = ''): string {
  return `${Buffer.byteLength(text).toString(16)}${extension}\r\n${text}\r\n`;
}

/** Writes one byte at a time, until it is done or the other side goes away. */
export function drip(response: ServerResponse, text: string, everyMs: number): void {
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    response.write(text.slice(sent - 1, sent));
    if (sent === text.length) response.end();
  }, everyMs);
  response.on('close', () => {
    clearInterval(timer);
  });
}

/** Writes the same bytes again and again, as fast as they are taken. */
export function pour(response: ServerResponse, bytes: Uint8Array, times: number): void {
  let left = times;
  const more = () => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(bytes)) return;
    }
    response.end();
  };
  response.on('drain', more);
  more();
}
