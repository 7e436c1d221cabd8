import type { FileType } from '../../prediction/fileType';

const longestStem = 60;

/**
 * What a kept file is called: after its address, by what it is, and apart from all others. Of letters
 * that mean the same everywhere, so that no reserved name and no path can arise.
 */
export function outputFileName(pathname: string, sha256: string, { extension }: FileType): string {
  const last = decoded(pathname.slice(pathname.lastIndexOf('/') + 1));
  const stem = last
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestStem)
    .replace(/^-|-$/g, '');
  return `${stem === '' ? 'output' : stem}-${sha256.slice(0, 12)}.${extension}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
