import type { Behaviour, HostileAsk } from '../behaviour';
import { elsewhere } from '../sentences';

type Target = (ask: HostileAsk) => string | undefined;

const path = '/replicate/v1/predictions/abc';

/** Wherever they lead, nobody follows: the key would travel along. */
export const redirects: readonly Behaviour[] = [
  redirect('redirect-to-itself', 'itself', 302, ({ origin }) => origin + path),
  redirect('redirect-relative', 'itself, by a relative address', 307, () => 'abc'),
  redirect('redirect-to-slash', 'its own root', 301, () => '/'),
  redirect('redirect-without-end', 'ever another address', 302, ({ count }) => `${path}-${count}`),
  redirect('redirect-to-port', 'another port', 308, (ask) => ask.elsewhere + path),
  redirect(
    'redirect-to-port-303',
    'another port, as See Other',
    303,
    (ask) => ask.elsewhere + path,
  ),
  redirect('redirect-to-https', 'https', 301, (ask) => ask.secureElsewhere + path),
  redirect('redirect-to-same-port-https', 'https of its own port', 301, ({ origin }) =>
    origin.replace('http:', 'https:'),
  ),
  redirect('redirect-to-subdomain', 'a subdomain', 302, ({ origin }) =>
    origin.replace('127.0.0.1', 'api.localhost'),
  ),
  redirect('redirect-to-localhost', 'another name of the same machine', 302, ({ origin }) =>
    origin.replace('127.0.0.1', 'localhost'),
  ),
  redirect('redirect-to-origin', 'another origin', 302, () => 'https://api.replicate.com/v1'),
  redirect('redirect-without-scheme', 'another origin, without a scheme', 302, (ask) =>
    ask.elsewhere.replace('http:', ''),
  ),
  redirect('redirect-with-user', 'another origin, in which its own stands as a user', 302, (ask) =>
    ask.elsewhere.replace('http://', `${ask.origin.replace(/:\d+$/, '')}@`),
  ),
  redirect('redirect-backslash', 'another origin, with a backslash', 302, (ask) =>
    ask.elsewhere.replace('http://', '\\\\'),
  ),
  redirect('redirect-to-file', 'a file', 302, () => 'file:///etc/passwd'),
  redirect('redirect-to-data', 'a data URL', 302, () => 'data:application/json,{}'),
  redirect('redirect-to-script', 'a script', 302, () => 'javascript:alert(1)'),
  redirect(
    'redirect-to-command',
    'a command of VS Code',
    302,
    () => 'command:workbench.action.quit',
  ),
  redirect('redirect-to-nothing', 'nowhere', 302, () => undefined),
  redirect('redirect-to-nonsense', 'what is no address', 302, () => 'http://[nowhere'),
  redirect('redirect-choices', 'several choices', 300, (ask) => ask.elsewhere),
  redirect('redirect-not-modified', 'its cache, unasked', 304, () => undefined),
  redirect('redirect-proxy', 'a proxy', 305, (ask) => ask.elsewhere),
];

function redirect(id: string, where: string, status: number, target: Target): Behaviour {
  return {
    id,
    does: `redirects to ${where} (${status})`,
    answer: (ask, response) => {
      const location = target(ask);
      response.writeHead(status, location === undefined ? {} : { Location: location }).end();
    },
    sees: elsewhere(status),
    asks: 'backs off',
  };
}
