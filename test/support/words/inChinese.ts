import { english, localization } from '../../../src/prediction/localization';
import { chinese } from './displayLanguage';

/** The words as a person reads them in Chinese. */
export const inChinese = localization(
  (message, ...values) => english.t(chinese.words(message), ...values),
  () => chinese.tag,
);
