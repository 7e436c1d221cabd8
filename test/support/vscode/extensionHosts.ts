import { execFileSync } from 'node:child_process';

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
  const text = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return text.split('\n').flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}
