import {
  fileTypeOfMediaType,
  fileTypeOfPath,
  unknownFileType,
  type FileType,
} from '../../prediction/fileType';
import type { WholePart } from './partFile';

/**
 * Whether what came is not the file, though its server says that it is: nothing at all, or the page of a
 * gateway that has something to say. The file itself may come another time.
 */
export function isSubstitute(
  pathname: string,
  type: FileType,
  { bytes, mediaType }: WholePart,
): boolean {
  const named = fileTypeOfPath(pathname);
  if (named === unknownFileType || named.kind === 'text') return false;
  const isSaidToBePage = isPage(type) && isPage(fileTypeOfMediaType(mediaType));
  return bytes === 0 || (isSaidToBePage && !isPage(named));
}

function isPage({ mediaType }: FileType): boolean {
  return mediaType === 'text/html';
}
