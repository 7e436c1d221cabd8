import type { Localization } from '../../prediction/localization';

type Words<Part extends (l10n: Localization) => object> = Readonly<ReturnType<Part>>;
export type PageWords = Words<typeof partWords> &
  Words<typeof outputWords> &
  Words<typeof zoomWords>;

export type CompareWords = Words<typeof compareWords> & Words<typeof zoomWords>;

/** Of the page that compares. */
export function comparePageWords(l10n: Localization): CompareWords {
  return { ...compareWords(l10n), ...zoomWords(l10n) };
}

/** The words of the page that are the same for all predictions. `{0}` is filled in by the page. */
export function pageWords(l10n: Localization): PageWords {
  return { ...partWords(l10n), ...outputWords(l10n), ...zoomWords(l10n) };
}

function partWords(l10n: Localization) {
  return {
    showLog: l10n.t('Show Log'),
    saveOutputs: l10n.t('Save Outputs…'),
    pin: l10n.t('Pin: keep this prediction in this tab'),
    pinned: l10n.t('Pinned: this tab keeps this prediction'),
    details: l10n.t('Details'),
    hideDetails: l10n.t('Hide Details'),
    showDetails: l10n.t('Show Details'),
    resizeDetails: l10n.t('Width of the details'),
    run: l10n.t('Run'),
    stages: l10n.t('Stages'),
    lastLines: l10n.t('Last lines of the log'),
    showMore: l10n.t('Show more'),
    showLess: l10n.t('Show less'),
    copyField: l10n.t('Copy {0}'),
    copyError: l10n.t('Copy Error'),
    copied: l10n.t('Copied'),
  };
}

function outputWords(l10n: Localization) {
  return {
    outputs: l10n.t('Outputs'),
    place: l10n.t('{0} of {1}'),
    allOutputs: l10n.t('All Outputs (Escape)'),
    previous: l10n.t('Previous (Left Arrow)'),
    next: l10n.t('Next (Right Arrow)'),
    copyOutput: l10n.t('Copy Output'),
    copyImage: l10n.t('Copy Image'),
    copyUrl: l10n.t('Copy Output URL'),
    openInEditor: l10n.t('Open in Editor'),
    openExternally: l10n.t('Open Externally'),
    save: l10n.t('Save…'),
    tryAgain: l10n.t('Try Again'),
    cancel: l10n.t('Cancel'),
    moreValues: l10n.t('{0} more'),
    copyValue: l10n.t('Copy Value'),
    cannotShow: l10n.t('It cannot be shown here.'),
  };
}

function zoomWords(l10n: Localization) {
  return {
    zoomIn: l10n.t('Zoom In (+)'),
    zoomOut: l10n.t('Zoom Out (-)'),
    fit: l10n.t('Fit (0)'),
    actualSize: l10n.t('Actual Size (1)'),
  };
}

function compareWords(l10n: Localization) {
  return {
    compare: l10n.t('Compare Outputs'),
    modes: l10n.t('How they are compared'),
    sideBySide: l10n.t('Side by Side'),
    wipe: l10n.t('Wipe'),
    difference: l10n.t('Difference'),
    needsOneSize: l10n.t('For two images of one size'),
    wipePlace: l10n.t('Where one image ends and the other begins'),
    output: l10n.t('Output'),
    openPreview: l10n.t('Preview Outputs'),
    noOutput: l10n.t('It made no output.'),
    input: l10n.t('Input'),
    differences: l10n.t('Inputs that differ'),
    sameInputs: l10n.t('All their inputs are the same.'),
    noValue: l10n.t('none'),
  };
}
