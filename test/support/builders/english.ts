import type { Localization } from '../../../src/prediction/localization';

/** The words as they stand in the sources. */
export const english: Localization = {
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};
