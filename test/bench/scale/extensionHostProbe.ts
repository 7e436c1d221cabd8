import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { strToU8, zipSync } from 'fflate';

import { eventually } from '../../support/eventually';

/** What happened in the extension host since the last report. */
export interface HostReport {
  /** Bytes, after all garbage is collected. */
  readonly heapUsed: number;
  readonly longestBlockMs: number;
  /** Of one core. */
  readonly cpuShare: number;
  readonly seconds: number;
  /** Durations in milliseconds of what the extension measures itself, by name. */
  readonly measures: Readonly<Record<string, number>>;
}

/** Asks the probe in the extension host, through files in a folder that both know. */
export class ExtensionHostProbe {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = path.join(folder, 'probe');
  }

  /** Tells the probe which files to look at. */
  get env(): Readonly<Record<string, string>> {
    return { SCALE_PROBE: this.#file };
  }

  /** Packs the probe, to be installed beside the extension. Gives the file's path. */
  async pack(): Promise<string> {
    const manifest = {
      ...{ name: 'probe', publisher: 'bench', version: '1.0.0', main: './probe.cjs' },
      ...{ engines: { vscode: '^1.100.0' }, activationEvents: ['*'] },
    };
    const probe = await readFile(path.join(__dirname, 'probe.cjs'));
    const file = `${this.#file}.vsix`;
    const packed = zipSync({
      'extension.vsixmanifest': strToU8(vsixManifest),
      'extension/package.json': strToU8(JSON.stringify(manifest)),
      'extension/probe.cjs': new Uint8Array(probe),
    });
    await writeFile(file, packed);
    return file;
  }

  report(): Promise<HostReport> {
    return this.#ask({});
  }

  /** Reports once the command has ended, or has taken fifteen seconds. */
  run(command: string, ...args: readonly unknown[]): Promise<HostReport> {
    return this.#ask({ command, args });
  }

  async #ask(question: { command?: string; args?: readonly unknown[] }): Promise<HostReport> {
    await rm(`${this.#file}.told`, { force: true });
    await writeFile(`${this.#file}.new`, JSON.stringify(question));
    // Whole, or not there.
    await rename(`${this.#file}.new`, `${this.#file}.ask`);
    const read = () => readFile(`${this.#file}.told`, 'utf8').catch(() => '');
    const text = await eventually(read, (told) => told.endsWith('}'));
    return JSON.parse(text) as HostReport;
  }
}

const vsixManifest = `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata><Identity Language="en-US" Id="probe" Version="1.0.0" Publisher="bench"/></Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json"/></Assets>
</PackageManifest>`;
