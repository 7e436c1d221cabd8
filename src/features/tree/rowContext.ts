import type { FileKind } from '../../prediction/fileType';
import { isTerminal } from '../../prediction/prediction';
import { isFollowed } from '../../tracking/following';
import type { TrackedPrediction } from '../../tracking/trackedPrediction';
import type { Row } from './rows';

/** Tokens that menus look for: `prediction.running.hasOutput`, `output.image.hasUrl.fetching`. */
export function contextOf(
  row: Row,
  tracked: TrackedPrediction | undefined,
  isFetching: boolean,
): string {
  switch (row.type) {
    case 'prediction':
      return tracked === undefined ? '' : predictionContext(tracked);
    case 'group':
      return `group.${row.group}`;
    case 'output':
      return outputContext(row.output.kind, row.output.source.type === 'url', isFetching);
    case 'value':
    case 'error':
    case 'more':
      return row.type;
  }
}

function predictionContext(tracked: TrackedPrediction): string {
  const { brief, marks, failure } = tracked;
  const tokens = ['prediction', isTerminal(brief) ? 'finished' : 'running'];
  if (brief.hasOutput) tokens.push('hasOutput');
  if (brief.webUrl !== '') tokens.push('hasWebPage');
  if (isFollowed(tracked)) tokens.push('followed');
  const isPaused = !isTerminal(brief) && marks.has('paused');
  if (isPaused) tokens.push('paused');
  else if (failure !== undefined || marks.has('gone')) tokens.push('stale');
  return tokens.join('.');
}

function outputContext(kind: FileKind, hasUrl: boolean, isFetching: boolean): string {
  return `output.${kind}${hasUrl ? '.hasUrl' : ''}${isFetching ? '.fetching' : ''}`;
}
