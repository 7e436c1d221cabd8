import { l10n } from '../../host/localization';
import { UserError } from '../../host/userError';
import { nameTokens, problemOfPattern, type PatternProblem } from './namePattern';

/** @throws UserError where the setting names no file. */
export function checkedPattern(pattern: string): string {
  const problem = problemOfPattern(pattern);
  if (problem === undefined) return pattern;
  throw new UserError(describe(problem), [
    {
      title: l10n.t('Open Settings'),
      command: 'workbench.action.openSettings',
      arguments: ['deerapi.outputs.fileName'],
    },
  ]);
}

function describe(problem: PatternProblem): string {
  const setting = 'deerapi.outputs.fileName';
  switch (problem.type) {
    case 'unknown-token':
      return l10n.t(
        'The setting {0} holds {1}, which stands for nothing: use {2}.',
        setting,
        problem.token,
        nameTokens.map((token) => `{${token}}`).join(' '),
      );
    case 'holds-folder':
      return l10n.t(
        'The setting {0} holds a “/” or “\\”: it names files, and you choose the folder when you save.',
        setting,
      );
    case 'empty':
      return l10n.t('The setting {0} is empty: reset it, or give files a name.', setting);
  }
}
