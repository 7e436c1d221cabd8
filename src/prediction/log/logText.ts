import type { LogBlock } from './logBlock';
import { continuationOf } from './logContinuation';
import { LogReader } from './logReader';
import { LogScreen } from './logScreen';
import type { LogProgress } from './progress';
import type { Stage } from './stageBar';
import { stageLine } from './stageLine';
import { Stages } from './stages';

export interface LogUpdate {
  /** The lines that are new and will not change any more. */
  readonly blocks: readonly LogBlock[];
  /** The log is another than the one before: all of it is told anew. */
  readonly restarted: boolean;
  /** There is more to read: the same log again goes on with it. */
  readonly hasMore: boolean;
}

/** Units of a log that are read in some milliseconds, whatever they are; the last ones half as many more. */
const sliceLength = 100_000;

/**
 * What a terminal would show of a log that comes whole with every answer. Reads only what is new.
 * A progress bar becomes one line when it ends, however often it was redrawn.
 */
export class LogText {
  #log = '';
  /** The log's blocks may be parts of this one for as long as they are kept. */
  #first = '';
  /** Units of it that were read. */
  #read = 0;
  #stages = new Stages();
  #reader = readerFor(this.#stages);

  /**
   * @param log The whole log as the last answer has it.
   * @param most Units to read at once, or half as many more where these are the last; the same log
   * again goes on from there.
   */
  update(log: string, most = Infinity): LogUpdate {
    const restarted = this.#take(log);
    const isRest = this.#log.length - this.#read <= 1.5 * most;
    const end = isRest ? this.#log.length : this.#read + most;
    if (end > this.#read) this.#reader.read(this.#part(end));
    this.#read = end;
    return { blocks: this.#stages.takeBlocks(), restarted, hasMore: end < this.#log.length };
  }

  /**
   * As {@link update}, in slices of some milliseconds each. A caller that lets others do their work
   * between them may read a log of any length. Another answer may come in between: the slices go on
   * with what it has.
   */
  *slices(log: string): Generator<LogUpdate, void> {
    let update = this.update(log, sliceLength);
    yield update;
    while (update.hasMore) {
      update = this.update(this.#log, sliceLength);
      yield update;
    }
  }

  /** The lines still held back, once the log has ended. */
  end(): readonly LogBlock[] {
    this.#reader.end();
    this.#stages.end();
    return this.#stages.takeBlocks();
  }

  /**
   * What a terminal shows behind the lines so far: a line for each bar that is being drawn, and the
   * text whose line has not ended.
   */
  get tail(): readonly string[] {
    return [...this.#stages.drawn.map(stageLine), ...this.#reader.untold];
  }

  /**
   * The line at which a stage of {@link progress} stands, counted from 0 through all lines and the
   * tail; undefined where it has none.
   */
  lineOf(stage: Stage): number | undefined {
    const inTail = this.#stages.drawn.indexOf(stage);
    return inTail < 0 ? stage.line : this.#stages.lineCount + inTail;
  }

  /** How far the run is, as the log tells so far. */
  get progress(): LogProgress {
    return this.#stages.progress;
  }

  /** Gives whether it is another log. */
  #take(log: string): boolean {
    const place = continuationOf(this.#log, log);
    if (place === 'older') return false;
    const read = place === undefined ? -1 : place - (this.#log.length - this.#read);
    this.#log = log;
    this.#read = Math.max(0, read);
    if (this.#read === 0) this.#first = log;
    if (read >= 0) return false;
    this.#stages = new Stages();
    this.#reader = readerFor(this.#stages);
    return true;
  }

  /** What is cut from it, such as blocks, keeps no answer in memory but the first. */
  #part(end: number): string {
    const part = this.#log.slice(this.#read, end);
    if (this.#log === this.#first) return part;
    // The engine shares the letters of a part with its whole, but not with one that is put together.
    const middle = part.length >> 1;
    return [part.slice(0, middle), part.slice(middle)].join('');
  }
}

function readerFor(stages: Stages): LogReader {
  return new LogReader(new LogScreen(stages));
}
