import { formatNumber } from './numbers';

/**
 * What words need of the display language. It is passed in, so that these layers stay free of
 * VS Code; the parameter is always named `l10n`, so that the messages are found for translation.
 */
export interface Localization {
  /**
   * @param message English text with `{0}`, `{1}` … for `values`. Numbers are written as the language
   * writes them; what only looks like a number, such as a line's or a code of HTTP, comes as text.
   */
  t(message: string, ...values: (string | number)[]): string;
  /** A tag that `Intl` knows, such as `zh-cn`. */
  readonly language: string;
}

/** Fills `{0}`, `{1}` … of the message, or of its translation. */
export type Translate = (message: string, ...values: string[]) => string;

/** @param displayLanguage Asked for once, when it is needed first; any text. */
export function localization(translate: Translate, displayLanguage: () => string): Localization {
  let known: string | undefined;
  const language = () => (known ??= knownLanguage(displayLanguage()));
  const written = (value: string | number) =>
    typeof value === 'number' ? formatNumber(value, language()) : value;
  return {
    t: (message, ...values) => translate(message, ...values.map(written)),
    get language() {
      return language();
    },
  };
}

/** The words as they stand in the sources: for programs, which read English. */
export const english = localization(filled, () => 'en');

/** Each bar's line in a log is made of such: a pattern would take several times as long. */
function filled(message: string, ...values: string[]): string {
  let text = '';
  let at = 0;
  for (let open = message.indexOf('{'); open >= 0; open = message.indexOf('{', at)) {
    const close = message.indexOf('}', open + 1);
    if (close < 0) break;
    text += message.slice(at, open) + (values[Number(message.slice(open + 1, close))] ?? '');
    at = close + 1;
  }
  return text + message.slice(at);
}

/** English where there is no such language: else dates would be in the system's. */
function knownLanguage(tag: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en';
  } catch {
    // Not even shaped like a tag.
    return 'en';
  }
}

/** Sentences one after the other, each of which ends with its own mark. */
export function sentences(all: readonly string[], l10n: Localization): string {
  return joined(all, (one, next) => l10n.t('{0} {1}', one, next));
}

/** `a.png, b.png` */
export function listed(all: readonly string[], l10n: Localization): string {
  return joined(all, (one, next) => l10n.t('{0}, {1}', one, next));
}

function joined(all: readonly string[], join: (one: string, next: string) => string): string {
  const [first = '', ...others] = all.filter((text) => text !== '');
  return others.reduce(join, first);
}
