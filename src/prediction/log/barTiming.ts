import { isDigit, pastDigits, scaleOf, wholeNumber } from './amount';

/** What a bar tells in brackets: `00:03<00:04,  5.08it/s, loss=0.05`. */
export interface BarTiming extends BarPace {
  readonly secondsElapsed: number | undefined;
  readonly secondsLeft: number | undefined;
  readonly fields: readonly StageField[];
}

interface BarPace {
  /** In `rateUnit`. */
  readonly rate: number | undefined;
  /** `it/s`, `s/it`, `B/s` or of any other unit; empty where none is told. */
  readonly rateUnit: string;
  /** As written: `5.08 it/s`, `100 MB/s`; empty where none is told. */
  readonly rateText: string;
  /** What is counted: `it`, `B`; empty where none is told. */
  readonly unit: string;
}

/** Such as a loss. */
export interface StageField {
  /** Empty where the bar has words without a name. */
  readonly name: string;
  readonly value: string;
}

/** @param isCut The last word may be cut, and is left out. */
export function readTiming(timing: string, isCut: boolean): BarTiming {
  const text = isCut ? timing.slice(0, Math.max(0, timing.lastIndexOf(','))) : timing;
  const elapsedEnd = endOfClock(text, 0);
  const hasLeft = text.startsWith('<', elapsedEnd);
  const clocksEnd = hasLeft ? endOfClock(text, elapsedEnd + 1) : elapsedEnd;
  const words = text.slice(pastComma(text, clocksEnd));
  const paceEnd = endOfPace(words);
  const { rate, rateUnit, rateText, unit } = paceOf(words.slice(0, paceEnd));
  const secondsElapsed = secondsOfClock(text.slice(0, elapsedEnd));
  const secondsLeft = hasLeft ? secondsOfClock(text.slice(elapsedEnd + 1, clocksEnd)) : undefined;
  const fields = fieldsOf(words.slice(pastComma(words, paceEnd)));
  return { secondsElapsed, secondsLeft, rate, rateUnit, rateText, unit, fields };
}

const countedTiming = /^(?:\d+:)?\d+:\d\d, */;

/** What is counted, where the timing is that of a bar without a total: `00:01,  2.00it/s`. */
export function countedUnit(timing: string): string | undefined {
  const [clock] = countedTiming.exec(timing) ?? [];
  if (clock === undefined) return undefined;
  const words = timing.slice(clock.length);
  const { unit } = paceOf(words.slice(0, endOfPace(words)));
  return unit === '' ? undefined : unit;
}

/** The place behind the clock that begins there: of a comma, of `<`, or the text's end. */
function endOfClock(text: string, at: number): number {
  for (let end = at; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === less || (code === comma && !isBehindDay(text, at, end))) return end;
  }
  return text.length;
}

/** Mostly a digit stands there, and nothing need be looked for. */
function isBehindDay(text: string, at: number, end: number): boolean {
  return !isDigit(text, end - 1) && dayAtEnd.test(text.slice(at, end));
}

const comma = 44;
const less = 60;
const dayAtEnd = /^ *\d+ days?$/;
const days = /^(?<count>\d+) days?, /;
const longestClock = 40;

/** `08:00`, `3:25:30`, `26:03:04` or `1 day, 2:03:04` in seconds. */
function secondsOfClock(text: string): number | undefined {
  if (text.length > longestClock) return undefined;
  const [dayText = '', dayCount = '0'] = text.includes('day') ? (days.exec(text.trim()) ?? []) : [];
  const clock = text.trim().slice(dayText.length);
  let seconds = 0;
  let parts = 0;
  for (let at = 0; at <= clock.length; parts++) {
    const end = pastDigits(clock, at);
    if (end === at || (end < clock.length && !clock.startsWith(':', end))) return undefined;
    seconds = seconds * 60 + wholeNumber(clock, at, end);
    at = end + 1;
  }
  return parts === 2 || parts === 3 ? Number(dayCount) * 86_400 + seconds : undefined;
}

function pastComma(text: string, at: number): number {
  if (!text.startsWith(',', at)) return at;
  do at++;
  while (text.startsWith(' ', at));
  return at;
}

/** The words begin with a rate, or with the first field where no rate is told. */
function endOfPace(words: string): number {
  const end = words.indexOf(',');
  const pace = end < 0 ? words : words.slice(0, end);
  return pace.includes('/') && !pace.includes('=') ? pace.length : 0;
}

const noPace: BarPace = { rate: undefined, rateUnit: '', rateText: '', unit: '' };
const byteUnit = /^([kKMGTPEZY])(i?)B/;

/** `5.08it/s`, `?it/s` or `106MB/s`. */
function paceOf(text: string): BarPace {
  const isUnknown = text.startsWith('?');
  const wholeEnd = pastDigits(text, 0);
  const numberEnd = text.startsWith('.', wholeEnd) ? pastDigits(text, wholeEnd + 1) : wholeEnd;
  const words = text.slice(isUnknown ? 1 : numberEnd).trim();
  const unit = words.includes('/ ') ? words.replace('/ ', '/') : words;
  if (unit === '' || (numberEnd === 0 && !isUnknown)) return noPace;
  const [prefix, letter = '', binary] = unit.includes('B') ? (byteUnit.exec(unit) ?? []) : [];
  const rateUnit = prefix === undefined ? unit : `B${unit.slice(prefix.length)}`;
  const counted = unitOf(rateUnit);
  if (isUnknown) return { rate: undefined, rateUnit, rateText: '', unit: counted };
  const factor = prefix === undefined ? 1 : scaleOf(letter, binary === 'i');
  const number = text.slice(0, numberEnd);
  const rate = Number(number) * factor;
  return { rate, rateUnit, rateText: `${number} ${unit}`, unit: counted };
}

/** `it` of `it/s`, and of `s/it`. */
function unitOf(rateUnit: string): string {
  if (rateUnit.endsWith('/s')) return rateUnit.slice(0, -2);
  return rateUnit.startsWith('s/') ? rateUnit.slice(2) : '';
}

const nextField = /, +(?=[^\s=,]+=)/;

function fieldsOf(words: string): StageField[] {
  if (words.trim() === '') return [];
  return words.split(nextField).map((text) => {
    const at = text.indexOf('=');
    return { name: text.slice(0, Math.max(0, at)).trim(), value: text.slice(at + 1).trim() };
  });
}
