import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/**
 * The extension hosts that this server has started, and no others: several servers may run on a machine.
 * Knows no Windows.
 */
export function extensionHostsOf(serverPid: number): number[] {
  const all = processes();
  const hosts: number[] = [];
  const family = [serverPid];
  for (let parent = family.pop(); parent !== undefined; parent = family.pop()) {
    for (const { pid, command } of all.filter((each) => each.parent === parent)) {
      if (command.includes('--type=extensionHost')) hosts.push(pid);
      family.push(pid);
    }
  }
  return hosts;
}

function processes(): Process[] {
  return process.platform === 'linux' ? processesOfLinux() : processesByCommand();
}

/** Not every Linux has `ps`. */
function processesOfLinux(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [stat, command] = ['stat', 'cmdline'].map((file) => textOf(`/proc/${name}/${file}`));
      // The name of the program, in parentheses, may hold anything.
      const [, parent] = /^.*\) \S (\d+) /s.exec(stat ?? '') ?? [];
      return parent === undefined
        ? []
        : [{ pid: Number(name), parent: Number(parent), command: command ?? '' }];
    });
}

/** Empty where the process is no more. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function processesByCommand(): Process[] {
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
