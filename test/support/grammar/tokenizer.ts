import { readFileSync } from 'node:fs';
import path from 'node:path';

import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { projectFolder } from '../vscode/cacheFolder';

/** A piece of a line that a theme may colour. */
export interface ScopedText {
  readonly text: string;
  /** The innermost scope. */
  readonly scope: string;
}

/** What VS Code itself reads grammars with. */
export class Tokenizer {
  private constructor(private readonly grammar: IGrammar) {}

  /** @param file Of the grammar, from the project's folder. */
  static async load(file: string, scopeName: string): Promise<Tokenizer> {
    const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
    await loadWASM(wasm);
    const raw = readFileSync(path.join(projectFolder, file), 'utf8');
    const registry = new Registry({
      onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
      loadGrammar: () => Promise.resolve(parseRawGrammar(raw, file)),
    });
    const grammar = await registry.loadGrammar(scopeName);
    if (grammar === null) throw new Error(`${file} holds no grammar ${scopeName}.`);
    return new Tokenizer(grammar);
  }

  /** What of the line has a scope of its own. */
  scopesIn(line: string): ScopedText[] {
    return this.grammar
      .tokenizeLine(line, INITIAL)
      .tokens.filter(({ scopes }) => scopes.length > 1)
      .map(({ startIndex, endIndex, scopes }) => ({
        text: line.slice(startIndex, endIndex),
        scope: scopes.at(-1) ?? '',
      }));
  }
}
