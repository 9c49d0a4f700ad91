import { existsSync } from 'node:fs';
import { packetsLack } from '../packets/ability';
import { hierarchies } from './cluster/control-groups';

const PROGRAMS = ['apt-get', 'dpkg-deb', 'setpriv'];

/** Why a cluster cannot run here; nothing when it can. */
export function liveLacks(): string | undefined {
  const lack = packetsLack();
  if (lack !== undefined) return lack;
  const absent = PROGRAMS.filter((program) => !existsSync(`/usr/bin/${program}`));
  if (absent.length > 0) return `${absent.join(', ')} not in /usr/bin; nodes are made of packages of Debian`;
  const controllers = hierarchies().flatMap(({ options }) => options.split(','));
  const missing = ['cpu', 'cpuset', 'memory', 'pids'].filter((controller) => !controllers.includes(controller));
  return missing.length === 0
    ? undefined
    : `no control groups of version 1 for ${missing.join(', ')}; nodes are made of those so far`;
}
