import { claimedFileType, fileTypeOfBytes } from '../../prediction/fileSignature';
import { OutputError } from '../../prediction/outputError';
import { settlePart } from './contentStore';
import { fetchPart, type FetchPartRequest } from './fetchPart';
import { outputFileName } from './outputFileName';
import { decodeDataUri, pathnameOf, type FileSource } from './outputSource';
import { PartFile, removePart } from './partFile';
import { isSubstitute } from './substitute';

export interface DownloadRequest extends Omit<FetchPartRequest, 'url'> {
  /** Where the bytes are gathered; it stays until the caller has noted the file. */
  readonly partFile: string;
  /** Bytes after which those that have come are made safe. */
  readonly safeEvery: number;
  /** Where content with that SHA-256 is kept, once for all who have it. */
  readonly contentOf: (sha256: string) => string;
  readonly pathOf: (file: string) => string;
}

/** Fetches an output whole, and gives the name and the bytes of its file. @throws as `fetchPart` does. */
export async function downloadOutput(
  source: FileSource,
  request: DownloadRequest,
): Promise<{ file: string; bytes: number }> {
  const part = await PartFile.open(request.partFile, request.safeEvery);
  try {
    await fill(part, source, request);
    await part.makeSafe();
  } catch (error) {
    await leave(part, request.partFile);
    throw error;
  }
  await part.close();
  return settle(part, source, request);
}

async function fill(part: PartFile, source: FileSource, request: DownloadRequest): Promise<void> {
  if (part.isWhole) return;
  if (source.type === 'url') {
    await fetchPart(part, { ...request, url: source.url });
    return;
  }
  const { mediaType, bytes } = decodeDataUri(source.uri);
  await part.begin({ mediaType, total: bytes.byteLength, validator: '' });
  await part.append(bytes);
}

/** Keeps what has come for another time. Where it could not go on, that is of no use. */
async function leave(part: PartFile, partFile: string): Promise<void> {
  const canGoOn = part.origin.validator !== '';
  // What was safe before stays so.
  if (canGoOn) await part.makeSafe().catch(() => undefined);
  await part.close();
  if (!canGoOn) await removePart(partFile);
}

async function settle(
  part: PartFile,
  source: FileSource,
  { partFile, contentOf, pathOf }: DownloadRequest,
): Promise<{ file: string; bytes: number }> {
  const whole = part.whole();
  const { sha256, bytes, start, mediaType } = whole;
  const pathname = pathnameOf(source);
  const type = fileTypeOfBytes(start, claimedFileType(pathname, mediaType));
  if (isSubstitute(pathname, type, whole)) {
    await removePart(partFile);
    throw new OutputError('unreachable', { cause: new Error(`${bytes} bytes of ${mediaType}`) });
  }
  const file = outputFileName(pathname, sha256, type);
  await settlePart(partFile, contentOf(sha256), pathOf(file));
  return { file, bytes };
}
