import { spawnSync } from 'node:child_process';

const PROGRAMS = ['unshare', 'nsenter', 'ip', 'iptables', 'ipset'];

/** Why packets cannot be tried here; nothing when they can. */
export function packetsLack(): string | undefined {
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const absent = PROGRAMS.filter((program) => spawnSync(program, ['--version']).error !== undefined);
  if (absent.length > 0) return `${absent.join(', ')} not on PATH; install iproute2, iptables and ipset`;
  // A container's root may be without the capabilities, and its kernel without the modules.
  const trial = spawnSync('unshare', ['--net', 'sh', '-ec', TRIAL], { encoding: 'utf8' });
  return trial.status === 0
    ? undefined
    : `no network namespace with a bridge and a packet filter: ${trial.stderr.trim()}`;
}

const TRIAL = `
ip link add bridge0 type bridge
ipset create trial hash:ip
iptables -A FORWARD -m set --match-set trial src -m physdev --physdev-is-bridged -j REJECT
test -e /proc/sys/net/bridge/bridge-nf-call-iptables
`;
