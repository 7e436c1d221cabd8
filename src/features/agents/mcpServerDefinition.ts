import * as vscode from 'vscode';

export interface McpServerParts {
  /** The bundle of the server. */
  readonly serverFile: string;
  /** Where predictions and outputs are kept. */
  readonly storage: string;
  readonly version: string;
  readonly report: (problem: unknown) => void;
}

/** As package.json declares it. */
const providerId = 'deerapi.predictions';

/** Tells VS Code of the MCP server, where it takes servers from extensions. */
export function registerMcpServer(parts: McpServerParts): vscode.Disposable {
  const api: object = vscode;
  const lm: unknown = 'lm' in api ? api.lm : undefined;
  if (isProposal(vscode.version) || !takesServers(lm) || !hasStdioServers(api)) {
    return vscode.Disposable.from();
  }
  const { McpStdioServerDefinition: Definition } = api;
  const provider = { provideMcpServerDefinitions: () => [definition(Definition, parts)] };
  try {
    return lm.registerMcpServerDefinitionProvider(providerId, provider);
  } catch (error) {
    // The tools of VS Code do without it, and so does all else.
    parts.report(error);
    return vscode.Disposable.from();
  }
}

/** It needs neither network nor key, and is not given the key that the environment may hold. */
function definition(
  Definition: StdioServerDefinition,
  { serverFile, storage, version }: McpServerParts,
): object {
  const env = { ELECTRON_RUN_AS_NODE: '1', DEERAPI_KEY: null };
  const args = [serverFile, storage, version];
  return new Definition('DeerAPI Predictions', process.execPath, args, env, version);
}

type StdioServerDefinition = new (
  label: string,
  command: string,
  args: string[],
  env: Record<string, string | null>,
  version: string,
) => object;

interface McpApi {
  registerMcpServerDefinitionProvider(
    id: string,
    provider: { provideMcpServerDefinitions(): object[] },
  ): vscode.Disposable;
}

/** 1.100 has the function, but refuses to let it be called. */
function isProposal(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 1 && minor < 101;
}

function takesServers(lm: unknown): lm is McpApi {
  return typeof lm === 'object' && lm !== null && 'registerMcpServerDefinitionProvider' in lm;
}

function hasStdioServers(
  api: object,
): api is { readonly McpStdioServerDefinition: StdioServerDefinition } {
  return 'McpStdioServerDefinition' in api && typeof api.McpStdioServerDefinition === 'function';
}
