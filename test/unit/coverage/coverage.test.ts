import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { reachedByAny, type C8File } from '../../support/coverage/fileCoverage';
import { coverageOfFolders, percent } from '../../support/coverage/folderCoverage';
import { writtenCode, type ProcessCoverage } from '../../support/coverage/writtenCode';
import { useTemporaryFolder } from '../../support/builders/temporaryFolder';

const source = `export const words = ['deer', 'fox'];
export function first(list: readonly string[], isLoud: boolean): string {
  const word = list[0] ?? 'nothing';
  return isLoud ? word.toUpperCase() : word;
}
export const last = (list: readonly string[]): string => list.at(-1) ?? 'nothing';
`;

describe('what the tests have reached', () => {
  const temporary = useTemporaryFolder();

  it('is told of what was written, not of what a compiler has added', async function () {
    this.timeout(20_000);
    const [script] = await coverageOf(source, `first(words, false);`);
    assert.ok(script);
    const never = script.functions.flatMap(({ functionName, ranges }) =>
      ranges.filter(({ count }) => count === 0).map(() => functionName),
    );
    // The word where there is none, the loud one, and the last.
    assert.deepEqual(never, ['first', 'first', '(anonymous)']);
    assert.ok(script.functions.every(({ functionName }) => !functionName.startsWith('__')));
  });

  it('is nothing of other scripts', async function () {
    this.timeout(20_000);
    const scripts = await coverageOf(source, `last(words);`);
    assert.deepEqual(
      scripts.map(({ url }) => path.basename(url)),
      ['source.ts'],
    );
  });

  it('is nothing of a build without source maps, rather than all', () => {
    const url = 'file:///dist/extension.js';
    const whole = { startOffset: 0, endOffset: 9, count: 1 };
    const functions = [{ functionName: '', ranges: [whole], isBlockCoverage: true }];
    assert.deepEqual(writtenCode({ result: [{ url, functions }] }, 'file:///dist/').result, []);
  });

  it('is what any run has reached', () => {
    const one = run({ lines: [1, 1, 0], blocks: [block(1, 4, 1), block(2, 3, 0)] });
    const other = run({ lines: [1, 0, 1], blocks: [block(1, 4, 1)] });
    const { lines, branches } = reachedByAny([one, other]);
    assert.deepEqual([...lines.values()], [true, true, true]);
    assert.deepEqual(
      [...branches],
      [
        ['1:0', true],
        ['2:0', true],
      ],
    );
    assert.equal(reachedByAny([one]).branches.get('2:0'), false);
  });

  it('is not a branch that a run had no reason to tell of, and that another left out', () => {
    const always = run({ lines: [1, 1, 1], blocks: [block(1, 4, 5)] });
    const never = run({ lines: [1, 1, 1], blocks: [block(1, 4, 1), block(2, 3, 0)] });
    assert.deepEqual([...reachedByAny([always, never]).branches], [['1:0', true]]);
    const [inner] = [...reachedByAny([never, always]).branches].slice(1);
    assert.deepEqual(inner, ['2:0', true]);
  });

  it('is not a branch that no run reached, though it begins a sign later in one of them', () => {
    for (const columns of [
      [5, 6],
      [6, 5],
    ]) {
      const runs = columns.map((column) => {
        const inner = { ...block(2, 3, 0), start: { line: 2, column } };
        return run({ lines: [1, 1, 1], blocks: [block(1, 4, 1), inner] });
      });
      assert.deepEqual(
        [...reachedByAny(runs).branches],
        [
          ['1:0', true],
          [`2:${columns[0]}`, false],
        ],
      );
    }
  });

  it('is not a function that never ran', () => {
    const idle = run({ lines: [1, 0, 1], blocks: [block(1, 4, 1)], idle: [block(2, 3, 0)] });
    assert.deepEqual(
      [...reachedByAny([idle]).branches],
      [
        ['1:0', true],
        ['2:0', false],
      ],
    );
  });

  it('is summed up by the folders of src', () => {
    const half = reachedByAny([run({ lines: [1, 0], blocks: [block(1, 3, 1), block(2, 3, 0)] })]);
    const folders = coverageOfFolders(
      new Map([
        ['src/client/a.ts', half],
        ['src/client/deep/b.ts', half],
        ['src/extension.ts', half],
      ]),
    );
    assert.deepEqual(
      folders.map(({ name, lines, branches }) => [name, lines.all, percent(branches)]),
      [
        ['src', 2, 50],
        ['src/client', 4, 50],
      ],
    );
  });

  /** Of a source as the unit tests load it, and as Node writes it. */
  async function coverageOf(text: string, use: string): Promise<ProcessCoverage['result']> {
    const sources = path.join(temporary.path, 'sources');
    const raw = path.join(temporary.path, 'raw');
    await mkdir(sources);
    await writeFile(path.join(sources, 'source.ts'), text);
    const main = path.join(temporary.path, 'main.ts');
    await writeFile(main, `import { words, first, last } from './sources/source';\n${use}\n`);
    const env = { ...process.env, NODE_V8_COVERAGE: raw };
    execFileSync(process.execPath, ['--import=tsx', main], { env });
    // tsx has a thread of its own.
    const threads = (await readdir(raw)).map((file) => readFileSync(path.join(raw, file), 'utf8'));
    return threads.flatMap((thread) => {
      const coverage = JSON.parse(thread) as ProcessCoverage; // as Node documents it
      return writtenCode(coverage, pathToFileURL(sources).href).result;
    });
  }
});

interface Block {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  readonly count: number;
}

/** Whole lines, from one to before another. */
function block(line: number, endLine: number, count: number): Block {
  return { start: { line, column: 0 }, end: { line: endLine, column: 0 }, count };
}

function run(told: { lines: number[]; blocks: Block[]; idle?: Block[] }): C8File {
  const { lines, blocks, idle = [] } = told;
  const starts = lines.map((_, index) => ({ start: { line: index + 1, column: 0 } }));
  return {
    statementMap: keyed(starts),
    s: keyed(lines),
    branchMap: keyed(blocks.map((loc) => ({ loc }))),
    b: keyed(blocks.map(({ count }) => [count])),
    fnMap: keyed(idle.map((loc) => ({ loc }))),
    f: keyed(idle.map(({ count }) => count)),
  };
}

function keyed<Item>(items: readonly Item[]): Record<string, Item> {
  return Object.fromEntries(items.map((item, index) => [String(index), item]));
}
