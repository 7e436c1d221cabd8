import type { FileKind } from './fileType';
import type { Localization } from './localization';

/** What an output is, in a word. */
export function kindWord(kind: FileKind, l10n: Localization): string {
  switch (kind) {
    case 'image':
      return l10n.t('image');
    case 'video':
      return l10n.t('video');
    case 'audio':
      return l10n.t('sound');
    case 'model':
      return l10n.t('3D model');
    case 'text':
      return l10n.t('text');
    case 'json':
      return l10n.t('JSON');
    case 'document':
      return l10n.t('document');
    case 'archive':
      return l10n.t('archive');
    case 'other':
      return l10n.t('file');
  }
}
