import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, type Uri } from 'vscode';

import { hostOf } from '../../client/endpoint';
import { describeFetch } from '../../prediction/fetchSentence';
import type { FileKind } from '../../prediction/fileType';
import { formatMoment } from '../../prediction/moments';
import { formatNumber } from '../../prediction/numbers';
import { outputName, type Output } from '../../prediction/outputs';
import { isTerminal, modelName } from '../../prediction/prediction';
import { cutText, displayText, jsonText, singleLine } from '../../prediction/displayText';
import { describeState, stateName } from '../../prediction/summary';
import { l10n } from '../../host/localization';
import { turning } from '../../host/motion';
import { describeStaleness, explainStaleness } from '../../host/trackedState';
import type { FetchingFile } from '../../library/archive/outputFileState';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { RowImages } from './keptImages';
import { contextOf } from './rowContext';
import { errorLabel, groupLabel, outputLabel, predictionLabel, valueLabel } from './rowLabels';
import {
  isNested,
  type ErrorRow,
  type GroupRow,
  type MoreRow,
  type OutputRow,
  type Row,
  type ValueRow,
} from './rows';

const shownLength = 200;
const longestTooltip = 2000;

export interface RowParts {
  readonly row: Row;
  /** Absent for a moment, after the row's prediction was removed. */
  readonly tracked: TrackedPrediction | undefined;
  readonly images: RowImages;
  /** Of an output's file, where a person may have to wait for it. */
  readonly download: FetchingFile | undefined;
}

export function itemOf(parts: RowParts): TreeItem {
  const item = withoutContext(parts);
  item.contextValue = contextOf(parts.row, parts.tracked, parts.download !== undefined);
  return item;
}

function withoutContext({ row, tracked, images, download }: RowParts): TreeItem {
  switch (row.type) {
    case 'prediction':
      return tracked === undefined
        ? new TreeItem(row.predictionId)
        : predictionItem(tracked, images);
    case 'group':
      return groupItem(row);
    case 'output':
      return outputItem(row, images, download);
    case 'value':
      return valueItem(row);
    case 'error':
      return errorItem(row);
    case 'more':
      return moreItem(row);
  }
}

/** Plain text: nothing that a server wrote is read as Markdown. */
export function tooltipOf(row: Row, tracked: TrackedPrediction): string {
  if (row.type === 'value') return tooltipText(longText(row.value));
  if (row.type === 'error') return tooltipText(row.error);
  if (row.type === 'output') return tooltipText(addressOf(row.output));
  if (row.type !== 'prediction') return '';
  const { brief } = tracked;
  const lines = [
    singleLine(brief.model, shownLength),
    tracked.id,
    describeState(brief, tracked.progress, l10n),
    brief.createdAt === undefined ? '' : l10n.t('created {0}', formatMoment(brief.createdAt, l10n)),
    brief.dataRemoved ? l10n.t('The server has deleted it; this is what was kept.') : '',
    explainStaleness(tracked),
    placeOf(tracked),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** The API that it was looked up at; the sample is at none. */
function placeOf({ baseUrl }: TrackedPrediction): string {
  const host = hostOf(baseUrl);
  return host === '' ? '' : l10n.t('at {0}', host);
}

function tooltipText(text: string): string {
  return displayText(cutText(text, longestTooltip));
}

function addressOf({ source }: Output): string {
  if (source.type === 'url') return source.url;
  return source.type === 'text' ? source.text : '';
}

function predictionItem(tracked: TrackedPrediction, images: RowImages): TreeItem {
  const { id, brief } = tracked;
  const label = modelName(brief) || id;
  const item = new TreeItem(label, TreeItemCollapsibleState.Collapsed);
  item.id = id;
  const words = wordsOf(tracked);
  const shortId = id.slice(0, 8);
  item.description = label === id ? words : `${shortId} · ${words}`;
  item.iconPath = imageIn(tracked, images) ?? iconOf(tracked);
  item.accessibilityInformation = {
    label: predictionLabel({ name: label, words, shortId }, l10n),
  };
  item.command = {
    command: 'deerapi.preview',
    title: l10n.t('Preview Outputs'),
    arguments: [id],
  };
  return item;
}

/** Only what has gone well is told by what it made. */
function imageIn({ id, brief }: TrackedPrediction, images: RowImages): Uri | undefined {
  if (brief.status !== 'succeeded' || !brief.hasOutput) return undefined;
  return images.firstImageOf(id);
}

/** What cannot be brought up to date says so in place of its old state; how long it takes is unknown. */
function wordsOf(tracked: TrackedPrediction): string {
  const { brief, marks, progress } = tracked;
  const state = describeState(brief, progress, l10n);
  const staleness = describeStaleness(tracked);
  if (isTerminal(brief)) return joined([state, staleness, deletionNote(tracked)]);
  if (staleness === '') return state;
  return joined([staleness, marks.has('paused') ? stateName(brief.status, l10n) : '']);
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' · ');
}

function deletionNote({ brief }: TrackedPrediction): string {
  return brief.dataRemoved ? l10n.t('deleted on the server') : '';
}

function iconOf({ brief, failure, marks }: TrackedPrediction): ThemeIcon {
  if (!isTerminal(brief)) {
    if (marks.has('paused')) return new ThemeIcon('debug-pause', new ThemeColor('charts.blue'));
    if (failure !== undefined || marks.has('gone')) {
      return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    }
  }
  switch (brief.status) {
    case '':
    case 'starting':
      return new ThemeIcon('circle-large-outline', new ThemeColor('charts.blue'));
    case 'processing':
      return new ThemeIcon(turning('loading'), new ThemeColor('charts.blue'));
    case 'succeeded':
      return new ThemeIcon('pass', new ThemeColor('charts.green'));
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
    case 'canceled':
      return new ThemeIcon('circle-slash', new ThemeColor('disabledForeground'));
    case 'aborted':
      return new ThemeIcon('stop-circle', new ThemeColor('disabledForeground'));
    default:
      return new ThemeIcon('question', new ThemeColor('charts.yellow'));
  }
}

function groupItem({ group, predictionId, count }: GroupRow): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  const name = groupName(group);
  const item = new TreeItem(name, group === 'outputs' ? Expanded : Collapsed);
  item.id = `${predictionId}/${group}`;
  if (group === 'outputs') {
    item.description = formatNumber(count, l10n.language);
    item.accessibilityInformation = { label: groupLabel(name, count, l10n) };
  }
  return item;
}

function groupName(group: GroupRow['group']): string {
  switch (group) {
    case 'outputs':
      return l10n.t('Outputs');
    case 'input':
      return l10n.t('Input');
    case 'metrics':
      return l10n.t('Metrics');
  }
}

function outputItem(
  { predictionId, index, output }: OutputRow,
  images: RowImages,
  download: FetchingFile | undefined,
): TreeItem {
  const name = outputName(output, shownLength);
  const item = new TreeItem(name);
  item.id = `${predictionId}/outputs/${index}`;
  const fetched = download === undefined ? '' : describeFetch(download, l10n);
  item.description = joined([output.label, fetched]);
  item.accessibilityInformation = { label: outputLabel(name, output, l10n, fetched) };
  item.iconPath = images.imageOf(predictionId, output) ?? new ThemeIcon(iconOfKind[output.kind]);
  item.command = {
    command: 'deerapi.preview',
    title: l10n.t('Preview Outputs'),
    arguments: [predictionId, index],
  };
  return item;
}

const iconOfKind: Readonly<Record<FileKind, string>> = {
  image: 'file-media',
  video: 'device-camera-video',
  audio: 'unmute',
  model: 'symbol-method',
  text: 'file-text',
  json: 'json',
  document: 'book',
  archive: 'file-zip',
  other: 'file',
};

function valueItem({ name, value }: ValueRow): TreeItem {
  const { Collapsed, None } = TreeItemCollapsibleState;
  const shownName = singleLine(name, shownLength);
  const item = new TreeItem(shownName, isNested(value) ? Collapsed : None);
  item.description = shortText(value);
  item.accessibilityInformation = { label: valueLabel(shownName, item.description, l10n) };
  return item;
}

function moreItem({ count }: MoreRow): TreeItem {
  const item = new TreeItem(l10n.t('{0} more', count));
  item.iconPath = new ThemeIcon('ellipsis');
  item.command = { command: '_deerapi.showMoreRows', title: l10n.t('Show more') };
  return item;
}

function errorItem({ error }: ErrorRow): TreeItem {
  const text = singleLine(error, shownLength);
  const item = new TreeItem(text);
  item.accessibilityInformation = { label: errorLabel(text, l10n) };
  item.iconPath = new ThemeIcon('error', new ThemeColor('testing.iconFailed'));
  return item;
}

function shortText(value: unknown): string {
  return singleLine(longText(value), shownLength);
}

function longText(value: unknown): string {
  return typeof value === 'string' ? value : jsonText(value, 1);
}
