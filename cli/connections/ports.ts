import type { PortRange, Protocol } from '../../policies/reachability/result';

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];
const LAST = 65535;

/** `5432/TCP, 8000-8010/TCP`, `every TCP port`, or `every port`. */
export function portsText(ports: readonly PortRange[]): string {
  return isEveryPort(ports) ? 'every port' : ports.map(rangeText).join(', ');
}

/** The same for a narrow cell, where TCP goes without saying: `5432`, `53/UDP`, `all`. */
export function shortPortsText(ports: readonly PortRange[]): string {
  if (isEveryPort(ports)) return 'all';
  return ports.map((range) => `${shortRange(range)}${range.protocol === 'TCP' ? '' : `/${range.protocol}`}`).join(' ');
}

function rangeText(range: PortRange): string {
  return isWhole(range) ? `every ${range.protocol} port` : `${numbers(range)}/${range.protocol}`;
}

function shortRange(range: Omit<PortRange, 'protocol'>): string {
  return isWhole(range) ? 'all' : numbers(range);
}

function numbers({ from, to }: Omit<PortRange, 'protocol'>): string {
  return from === to ? `${from}` : `${from}-${to}`;
}

function isEveryPort(ports: readonly PortRange[]): boolean {
  return PROTOCOLS.every((wanted) => ports.some((range) => range.protocol === wanted && isWhole(range)));
}

function isWhole({ from, to }: Omit<PortRange, 'protocol'>): boolean {
  return from <= 1 && to === LAST;
}
