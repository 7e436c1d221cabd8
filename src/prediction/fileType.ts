/** What a person can do with a file: look, watch, listen, read, or hand it to another program. */
export type FileKind =
  'image' | 'video' | 'audio' | 'model' | 'text' | 'json' | 'document' | 'archive' | 'other';

export interface FileType {
  readonly kind: FileKind;
  /** Without the dot. */
  readonly extension: string;
  readonly mediaType: string;
}

const rows: readonly (readonly [FileKind, string, string])[] = [
  ['image', 'png', 'image/png'],
  ['image', 'webp', 'image/webp'],
  ['image', 'jpg', 'image/jpeg'],
  ['image', 'jpeg', 'image/jpeg'],
  ['image', 'gif', 'image/gif'],
  ['image', 'svg', 'image/svg+xml'],
  ['image', 'avif', 'image/avif'],
  ['image', 'bmp', 'image/bmp'],
  ['video', 'mp4', 'video/mp4'],
  ['video', 'webm', 'video/webm'],
  ['video', 'mov', 'video/quicktime'],
  ['audio', 'wav', 'audio/wav'],
  ['audio', 'wav', 'audio/x-wav'],
  ['audio', 'wav', 'audio/wave'],
  ['audio', 'mp3', 'audio/mpeg'],
  ['audio', 'ogg', 'audio/ogg'],
  ['audio', 'flac', 'audio/flac'],
  ['audio', 'flac', 'audio/x-flac'],
  ['audio', 'm4a', 'audio/mp4'],
  ['model', 'glb', 'model/gltf-binary'],
  ['model', 'ply', 'model/ply'],
  ['model', 'obj', 'model/obj'],
  ['model', 'stl', 'model/stl'],
  ['text', 'txt', 'text/plain'],
  ['text', 'md', 'text/markdown'],
  ['text', 'srt', 'application/x-subrip'],
  ['text', 'vtt', 'text/vtt'],
  ['text', 'csv', 'text/csv'],
  ['json', 'json', 'application/json'],
  ['document', 'pdf', 'application/pdf'],
  ['document', 'html', 'text/html'],
  ['document', 'htm', 'text/html'],
  ['document', 'pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['archive', 'zip', 'application/zip'],
  ['archive', 'zip', 'application/x-zip-compressed'],
  ['archive', 'tar', 'application/x-tar'],
  ['archive', 'gz', 'application/gzip'],
  ['archive', 'gz', 'application/x-gzip'],
  ['archive', 'tgz', 'application/gzip'],
  // No player of VS Code's plays it.
  ['other', 'mid', 'audio/midi'],
  ['other', 'npy', 'application/octet-stream'],
];

const types = rows.map(([kind, extension, mediaType]): FileType => ({
  kind,
  extension,
  mediaType,
}));

/** What nothing is known of. */
export const unknownFileType: FileType = {
  kind: 'other',
  extension: 'bin',
  mediaType: 'application/octet-stream',
};

/** By a file name's or URL path's ending. */
export function fileTypeOfPath(path: string): FileType {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(path)?.[1]?.toLowerCase();
  return types.find((type) => type.extension === extension) ?? unknownFileType;
}

/** By a `Content-Type` header or a `data:` URI's media type. */
export function fileTypeOfMediaType(header: string): FileType {
  const mediaType = header.split(';')[0]?.trim().toLowerCase();
  if (mediaType === unknownFileType.mediaType) return unknownFileType;
  return types.find((type) => type.mediaType === mediaType) ?? unknownFileType;
}
