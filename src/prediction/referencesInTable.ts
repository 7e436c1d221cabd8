import { certainIdsIn, findIdInUrl } from './reference';

/** A text whose lines are cells between delimiters, the first line naming them. */
export interface Table {
  readonly delimiter: string;
  /** Which cell of a row is the prediction's id; the first is 0. */
  readonly idColumn: number;
  /** Where the rows begin. */
  readonly start: number;
}

export interface Row {
  readonly start: number;
  readonly end: number;
  /** As it is written, with its quotes; undefined where the row has too few cells. */
  readonly idCell: string | undefined;
}

const delimiters = [',', ';', '\t', '|'];
/** The best first: besides a prediction's, a table may have a row's own id. */
const idColumns = ['prediction_id', 'predictionid', 'id'];

/** The table whose header is the line at `start`, if it is one that has a column of ids. */
export function findTable(text: string, start: number): Table | undefined {
  const end = text.indexOf('\n', start);
  if (end === -1) return undefined;
  const header = text.slice(start, end);
  if (certainIdsIn(header).length > 0 || findIdInUrl(header) !== undefined) return undefined;
  for (const delimiter of delimiters) {
    const names = header.split(delimiter).map(columnName);
    if (names.length === 1) continue;
    const idColumn = idColumns.map((name) => names.indexOf(name)).find((at) => at !== -1);
    if (idColumn !== undefined) return { delimiter, idColumn, start: end + 1 };
  }
  return undefined;
}

function columnName(written: string): string {
  return written
    .replaceAll('"', '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Goes through the rows, also where a quoted cell goes on over several lines. */
export function* rowsOf(text: string, table: Table): Generator<Row> {
  const cells = new Cells(text, table.delimiter);
  for (let start = table.start; start < text.length; start += 1) {
    let idCell: string | undefined;
    let end = start;
    for (let column = 0; ; column += 1) {
      const cellEnd = cells.end(end);
      if (column === table.idColumn) idCell = text.slice(end, cellEnd);
      end = cellEnd;
      if (text.charAt(end) !== table.delimiter) break;
      end += 1;
    }
    yield { start, end, idCell };
    start = end;
  }
}

class Cells {
  private readonly ending: RegExp;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {
    this.ending = new RegExp(`[${delimiter}\n]`, 'g');
  }

  /** Where the delimiter, line end or text end is that ends the cell which starts at `start`. */
  end(start: number): number {
    const first = this.pastBlanks(start);
    const endOfQuoted = this.text.charAt(first) === '"' ? this.endOfQuoted(first) : undefined;
    if (endOfQuoted !== undefined) return endOfQuoted;
    this.ending.lastIndex = start;
    return this.ending.test(this.text) ? this.ending.lastIndex - 1 : this.text.length;
  }

  /** Undefined where no quote closes it, or one in the midst of words. */
  private endOfQuoted(start: number): number | undefined {
    let close = this.text.indexOf('"', start + 1);
    while (close !== -1 && this.text.charAt(close + 1) === '"') {
      close = this.text.indexOf('"', close + 2);
    }
    if (close === -1) return undefined;
    const end = this.pastBlanks(close + 1);
    return this.isEnd(end) ? end : undefined;
  }

  private pastBlanks(start: number): number {
    let at = start;
    while (this.text.charAt(at) === ' ') at += 1;
    return at;
  }

  private isEnd(at: number): boolean {
    const character = this.text.charAt(at);
    return character === '' || character === '\n' || character === this.delimiter;
  }
}
