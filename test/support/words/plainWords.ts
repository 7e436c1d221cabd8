import ts from 'typescript';

import { isTranslation } from './messages';
import { nodesIn, placeOf } from './sources';

/** Properties and variables whose value a person reads or hears. */
const shownNames = new Set(
  `alt announcement ariaDescription ariaLabel ariaRoleDescription ariaValueText aria-label badge
   description detail heading hint innerHTML innerText label message openLabel placeHolder placeholder
   prompt saveLabel sentence sentences subtitle summary text textContent title tooltip word words`.split(
    /\s+/,
  ),
);

/** What shows its arguments to a person, from which one on. */
const showing: Readonly<Record<string, number>> = {
  showInformationMessage: 0,
  showWarningMessage: 0,
  showErrorMessage: 0,
  setStatusBarMessage: 0,
  createWebviewPanel: 1,
  appendText: 0,
  appendMarkdown: 0,
  UserError: 0,
  TreeItem: 0,
  MarkdownString: 0,
  Hover: 0,
  TerminalLink: 2,
  DocumentSymbol: 0,
  element: 2,
  append: 0,
  setText: 1,
  nameButton: 1,
  iconButton: 1,
  textButton: 0,
};

const comparisons = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InKeyword,
]);

/** A text in the sources that a person would read in English, whatever their language. */
export interface PlainWords {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export function plainWordsIn(sources: readonly ts.SourceFile[]): PlainWords[] {
  return sources
    .flatMap(nodesIn)
    .filter(isText)
    .filter((node) =>
      isShown(node) ? /\p{L}{2}/u.test(withoutIcons(node.text)) : isSentence(node),
    )
    .map((node) => ({ ...placeOf(node), text: node.text.trim() }));
}

type Text = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function isText(node: ts.Node): node is Text {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddle(node) ||
    ts.isTemplateTail(node)
  );
}

/** Whether it becomes part of what a person reads; follows it upwards as far as its value goes. */
function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) {
    if (isTranslation(parent)) return false;
    // As of an array that is joined.
    if (parent.expression === node) return ts.isPropertyAccessExpression(node) && isShown(parent);
    const first = showing[nameOf(parent.expression)];
    const place = (parent.arguments ?? []).findIndex((argument) => argument === node);
    return first === undefined ? isShown(parent) : place >= first;
  }
  if (ts.isPropertyAssignment(parent) || ts.isVariableDeclaration(parent)) {
    return parent.initializer === node && shownNames.has(nameOf(parent.name));
  }
  if (ts.isPropertyDeclaration(parent)) return shownNames.has(nameOf(parent.name));
  if (ts.isConditionalExpression(parent) && parent.condition === node) return false;
  if (ts.isBinaryExpression(parent)) return isShownBy(parent, node);
  if (ts.isPropertyAccessExpression(parent)) return !ts.isNewExpression(node) && isShown(parent);
  return isExpressionPart(parent) && isShown(parent);
}

function isShownBy(parent: ts.BinaryExpression, node: ts.Node): boolean {
  const { left, operatorToken } = parent;
  if (comparisons.has(operatorToken.kind)) return false;
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return isShown(parent);
  return left !== node && shownNames.has(nameOf(left));
}

function isExpressionPart(node: ts.Node): boolean {
  return (
    ts.isTemplateExpression(node) ||
    ts.isTemplateSpan(node) ||
    ts.isConditionalExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isSpreadElement(node) ||
    ts.isAsExpression(node)
  );
}

function nameOf(node: ts.Node): string {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) || ts.isStringLiteral(node) ? node.text : '';
}

/** Two words or more, or one written as on a button, wherever it stands; bugs are told in English. */
function isSentence(node: Text): boolean {
  const looksSo = /\p{L}{2,}[,;:]? \p{L}|^\p{Lu}\p{Ll}{2,}[….]?$/u.test(withoutTags(node.text));
  return looksSo && !ts.isCaseClause(node.parent) && !ancestors(node).some(isForPrograms);
}

function withoutIcons(text: string): string {
  return text.replace(/\$\([^)]*\)/g, '');
}

/** A piece of a template may begin or end within a tag. */
function withoutTags(text: string): string {
  return text.replace(/^[^<>]*>|<[^>]*(?:>|$)/g, '');
}

function isForPrograms(node: ts.Node): boolean {
  if (isTranslation(node)) return true;
  if (ts.isNewExpression(node)) {
    const name = nameOf(node.expression);
    return name.endsWith('Error') && name !== 'UserError';
  }
  if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) {
    return nameOf(node.name) === 'className';
  }
  if (ts.isBinaryExpression(node)) {
    return comparisons.has(node.operatorToken.kind) || nameOf(node.left) === 'className';
  }
  return ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node);
}

function ancestors(node: ts.Node): ts.Node[] {
  return ts.isSourceFile(node.parent) ? [] : [node.parent, ...ancestors(node.parent)];
}
