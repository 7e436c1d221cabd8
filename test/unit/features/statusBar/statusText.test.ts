import assert from 'node:assert/strict';

import { ApiError } from '../../../../src/client/apiError';
import { statusText, type StatusText } from '../../../../src/features/statusBar/statusText';
import { isTerminal } from '../../../../src/prediction/prediction';
import type {
  OpenedPrediction,
  TrackedPrediction,
} from '../../../../src/tracking/trackedPrediction';
import { english } from '../../../support/builders/english';
import { inChinese } from '../../../support/words/inChinese';
import { trackedOf, type AnswerJson } from '../../../support/builders/predictions';

const failure = { error: new Error('503'), count: 1, retryAt: undefined };

describe('the status bar', () => {
  it('tells model, percent and time left of the only one that runs', () => {
    const one = tracked('a', { status: 'processing', logs: barAt(18, '00:08') });
    assert.equal(textOf([one]), '$(sync~spin) flux-schnell · 45% · 8 s left');
  });

  it('tells how many run, and how far they are', () => {
    const list = [10, 18, 26].map((step, index) =>
      tracked(`run${index}`, { status: 'processing', logs: barAt(step, '00:08') }),
    );
    assert.equal(textOf(list), '$(sync~spin) 3 running · 45%');
  });

  it('leaves those out of the percent whose logs tell nothing', () => {
    const list = [
      tracked('a', { status: 'processing', logs: barAt(18, '00:08') }),
      tracked('b', { status: 'starting', logs: '' }),
    ];
    assert.equal(textOf(list), '$(sync~spin) 2 running · 45%');
    assert.equal(textOf([list[1], list[1]]), '$(sync~spin) 2 running');
  });

  it('says that the percent is an estimate where that of one is', () => {
    const estimate = {
      fraction: 0.55,
      isEstimate: true,
      secondsLeft: undefined,
      stage: undefined,
    };
    const list = [
      tracked('a', { status: 'processing', logs: barAt(18, '00:08') }),
      tracked('b', { status: 'processing', logs: '' }, { progress: estimate }),
      tracked('c', { status: 'starting', logs: '' }),
    ];
    assert.equal(textOf(list), '$(sync~spin) 3 running · ~50%');
  });

  it('tells of those that run before those that have ended', () => {
    const list = [tracked('a', { status: 'starting' }), tracked('b')];
    assert.equal(textOf(list, ['b']), '$(sync~spin) flux-schnell · starting');
  });

  it('tells how the only one that has ended did', () => {
    assert.equal(textOf([tracked('a')], ['a']), '$(check) flux-schnell · succeeded · 8.7 s');
    const failed = tracked('a', { status: 'failed', error: 'NSFW' });
    assert.equal(textOf([failed], ['a']), '$(error) flux-schnell · failed · NSFW');
  });

  it('tells how many are done until they are seen', () => {
    const list = ['a', 'b', 'c'].map((id) => tracked(id));
    assert.equal(textOf(list, ['a', 'b', 'c']), '$(check) 3 done');
    assert.equal(textOf(list), '$(list-unordered) 3 predictions');
  });

  it('tells how many failed', () => {
    const list = [tracked('a'), tracked('b', { status: 'failed' }), tracked('c')];
    assert.equal(textOf(list, ['a', 'b', 'c']), '$(error) 1 failed');
  });

  it('does not say that what a person canceled has failed', () => {
    const list = ['a', 'b'].map((id) => tracked(id, { status: 'canceled' }));
    assert.doesNotMatch(textOf(list, ['a', 'b']), /failed/);
  });

  it('says so when none that runs can be asked for', () => {
    const list = ['a', 'b'].map((id) => tracked(id, { status: 'starting' }, { failure }));
    assert.equal(textOf(list), '$(warning) 2 running · not updated');
    assert.equal(textOf(list.slice(0, 1)), '$(warning) flux-schnell · starting · not updated');
  });

  it('says that those that run are out of reach', () => {
    const error = new ApiError('host-not-found', { host: 'api.deerapi.com' });
    const offline = { error, count: 1, retryAt: undefined };
    const list = ['a', 'b'].map((id) => ({
      ...tracked(id, { status: 'starting' }),
      failure: offline,
    }));
    assert.equal(textOf(list), '$(warning) 2 running · offline');
    assert.equal(textOf(list.slice(0, 1)), '$(warning) flux-schnell · starting · offline');
  });

  it('says that those that run are paused', () => {
    const paused = { marks: new Set(['paused'] as const) };
    const list = ['a', 'b'].map((id) => tracked(id, { status: 'starting' }, paused));
    assert.equal(textOf(list), '$(debug-pause) 2 running · paused');
    assert.equal(textOf(list.slice(0, 1)), '$(debug-pause) flux-schnell · starting · paused');
  });

  it('calls one whose model is unknown by the start of its id', () => {
    const one = tracked('hvmbv5hndhrme0cpws2rnqqf60', { status: 'starting', model: null });
    assert.equal(textOf([one]), '$(sync~spin) hvmbv5hn · starting');
  });

  it('shows no icon, line or direction that a server wrote', () => {
    const model = 'x/$(trash)\n\u202egnp';
    const { text, label } = statusOf([tracked('a', { status: 'starting', model })]);
    assert.equal(text.match(/\$\(/g)?.length, 1);
    assert.doesNotMatch(text + label, /[\n\u202e]/);
  });

  it('has words without the icon for screen readers', () => {
    const { label } = statusOf([tracked('a', { status: 'starting' })]);
    assert.equal(label, 'DeerAPI Predictions: flux-schnell, starting');
    const facts = { running: [], ended: [], size: 1, runningIcon: 'sync~spin' };
    assert.match(statusText(facts, inChinese).label, /^DeerAPI Predictions：/);
  });

  it('lists ten at most in its tooltip', () => {
    const list = Array.from({ length: 30 }, (_, index) => tracked(`id${index}`));
    const { tooltip } = statusOf(
      list,
      list.map(({ id }) => id),
    );
    assert.equal(tooltip.split('\n').length, 10);
  });
});

function tracked(
  id: string,
  fields: AnswerJson = {},
  known: Partial<OpenedPrediction> = {},
): TrackedPrediction {
  return trackedOf({ id, ...fields }, known);
}

function textOf(list: readonly (TrackedPrediction | undefined)[], unseen: string[] = []): string {
  return statusOf(
    list.filter((each) => each !== undefined),
    unseen,
  ).text;
}

function statusOf(list: readonly TrackedPrediction[], unseen: string[] = []): StatusText {
  const running = list.filter(({ brief }) => !isTerminal(brief));
  const ended = list.filter(({ id }) => unseen.includes(id));
  return statusText({ running, ended, size: list.length, runningIcon: 'sync~spin' }, english);
}

function barAt(step: number, left: string): string {
  return `${Math.round(step * 2.5)}%|███  | ${step}/40 [00:03<${left}, 5.08it/s]\r`;
}
