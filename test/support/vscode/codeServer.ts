import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cacheFolder';
import { nodeOfMajor } from './nodeRuntime';
import { installDependencies, installPackages } from './npmInstall';
import { withProgress } from './progress';

/** The build of VS Code that the npm registry carries, ready to be run. */
export interface CodeServer {
  readonly node: string;
  /** The script that serves the window to a browser and runs the extension host. */
  readonly serverMain: string;
}

/** Installs the npm registry's build of a VS Code version, if that has not been done yet. */
export async function codeServer(vscodeVersion: string): Promise<CodeServer> {
  const version = vscodeVersion.replace(/^1\./, '4.');
  const folder = await cached(`code-server-${version}`, (folder) =>
    withProgress(`Installing VS Code ${vscodeVersion} from the npm registry`, async () => {
      await installPackages(folder, [`code-server@${version}`]);
      await installDependencies(vscodeFolder(folder));
      await putRipgrep(vscodeFolder(folder));
      return folder;
    }),
  );
  await putSpdlogStandIn(vscodeFolder(folder));
  return {
    node: await nodeOfMajor(await neededNode(folder)),
    serverMain: path.join(vscodeFolder(folder), 'out', 'server-main.js'),
  };
}

function packageFolder(folder: string): string {
  return path.join(folder, 'node_modules', 'code-server');
}

function vscodeFolder(folder: string): string {
  return path.join(packageFolder(folder), 'lib', 'vscode');
}

/** Older versions download it by a script, from elsewhere; without it every search fails. */
async function putRipgrep(vscode: string): Promise<void> {
  const bin = path.join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  if (!existsSync(path.dirname(bin)) || existsSync(bin)) return;
  const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const scratch = path.join(vscode, 'ripgrep');
  await mkdir(scratch);
  await installPackages(scratch, [`${name}@1.18.0`]);
  await rename(path.join(scratch, 'node_modules', name, 'bin'), bin);
  await rm(scratch, { recursive: true });
}

/** Without spdlog, which wants a compiler, every output channel stays empty. */
async function putSpdlogStandIn(vscode: string): Promise<void> {
  const standIn = await readFile(path.join(__dirname, 'spdlogStandIn.cjs'), 'utf8');
  const file = path.join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js');
  if ((await readFile(file, 'utf8')) === standIn) return;
  const unfinished = `${file}.${String(process.pid)}`;
  await writeFile(unfinished, standIn);
  await rename(unfinished, file);
}

async function neededNode(folder: string): Promise<number> {
  const text = await readFile(path.join(packageFolder(folder), 'package.json'), 'utf8');
  const manifest = JSON.parse(text) as { engines: { node: string } }; // code-server's own, of a known version
  return Number.parseInt(manifest.engines.node, 10);
}
