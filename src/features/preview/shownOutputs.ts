import { cutText, displayText, singleLine } from '../../prediction/displayText';
import type { FileSource } from '../../library/archive/outputSource';
import { fileTypeOfPath } from '../../prediction/fileType';
import { kindWord } from '../../prediction/kindWord';
import type { Localization } from '../../prediction/localization';
import type { Output } from '../../prediction/outputs';
import { copyText } from './details';
import { FileFactsSource } from './fileFacts';
import { formatSize } from './fileSize';
import { jsonContent } from './jsonRows';
import type { Content, OutputView, ShownOutput } from './messages';
import { longestPageText } from './pageText';

/** Bytes of a JSON file that is shown as a tree: it is parsed in some milliseconds. */
const largestJsonFile = 2_000_000;
const longestName = 100;
/** Files of lines that are not to be broken. */
const codeEndings = /\.(?:csv|srt|vtt|json)$/;

/** Where an output's file is, and how it is shown as such. */
export interface ShownFiles {
  view(output: Output, source: FileSource): OutputView;
  /** Undefined while it is not there. */
  pathOf(output: Output): string | undefined;
}

type FileContent = Extract<Content, { type: 'file' }>;

/** The outputs of one prediction with all that the page shows of each. */
export class ShownOutputs {
  readonly #facts: FileFactsSource;
  /** By the files' paths; what is no JSON after all is undefined. */
  readonly #parsed = new Map<string, unknown>();

  constructor(
    private readonly files: ShownFiles,
    private readonly l10n: Localization,
    onDidChange: () => void,
    report: (failure: unknown) => void,
  ) {
    this.#facts = new FileFactsSource(onDidChange, report);
  }

  views(outputs: readonly Output[]): ShownOutput[] {
    return outputs.map((output) => {
      const { source } = output;
      const label = singleLine(output.label, longestName);
      const view = this.#view(output);
      const word = kindWord(view.kind, this.l10n);
      return { ...view, kindWord: word, label, hasUrl: source.type === 'url' };
    });
  }

  /** The JSON that an output is, or that its file holds; undefined for any other. */
  jsonOf(output: Output): unknown {
    if (output.source.type === 'json') return output.source.value;
    const path = this.files.pathOf(output);
    return path === undefined ? undefined : this.#parsed.get(path);
  }

  /** To be copied: the whole of a text or of JSON; undefined for what is neither, or not read whole. */
  textOf(output: Output): string | undefined {
    if (output.source.type === 'text') return output.source.text;
    const json = this.jsonOf(output);
    if (json !== undefined) return copyText(json);
    const path = this.files.pathOf(output);
    if (path === undefined || fileTypeOfPath(path).kind !== 'text') return undefined;
    const facts = this.#facts.of(path, headBytesOf('text'));
    return facts === undefined || facts.bytes > headBytesOf('text') ? undefined : facts.head;
  }

  dispose(): void {
    this.#facts.dispose();
  }

  #view(output: Output): OutputView {
    const { kind, source } = output;
    if (source.type === 'text') {
      const content = this.#textContent(source.text, false, 'openJson');
      return { name: nameOf(output, this.l10n.t('text')), kind, content };
    }
    if (source.type === 'json') {
      return {
        name: nameOf(output, this.l10n.t('JSON')),
        kind,
        content: jsonContent(source.value),
      };
    }
    const view = this.files.view(output, source);
    const path = this.files.pathOf(output);
    if (view.content.type !== 'file' || path === undefined) return view;
    return { ...view, content: this.#fileContent(view.content, path) };
  }

  #fileContent(content: FileContent, path: string): Content {
    const { kind } = fileTypeOfPath(path);
    const facts = this.#facts.of(path, headBytesOf(kind));
    if (facts === undefined) return content;
    const { bytes, head } = facts;
    const withSize = { ...content, size: formatSize(bytes, this.l10n) };
    if (kind === 'json' && bytes <= largestJsonFile) {
      const value = this.#parse(path, head);
      if (value !== undefined) return jsonContent(value);
    }
    if (kind !== 'text' && kind !== 'json') return withSize;
    return this.#textContent(head, codeEndings.test(path), 'openOutput', bytes);
  }

  #parse(path: string, text: string): unknown {
    if (!this.#parsed.has(path)) this.#parsed.set(path, parseJson(text));
    return this.#parsed.get(path);
  }

  /** @param bytes Of the whole text, where `text` may be but its beginning. */
  #textContent(
    text: string,
    isCode: boolean,
    action: 'openOutput' | 'openJson',
    bytes = 0,
  ): Content {
    const shown = displayText(cutText(text, longestPageText));
    const isCut = text.length > longestPageText || bytes > headBytesOf('text');
    if (!isCut) return { type: 'text', text: shown, isCode };
    const { l10n } = this;
    const sentence = l10n.t('Only the first {0} characters are shown.', longestPageText);
    const word = action === 'openJson' ? l10n.t('Open as JSON') : l10n.t('Show All');
    return { type: 'text', text: `${shown}…`, isCode, cut: { sentence, action, word } };
  }
}

/** What has no file is named by its place. */
function nameOf({ label }: Output, word: string): string {
  return label === '' ? word : singleLine(label, longestName);
}

function headBytesOf(kind: OutputView['kind']): number {
  // A letter has four bytes at most.
  if (kind === 'text') return longestPageText * 4;
  return kind === 'json' ? largestJsonFile : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It is shown as the text that it is.
    return undefined;
  }
}
