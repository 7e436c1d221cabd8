import ts from 'typescript';

import { nodesIn, placeOf, sourcesIn } from './sources';

/** A call of `l10n.t`. */
export interface Message {
  readonly text: string;
  /** How many values the call fills in. */
  readonly values: number;
  readonly place: string;
}

/** It hands on to VS Code what the others say. */
const handingOn = 'src/host/localization.ts';

/** All that the extension says in the language of the person. */
export function extensionMessages(): Message[] {
  return messagesIn(sourcesIn('src').filter(({ fileName }) => fileName !== handingOn));
}

/**
 * All calls of a `t` of something that is named `l10n`, be it the host's or a parameter that stands for
 * it.
 * @throws Error for a message that is no plain literal: no translator could see it.
 */
export function messagesIn(sources: readonly ts.SourceFile[]): Message[] {
  return sources.flatMap(nodesIn).filter(isTranslation).map(messageOf);
}

export function isTranslation(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 't' &&
    /(?:^|\.)l10n$/.test(node.expression.expression.getText())
  );
}

function messageOf(call: ts.CallExpression): Message {
  const [message, ...values] = call.arguments;
  const { file, line } = placeOf(call);
  const place = `${file}:${line}`;
  if (message === undefined || !ts.isStringLiteralLike(message)) {
    throw new Error(`${place}: the message must be a plain literal.`);
  }
  return { text: message.text, values: values.length, place };
}

/** The bundle of all messages, as VS Code reads it: each text stands for itself, in a fixed order. */
export function bundleOf(messages: readonly Message[]): Record<string, string> {
  const texts = [...new Set(messages.map(({ text }) => text))].sort();
  return Object.fromEntries(texts.map((text) => [text, text]));
}

/** `{0}`, `{1}` … of a message, in order. */
export function placeholdersOf(text: string): string[] {
  return (text.match(/\{\d+\}/g) ?? []).sort();
}
