import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { projectText, sourceTexts } from '../../support/projectFiles';
import { projectFolder } from '../../support/vscode/cacheFolder';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
  readonly scripts: Readonly<Record<string, string>>;
}

interface Setting {
  readonly default: unknown;
  readonly order: number;
  readonly markdownDescription: string;
}

const readme = projectText('README.md');
const manifestText = projectText('package.json');
const manifest = JSON.parse(manifestText) as Manifest; // the manifest's own test checks its shape
const strings = JSON.parse(projectText('package.nls.json')) as Record<string, string>; // flat by definition
const settings = Object.entries(manifest.contributes.configuration.properties).sort(
  ([, one], [, other]) => one.order - other.order,
);

/** What moves requests, or makes for more of them or fewer. */
const ofTheNetwork = /^deerapi\.(?:baseUrl|endpoints?|polling\.\w+|outputs\.keep)$/;

describe('the README', () => {
  it('has every command by its title, and no other', () => {
    const titles = manifest.contributes.commands.map(({ title }) => shown(title));
    const named = tableOf('Commands').flatMap(([names = '']) => names.split(', '));
    assert.deepEqual(named.sort(), titles.sort());
  });

  it('has every setting in the order of the settings editor, and no other', () => {
    const named = tableOf('Settings').map(([name]) => name);
    assert.deepEqual(
      named,
      settings.map(([name]) => `\`${name}\``),
    );
  });

  for (const [name, setting] of settings) {
    it(`tells of ${name} what the settings editor tells`, () => {
      const row = tableOf('Settings').find(([named]) => named === `\`${name}\``) ?? [];
      assert.equal(row[1], defaultOf(setting));
      const [sentence = ''] = plain(shown(setting.markdownDescription)).split(/[.;] /);
      assert.ok(row[2]?.startsWith(sentence.replace(/\.$/, '')), `“${sentence}” is not in its row`);
    });
  }

  it('names each setting by which requests are made', () => {
    const section = sectionOf('Network and privacy');
    const deciding = settings.map(([name]) => name).filter((name) => ofTheNetwork.test(name));
    assert.ok(deciding.length > 0);
    assert.deepEqual(
      deciding.filter((name) => !section.includes(`\`${name}\``)),
      [],
    );
  });

  it('names each host that the extension knows', () => {
    const section = sectionOf('Network and privacy');
    const known = [manifestText, projectText('package.nls.json'), ...sourceTexts()].flatMap(
      hostsIn,
    );
    assert.ok(known.includes('api.deerapi.com'));
    assert.deepEqual(
      known.filter((host) => !section.includes(host)),
      [],
    );
  });

  it('shows just the pictures that npm run screenshots takes for it', () => {
    assert.match(manifest.scripts['screenshots'] ?? '', /tsx test\/support\/screenshots\.ts$/);
    const script = projectText('test/support/screenshots.ts');
    const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    const kept = readdirSync(path.join(projectFolder, 'media/readme'));
    assert.deepEqual(pictures.sort(), kept.map((file) => `media/readme/${file}`).sort());
    assert.deepEqual(
      kept.filter((file) => !script.includes(`'${file}'`)),
      [],
    );
  });

  it('leads to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https:|#)([^)]+)\)/g)].map((match) => match[1] ?? '');
    for (const link of links) assert.doesNotThrow(() => projectText(link), link);
  });

  it('names only scripts that there are', () => {
    const named = [...readme.matchAll(/`(?:npm run )([\w:]+)/g)].map((match) => match[1] ?? '');
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => manifest.scripts[name] === undefined),
      [],
    );
  });
});

/** The cells of the rows of a section's first table, without its head. */
function tableOf(title: string): string[][] {
  const [table = ''] = /(?:^\|.*\n)+/m.exec(sectionOf(title)) ?? [];
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function sectionOf(title: string): string {
  const [, section] = readme.split(`\n## ${title}\n`);
  assert.ok(section !== undefined, `there is no section “${title}”`);
  return section.split('\n## ')[0] ?? '';
}

function defaultOf(setting: Setting): string {
  const value = setting.default;
  if (value === '') return '';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

/** As a reader sees it: the settings editor turns `#name#` into a link, and a command's into its words. */
function plain(markdown: string): string {
  return markdown.replace(/`#([\w.]+)#`/g, '`$1`').replace(/\[([^\]]+)\]\(command:[^)]+\)/g, '$1');
}

function shown(text: string): string {
  return strings[text.replaceAll('%', '')] ?? '';
}

function hostsIn(text: string): string[] {
  return [...text.matchAll(/https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)/g)].map(
    ([, host]) => host ?? '',
  );
}
