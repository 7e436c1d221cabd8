import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { toolDefinitions, toolNames } from '../../../../src/features/agents/toolDefinitions';
import { projectFolder } from '../../../support/vscode/cacheFolder';

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly displayName: string;
      readonly modelDescription: string;
      readonly inputSchema: object;
      readonly toolReferenceName: string;
    }[];
    readonly mcpServerDefinitionProviders: readonly { readonly id: string }[];
  };
}

const manifest = JSON.parse(textOf('package.json')) as Manifest; // VS Code checks its shape
const strings = JSON.parse(textOf('package.nls.json')) as Record<string, string>; // flat by definition
const { languageModelTools, mcpServerDefinitionProviders } = manifest.contributes;

describe('the tools of the manifest', () => {
  it('are those that the MCP server offers, in the same words', () => {
    const declared = languageModelTools.map(
      ({ name, displayName, modelDescription, inputSchema }) => ({
        name,
        title: text(displayName),
        description: text(modelDescription),
        inputSchema,
      }),
    );
    assert.deepEqual(declared, toolDefinitions);
    assert.deepEqual(
      declared.map(({ name }) => name),
      toolNames,
    );
  });

  it('are named for people without the words of a program', () => {
    const names = languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    assert.deepEqual(names, ['prediction', 'predictions']);
  });

  it('declare the provider that the sources register', () => {
    const source = textOf('src/features/agents/mcpServerDefinition.ts');
    for (const { id } of mcpServerDefinitionProviders) assert.ok(source.includes(`'${id}'`), id);
    assert.equal(mcpServerDefinitionProviders.length, 1);
  });
});

function text(placeholder: string): string {
  return strings[placeholder.replaceAll('%', '')] ?? '';
}

function textOf(file: string): string {
  return readFileSync(path.join(projectFolder, file), 'utf8');
}
