import { OutputError } from '../../prediction/outputError';
import { fileTypeOfPath } from '../../prediction/fileType';
import { listOutputs, type Output } from '../../prediction/outputs';
import { imageIn, mostImages, type AgentImage } from './agentImages';
import { cutJson, Room } from './cutJson';
import type { KeptFile, KeptOutputs } from './keptOutputs';

export interface OutputsAnswer {
  readonly outputs: readonly OutputAnswer[];
  /** How many more there are. */
  readonly leftOut: number;
  /** In the order in which the outputs tell of them. */
  readonly images: readonly AgentImage[];
}

/** One output as it is told of; what there is not is undefined. */
export interface OutputAnswer {
  readonly place: string | undefined;
  readonly kind: string;
  readonly url?: string;
  readonly file?: string | undefined;
  readonly text?: string;
  readonly json?: unknown;
  readonly image?: string | undefined;
}

export interface OutputParts {
  readonly files: KeptOutputs;
  /** Whether those that are not on disk may be fetched. */
  readonly mayFetch: boolean;
  readonly signal: AbortSignal;
}

const mostListed = 20;
const longestText = 4000;
const longestUrl = 2000;
const roomForAll = 12_000;
/** Milliseconds: a model that waits is told rather of what there is. */
const patience = 20_000;

/** Tells of a prediction's outputs, with those that are images. */
export async function answerOutputs(
  id: string,
  output: unknown,
  parts: OutputParts,
): Promise<OutputsAnswer> {
  const all = listOutputs(output);
  const listed = all.outputs.slice(0, mostListed);
  const room = new Room(roomForAll);
  const toFetch = parts.mayFetch ? listed.filter(isImage).slice(0, mostImages) : [];
  const files = await Promise.all(
    listed.map((each) => fileOf(id, each, toFetch.includes(each), parts)),
  );
  const images: AgentImage[] = [];
  const outputs: OutputAnswer[] = [];
  for (const [index, each] of listed.entries()) {
    const file = files[index];
    const image = file && (await attach(each, file, images));
    outputs.push({ ...contentOf(each, room), file: file?.path, image });
  }
  return { outputs, leftOut: all.outputs.length - listed.length + all.leftOut, images };
}

function isImage({ kind }: Output): boolean {
  return kind === 'image';
}

async function fileOf(
  id: string,
  { source }: Output,
  isToBeFetched: boolean,
  { files, signal }: OutputParts,
): Promise<KeptFile | undefined> {
  if (source.type !== 'url' && source.type !== 'data') return undefined;
  if (!isToBeFetched) return files.fileOf(id, source);
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  try {
    return await files.fetch(id, source, limited);
  } catch (failure) {
    if (failure instanceof OutputError || limited.aborted) return undefined;
    throw failure;
  }
}

/** Gives what is told of it; undefined for what is no image. */
async function attach(
  output: Output,
  file: KeptFile,
  images: AgentImage[],
): Promise<string | undefined> {
  if (!isImage(output) && fileTypeOfPath(file.path).kind !== 'image') return undefined;
  if (images.length === mostImages) return `not attached: no more than ${mostImages} are`;
  const image = await imageIn(file);
  if (typeof image === 'string') return image;
  images.push(image);
  return `attached as image ${images.length}`;
}

function contentOf({ label, kind, source }: Output, room: Room): OutputAnswer {
  const place = label === '' ? undefined : room.take(label, 200);
  switch (source.type) {
    case 'url':
      return { place, kind, url: room.take(source.url, longestUrl) };
    case 'data':
      return { place, kind, text: room.take(source.uri) };
    case 'text':
      return { place, kind, text: room.take(source.text, longestText) };
    case 'json':
      return { place, kind, json: cutJson(source.value, room) };
  }
}
