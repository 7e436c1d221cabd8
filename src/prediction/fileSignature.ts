import { fileTypeOfMediaType, fileTypeOfPath, unknownFileType, type FileType } from './fileType';

/** As many bytes of a file's start as are looked at. */
export const signatureLength = 4096;

/** Latin-1, so that one character is one byte; at that offset. */
type Part = readonly [offset: number, text: string];

/** The first row of which all parts are there tells the type. */
const signatures: readonly (readonly [extension: string, ...Part[]])[] = [
  ['png', [0, '\x89PNG\r\n\x1a\n']],
  ['jpg', [0, '\xff\xd8\xff']],
  ['gif', [0, 'GIF8']],
  ['webp', [0, 'RIFF'], [8, 'WEBP']],
  ['bmp', [0, 'BM'], [6, '\0\0\0\0']],
  ['avif', [4, 'ftypavif']],
  ['avif', [4, 'ftypavis']],
  ['m4a', [4, 'ftypM4A']],
  ['mov', [4, 'ftypqt']],
  ['mp4', [4, 'ftyp']],
  ['mov', [4, 'moov']],
  ['mov', [4, 'wide']],
  ['webm', [0, '\x1a\x45\xdf\xa3']],
  ['wav', [0, 'RIFF'], [8, 'WAVE']],
  ['mp3', [0, 'ID3']],
  ['mp3', [0, '\xff\xfb']],
  ['mp3', [0, '\xff\xfa']],
  ['mp3', [0, '\xff\xf3']],
  ['mp3', [0, '\xff\xf2']],
  ['ogg', [0, 'OggS']],
  ['flac', [0, 'fLaC']],
  ['mid', [0, 'MThd']],
  ['glb', [0, 'glTF']],
  ['ply', [0, 'ply\n']],
  ['ply', [0, 'ply\r']],
  ['pdf', [0, '%PDF-']],
  ['zip', [0, 'PK\x03\x04']],
  ['zip', [0, 'PK\x05\x06']],
  ['gz', [0, '\x1f\x8b']],
  ['tar', [257, 'ustar']],
  ['npy', [0, '\x93NUMPY']],
];

/** What starts with no mark of its own: it is what its name or its server says. */
const unmarkedBinaries = new Set(['stl', 'tar']);
/** What is text as well, and says more about it. */
const unmarkedTexts = new Set([
  'txt',
  'md',
  'srt',
  'vtt',
  'csv',
  'json',
  'obj',
  'stl',
  'html',
  'htm',
]);

/** What a file's name says, and its server, which may know better. */
export function claimedFileType(pathname: string, mediaType: string): FileType {
  const byServer = fileTypeOfMediaType(mediaType);
  const byName = fileTypeOfPath(pathname);
  const isVague = byServer === unknownFileType || byServer.extension === 'txt';
  return isVague && byName !== unknownFileType ? byName : byServer;
}

/**
 * What a file is, whatever it is said to be.
 * @param start Its first {@link signatureLength} bytes, or all where it has less.
 */
export function fileTypeOfBytes(start: Uint8Array, claimed: FileType): FileType {
  const latin = latin1(start);
  const signed = signatures.find(([, ...parts]) =>
    parts.every(([offset, text]) => latin.startsWith(text, offset)),
  );
  if (signed !== undefined) return fileTypeOfPath(`.${moreExactly(signed[0], latin, claimed)}`);
  const text = utf8Start(start);
  if (text !== undefined) return fileTypeOfPath(`.${extensionOfText(text, claimed)}`);
  return unmarkedBinaries.has(claimed.extension) ? claimed : unknownFileType;
}

function moreExactly(extension: string, latin: string, claimed: FileType): string {
  const isSlides = claimed.extension === 'pptx' || latin.includes('ppt/');
  return extension === 'zip' && isSlides ? 'pptx' : extension;
}

function extensionOfText(text: string, { extension }: FileType): string {
  const beginning = text.replace(/^\ufeff?\s*/, '');
  if (/^<(?:svg|\?xml|!--|!doctype svg)[^]*<svg[\s>]|^<svg[\s>]/i.test(beginning)) return 'svg';
  if (/^(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|head|body|script)[\s>]/i.test(beginning)) {
    return 'html';
  }
  if (beginning.startsWith('WEBVTT')) return 'vtt';
  if (unmarkedTexts.has(extension)) return extension;
  return /^(?:\{\s*["}]|\[\s*[[{"\]\d-])/.test(beginning) ? 'json' : 'txt';
}

/** Control characters that no text has, a terminal's included. */
// eslint-disable-next-line no-control-regex -- They are what is looked for.
const unwritten = /[\0-\x07\x0e-\x1a\x1c-\x1f]/;

/** Undefined where it is no text. The last character may be cut. */
function utf8Start(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return unwritten.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, signatureLength));
}
