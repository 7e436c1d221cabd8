import { readTiming, type BarTiming, type StageField } from './barTiming';
import { displayText } from '../displayText';
import type { BarDrawing } from './progressBar';
import { isPreparing, shownLabel } from './stageLabel';

/** A part of a run that a progress bar tells of. */
export interface Stage {
  /** What stands before the bar, or in the line above it where that names a stage; may be empty. */
  readonly label: string;
  /** In `unit`, prefixes multiplied out: 20.5M is 20,500,000. Of 100 where only a percentage is told. */
  readonly current: number;
  /** Undefined where the bar does not know it. */
  readonly total: number | undefined;
  /** `it`, `B` or any other; `%` where only a percentage is told, empty where nothing is. */
  readonly unit: string;
  /** In `rateUnit`. */
  readonly rate: number | undefined;
  /** `it/s`, `s/it`, `B/s` …; empty where none is told. */
  readonly rateUnit: string;
  readonly secondsElapsed: number | undefined;
  /** As the bar estimates it. */
  readonly secondsLeft: number | undefined;
  readonly fields: readonly StageField[];
  /** It is full, or other output has taken its place. */
  readonly hasEnded: boolean;
  /** It loads or moves data, which is not the run's own work. */
  readonly isPreparing: boolean;
  /** It is drawn within another that has not ended. */
  readonly isNested: boolean;
  /** Where its line stands among all lines of the log, from 0; undefined while it has none. */
  readonly line: number | undefined;
  /** As the bar writes them: `18/40`, `20.5M/119M`, `3it`. */
  readonly amounts: string;
  /** As the bar writes it: `5.08 it/s`; may be empty. */
  readonly rateText: string;
}

/** A bar as its drawings go on. */
export class StageBar {
  /** Other output has followed while it was not full. */
  isInterrupted = false;
  /** It has gone on after other output. */
  hasResumed = false;
  /** A terminal no longer shows it, be it for good or to make room for a message. */
  isErased = false;
  /** It is full, and the bar around it has gone on since: the share of it is in that one's count. */
  isCounted = false;
  hasEnded = false;
  /** How far it was when its line was written; -1 before. */
  writtenAt = -1;
  line: number | undefined;
  label = '';
  isPreparing = false;
  #stage: Stage | undefined;
  #timing: BarTiming | undefined;

  /**
   * @param row The row that it stands on.
   * @param nameAbove Its label, where it has none itself.
   */
  constructor(
    private drawing: BarDrawing,
    public row: number,
    private readonly nameAbove: string,
    public isNested: boolean,
  ) {
    this.#readLabel();
  }

  get current(): number {
    return this.drawing.current;
  }

  get total(): number | undefined {
    return this.drawing.total;
  }

  get isFull(): boolean {
    return this.drawing.current === this.drawing.total;
  }

  get timing(): BarTiming {
    this.#timing ??= readTiming(displayText(this.drawing.timing), this.drawing.isCut);
    return this.#timing;
  }

  /** The label that it is drawn with. */
  get drawnLabel(): string {
    return this.drawing.label;
  }

  draw(drawing: BarDrawing, row: number): void {
    if (this.isInterrupted) this.hasResumed = true;
    this.isInterrupted = false;
    this.isErased = false;
    this.isCounted = false;
    const hasSameLabel = drawing.label === this.drawing.label;
    this.drawing = drawing;
    this.row = row;
    this.#timing = undefined;
    this.#stage = undefined;
    if (!hasSameLabel) this.#readLabel();
  }

  /** Whether a drawing may be a later one of this bar, by its numbers. */
  isContinuedBy(drawing: BarDrawing): boolean {
    const { current, total, label } = this.drawing;
    if (drawing.current < current) return false;
    if (!this.isFull) return drawing.total === total;
    if (drawing.label !== label) return false;
    // With more than all done, tqdm no longer believes the total.
    if (drawing.total === undefined) return drawing.current > current;
    return drawing.total === total && !this.#isQuickerThan(drawing);
  }

  /** Whether a later drawing would have to show more time than that one does. */
  #isQuickerThan({ timing, isCut }: BarDrawing): boolean {
    if (timing === this.drawing.timing) return false;
    const { secondsElapsed } = readTiming(timing, isCut);
    return (this.timing.secondsElapsed ?? 0) > (secondsElapsed ?? 0);
  }

  /** Whether its drawing has begun anew. */
  isBegunAgainBy({ label, total }: BarDrawing): boolean {
    return total === this.drawing.total && label === this.drawing.label;
  }

  /** Other output stands where it would go on, and nothing tells that it will. */
  get isBrokenOff(): boolean {
    return this.isInterrupted && !this.hasResumed;
  }

  /** A line tells of how far it is, though none does yet. */
  get isToBeWritten(): boolean {
    return this.writtenAt < this.current && !(this.isNested && this.isErased);
  }

  stage(): Stage {
    const hasEnded = this.hasEnded || this.isFull || this.isBrokenOff;
    const { line, isNested } = this;
    const known = this.#stage;
    if (known?.hasEnded === hasEnded && known.line === line && known.isNested === isNested) {
      return known;
    }
    this.#stage = this.#newStage(hasEnded);
    return this.#stage;
  }

  #readLabel(): void {
    const { label, timing } = this.drawing;
    this.label = label === '' ? this.nameAbove : shownLabel(label);
    this.isPreparing = isPreparing(this.label, timing);
  }

  #newStage(hasEnded: boolean): Stage {
    const { current, total, amounts } = this.drawing;
    const { rate, rateUnit, rateText, unit, secondsLeft, fields } = this.timing;
    return {
      label: this.label,
      current,
      total,
      unit: amounts.endsWith('%') ? '%' : unit,
      rate,
      rateUnit,
      secondsElapsed: this.#secondsElapsed(),
      secondsLeft,
      fields,
      hasEnded,
      isPreparing: this.isPreparing,
      isNested: this.isNested,
      line: this.line,
      amounts: displayText(amounts),
      rateText,
    };
  }

  /** The clock shows whole seconds; the rate tells tenths where it is that of the whole bar. */
  #secondsElapsed(): number | undefined {
    const { secondsElapsed, rate, rateUnit } = this.timing;
    if (secondsElapsed === undefined || rate === undefined || rate === 0) return secondsElapsed;
    const exact = rateUnit.startsWith('s/') ? this.current * rate : this.current / rate;
    const isOfWhole = exact > secondsElapsed - 0.05 && exact < secondsElapsed + 1.05;
    return isOfWhole ? exact : secondsElapsed;
  }
}
