import { projectFolder } from '../vscode/cacheFolder';
import { startNpm } from '../vscode/npmInstall';

/** What the npm registry knows of weaknesses in the packages that are shipped. */
export type Audit =
  | { readonly outcome: 'clean' }
  /** Each as its name and how bad it is: `node-fetch (high)`. */
  | { readonly outcome: 'vulnerable'; readonly packages: readonly string[] }
  | { readonly outcome: 'unanswered'; readonly reason: string };

/** As `npm audit --omit=dev --json` of npm 7 and newer writes it. */
interface Report {
  /** Only where the registry has not answered. */
  readonly message?: string;
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
}

/** @param registry Another than npm is set to, as a URL. */
export async function auditShippedPackages(registry?: string): Promise<Audit> {
  const other = registry === undefined ? [] : [`--registry=${registry}`];
  const npm = startNpm(
    ['audit', '--omit=dev', '--json', '--loglevel=silent', '--fetch-retries=1', ...other],
    { cwd: projectFolder },
  );
  await npm.exit;
  const { message, vulnerabilities } = JSON.parse(npm.output()) as Report; // npm's own
  if (vulnerabilities === undefined) {
    return { outcome: 'unanswered', reason: message ?? 'it gave no report' };
  }
  const packages = Object.entries(vulnerabilities).map(
    ([name, { severity }]) => `${name} (${severity})`,
  );
  return packages.length === 0 ? { outcome: 'clean' } : { outcome: 'vulnerable', packages };
}
