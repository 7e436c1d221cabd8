import { FakeClock } from '../builders/fakeClock';
import { listen, type Listener } from '../demoApi/listener';
import { timestamp } from '../demoApi/timestamp';
import { HeadlessExtension } from '../hostileApi/headlessExtension';

const linesKept = 20;

/** The extension with many predictions that run on and on, and an API that tells of them; time is fake. */
export class ManyRunning {
  readonly clock = new FakeClock();
  readonly extension: HeadlessExtension;
  asked = 0;

  private constructor(
    private readonly server: Listener,
    folder: string,
  ) {
    this.extension = new HeadlessExtension({
      baseUrl: `${server.origin}/v1`,
      key: 'key',
      folder,
      clock: this.clock,
      isHeard: false,
    });
  }

  static async start(folder: string): Promise<ManyRunning> {
    const server = await listen('127.0.0.1', 0, ({ url = '' }, response) => {
      many.asked += 1;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(runningAt(url.split('/').at(-1) ?? '', many.clock)));
    });
    const many: ManyRunning = new ManyRunning(server, folder);
    return many;
  }

  async track(count: number): Promise<void> {
    const ids = Array.from({ length: count }, (_, index) => `running-${index}`);
    await this.extension.tracker.track(ids);
  }

  async removeAll(): Promise<void> {
    const { tracker } = this.extension;
    await tracker.untrack(tracker.list.map(({ id }) => id));
    await this.extension.spend(1);
  }

  /** Ends the extension, then the server; gives what was left over of the former. */
  async dispose(): Promise<{ timers: number; connections: number }> {
    const left = await this.extension.dispose();
    await this.server.close();
    return left;
  }
}

/** As a gateway tells it that sends just the last lines of a log. */
function runningAt(id: string, clock: FakeClock): unknown {
  const seconds = Math.floor(clock.now() / 1000);
  const lines = Array.from(
    { length: linesKept },
    (_, index) => `${seconds - linesKept + index} of ${id}`,
  );
  const percent = Math.floor(seconds / 10) % 100;
  const bar = `${percent}%|${'█'.repeat(percent / 10).padEnd(10)}| ${percent}/100\r`;
  const began = timestamp(Math.floor(clock.now() / 1000 - 3600) * 1000, 3);
  return {
    id,
    model: `acme/${id}`,
    status: 'processing',
    input: { prompt: `of ${id}` },
    output: null,
    error: null,
    logs: `${lines.join('\n')}\n${bar}`,
    created_at: began,
    started_at: began,
    completed_at: null,
  };
}
