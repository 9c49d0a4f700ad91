import { readdirSync, readlinkSync } from 'node:fs';
import { run } from '../servers/command';

/** The interfaces, routes, filters and named namespaces of the machine itself. */
export async function networkHere(): Promise<readonly string[]> {
  const questions = ['ip -o link', 'ip route', 'ip netns list', 'iptables -S', 'ipset list -name'];
  return Promise.all(questions.map((question) => run('sh', ['-c', question])));
}

/** What tells a network namespace from every other while it lives. */
export function namespaceOf(pid: number): string {
  return readlinkSync(`/proc/${pid}/ns/net`);
}

export function processesIn(namespace: string): readonly number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    try {
      return namespaceOf(pid) === namespace;
    } catch {
      // It has ended since.
      return false;
    }
  });
}
