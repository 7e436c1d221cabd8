import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { projectText, sourceTexts } from '../../support/projectFiles';
import { projectFolder } from '../../support/vscode/cacheFolder';

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

interface Setting {
  readonly default?: unknown;
  readonly markdownDescription?: string;
  readonly order?: number;
  readonly scope?: string;
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly items?: { readonly enum?: readonly string[] };
  readonly additionalProperties?: Setting;
}

interface Manifest {
  readonly name: string;
  readonly engines: { readonly vscode: string };
  readonly extensionKind: readonly string[];
  readonly capabilities: Readonly<Record<string, unknown>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

const manifestText = projectText('package.json');
const manifest = JSON.parse(manifestText) as Manifest; // npm and VS Code check its shape
const strings = JSON.parse(projectText('package.nls.json')) as Record<string, string>; // flat by definition
const { commands, menus, views, viewsContainers, configuration } = manifest.contributes;

/** Titles of DESIGN.md: what users and other tools rely on. */
const contract: Readonly<Record<string, string>> = {
  'deerapi.lookUp': 'Look Up Prediction…',
  'deerapi.track': 'Track Predictions…',
  'deerapi.untrack': 'Stop Tracking',
  'deerapi.refresh': 'Refresh',
  'deerapi.refreshAll': 'Refresh All',
  'deerapi.clearFinished': 'Remove Finished Predictions',
  'deerapi.showLog': 'Show Log',
  'deerapi.preview': 'Preview Outputs',
  'deerapi.compare': 'Compare Outputs',
  'deerapi.saveOutputs': 'Save Outputs…',
  'deerapi.copyId': 'Copy ID',
  'deerapi.copyOutputUrl': 'Copy Output URL',
  'deerapi.copyOutputPath': 'Copy Output Path',
  'deerapi.cancelDownloads': 'Cancel Downloads',
  'deerapi.openOutput': 'Open in Editor',
  'deerapi.insertMarkdown': 'Insert as Markdown',
  'deerapi.openJson': 'Open as JSON',
  'deerapi.openInBrowser': 'Open in Browser',
  'deerapi.pause': 'Pause Following',
  'deerapi.resume': 'Resume Following',
  'deerapi.showSummary': 'Show Summary',
  'deerapi.exportSummary': 'Export Summary as CSV…',
  'deerapi.switchEndpoint': 'Switch Endpoint…',
  'deerapi.showSample': 'Show Sample Prediction',
  'deerapi.setApiKey': 'Set API Key…',
  'deerapi.removeApiKey': 'Remove API Key',
  'deerapi.checkConnection': 'Check Connection',
  'deerapi.filter': 'Filter Predictions…',
  'deerapi.clearFilter': 'Clear Filter',
  'deerapi.sortByNewest': 'Sort by Newest',
  'deerapi.sortByState': 'Sort by State',
  'deerapi.pinPreview': 'Pin Preview',
  'deerapi.unpinPreview': 'Unpin Preview',
};

const contractSettings = new Set([
  'deerapi.baseUrl',
  'deerapi.polling.minInterval',
  'deerapi.polling.maxInterval',
  'deerapi.polling.maxRequestsPerMinute',
  'deerapi.requestTimeout',
  'deerapi.outputs.keep',
  'deerapi.outputs.maxSize',
  'deerapi.notifications',
  'deerapi.endpoints',
  'deerapi.endpoint',
  'deerapi.log.progressBars',
  'deerapi.outputs.fileName',
]);

describe('the manifest', () => {
  it('declares the commands that the sources register, and no others', () => {
    const registered = sourceTexts().flatMap((text) => matches(text, /'(_?deerapi\.[\w.]+)':/g));
    const open = registered.filter((id) => !id.startsWith('_'));
    assert.deepEqual(open.sort(), commands.map(({ command }) => command).sort());
  });

  it('has sources that run only commands that are registered', () => {
    const texts = sourceTexts();
    const registered = texts.flatMap((text) => matches(text, /'(_?deerapi\.[\w.]+)':/g));
    const run = texts.flatMap((text) =>
      matches(text, /(?:executeCommand\(\s*|command(?: =|:)\s*)'(_?deerapi\.[\w.]+)'/g),
    );
    const known = new Set([...registered, 'deerapi.predictions.focus']);
    assert.deepEqual(
      run.filter((id) => !known.has(id)),
      [],
    );
  });

  it('declares the settings that the sources read, and no others', () => {
    const read = matches(
      projectText('src/host/settings.ts'),
      /(?:#\w+|inspect(?:<\w+>)?|get(?:<\w+>)?)\('([\w.]+)'/g,
    );
    const declared = Object.keys(configuration.properties);
    assert.deepEqual([...new Set(read)].map((key) => `deerapi.${key}`).sort(), declared.sort());
  });

  it('has each of its strings in package.nls.json, which has no others', () => {
    const used = new Set(matches(manifestText, /"%([\w.]+)%"/g));
    assert.deepEqual([...used].sort(), Object.keys(strings).sort());
    assert.ok(Object.values(strings).every((text) => text.trim() !== ''));
  });

  it('asks for the VS Code whose types it is checked against', () => {
    const minor = (range: string | undefined) => /^[\^~]?(\d+\.\d+)\./.exec(range ?? '')?.[1];
    assert.equal(manifest.engines.vscode, '^1.100.0');
    assert.equal(minor(manifest.devDependencies['@types/vscode']), minor(manifest.engines.vscode));
    const installed = JSON.parse(
      projectText('node_modules/@types/vscode/package.json'),
    ) as Manifest & {
      readonly version: string;
    }; // npm's own file
    assert.equal(minor(installed.version), minor(manifest.engines.vscode));
  });

  for (const { command, title, category } of commands) {
    it(`gives ${command} the title of the contract, in the category DeerAPI`, () => {
      assert.equal(category, 'DeerAPI');
      assert.equal(text(title), contract[command]);
    });
  }

  for (const [name, setting] of Object.entries(configuration.properties)) {
    it(`describes ${name}, and lets no workspace set it`, () => {
      assert.ok(contractSettings.has(name));
      assert.notEqual(setting.default, undefined);
      assert.match(text(setting.markdownDescription ?? ''), /\w.*\.$/);
      assert.equal(typeof setting.order, 'number');
      assert.match(setting.scope ?? '', /^(?:machine|application)$/);
    });

    it(`says in the settings editor what ${name} cannot be`, () => {
      assertBounded(setting, name);
    });
  }

  it('gives each setting a place of its own', () => {
    const orders = Object.values(configuration.properties).map(({ order }) => order);
    assert.equal(new Set(orders).size, orders.length);
  });

  it('has the names of the contract', () => {
    assert.equal(manifest.name, 'deerapi-predictions');
    assert.equal(strings['displayName'], 'DeerAPI Predictions');
    assert.deepEqual(
      viewsContainers.activitybar.map(({ id }) => id),
      ['deerapi'],
    );
    assert.deepEqual(
      views['deerapi']?.map(({ id }) => id),
      ['deerapi.predictions'],
    );
    const { default: baseUrl } = configuration.properties['deerapi.baseUrl'] ?? {};
    assert.equal(baseUrl, 'https://api.deerapi.com/replicate/v1');
  });

  it('puts only commands into menus that it declares', () => {
    const declared = new Set(commands.map(({ command }) => command));
    const inMenus = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    assert.deepEqual(
      inMenus.filter((command) => !declared.has(command)),
      [],
    );
  });

  it('has no emoji among its strings', () => {
    const shown = Object.values(strings);
    assert.deepEqual(
      shown.filter((text) => /\p{Extended_Pictographic}/u.test(text)),
      [],
    );
  });

  it('greets an empty view with one sentence and one button', () => {
    const lines = text('view.predictions.welcome').split('\n');
    const [sentence, button] = lines;
    assert.equal(lines.length, 2);
    assert.match(sentence ?? '', /^[A-Z].*\.$/);
    assert.doesNotMatch(sentence ?? '', /\. /);
    assert.match(button ?? '', /^\[[^\]]+\]\(command:deerapi\.lookUp\)$/);
  });

  it('names only files that are there, and every picture of the walkthrough', () => {
    const named = matches(manifestText, /"(?:\.\/)?(media\/[^"]+\.\w+)"/g);
    for (const file of named) assert.ok(existsSync(path.join(projectFolder, file)), file);
    const pictures = readdirSync(path.join(projectFolder, 'media/walkthrough'));
    assert.deepEqual(
      pictures.filter((file) => !named.includes(`media/walkthrough/${file}`)),
      [],
    );
  });

  it('says where it works: beside the files, also untrusted and virtual ones', () => {
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    assert.deepEqual(manifest.capabilities, {
      untrustedWorkspaces: { supported: true },
      virtualWorkspaces: true,
    });
  });
});

/** VS Code checks a number by its bounds, a text by a pattern, and a list by what it may hold. */
function assertBounded(setting: Setting, name: string): void {
  switch (setting.type) {
    case 'number':
    case 'integer':
      assert.ok(Number(setting.minimum) <= Number(setting.default));
      assert.ok(Number(setting.default) <= Number(setting.maximum));
      return;
    case 'string':
      // Any name will do, and the command that sets it offers those that there are.
      if (name === 'deerapi.endpoint') return;
      assert.match(String(setting.default), new RegExp(setting.pattern ?? '$.'));
      assert.notEqual(text(setting.patternErrorMessage ?? ''), '');
      return;
    case 'array':
      assert.ok((setting.items?.enum ?? []).length > 0);
      return;
    case 'object':
      assert.notEqual(setting.additionalProperties?.pattern, undefined);
      return;
    case 'boolean':
      return;
    case undefined:
      assert.fail(`${name} has no type`);
  }
}

function text(shown: string): string {
  return strings[shown.replaceAll('%', '')] ?? '';
}

function matches(searched: string, pattern: RegExp): string[] {
  return [...searched.matchAll(pattern)].map((match) => match[1] ?? '');
}
