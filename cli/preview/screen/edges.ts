import type { Edge } from '../../../constructs';
import { colour as pc } from '../../terminal/colour';
import { columns } from '../../terminal/columns';

/** Every edge: those that the platform declares one by one, those that running it takes gathered by the peer. */
export function renderEdges(edges: readonly Edge[], width?: number): string[] {
  const declared = edges.filter(({ infrastructure }) => !infrastructure);
  const infrastructure = edges.filter((edge) => edge.infrastructure);
  return [
    pc.bold(`Edges declared (${declared.length})`),
    ...columns(
      declared.map(({ from, to, port, protocol, identity, http }) => [
        from,
        '→',
        to,
        `${port}/${protocol}`,
        `${identity === undefined ? 'no mesh identity' : `as ${identity}`}${limit(http)}`,
      ]),
      ['left', 'left', 'left', 'left', 'left'],
      width,
    ),
    '',
    pc.bold(`Edges of the infrastructure (${infrastructure.length})`),
    ...columns(gathered(infrastructure), ['left', 'left', 'left', 'left'], width),
  ];
}

/** What of HTTP the edge is for, where that is not everything. */
function limit(http: Edge['http']): string {
  const { methods = [], paths = [] } = http ?? {};
  const parts = [methods.join(', '), paths.join(', ')].filter((part) => part !== '');
  return parts.length === 0 ? '' : `, only ${parts.join(' ')}`;
}

/** One row for a peer and the ports that the same workloads have open with it. */
function gathered(edges: readonly Edge[]): string[][] {
  const ports = new Map<string, { readonly edge: Edge; readonly ports: string[] }>();
  for (const edge of edges) {
    const pair = `${edge.from} ${edge.to}`;
    const entry = ports.get(pair) ?? { edge, ports: [] };
    entry.ports.push(`${edge.port}/${edge.protocol}`);
    ports.set(pair, entry);
  }
  const rows = new Map<
    string,
    { readonly peer: string; readonly calls: boolean; readonly names: string[]; readonly list: string }
  >();
  for (const { edge, ports: open } of ports.values()) {
    const calls = !isWorkload(edge.from);
    const [peer, workload] = calls ? [edge.from, edge.to] : [edge.to, edge.from];
    const list = open.join(', ');
    const row = rows.get(`${peer} ${calls} ${list}`) ?? { peer, calls, names: [], list };
    row.names.push(workload);
    rows.set(`${peer} ${calls} ${list}`, row);
  }
  return [...rows.values()]
    .sort((a, b) => (a.peer < b.peer ? -1 : a.peer > b.peer ? 1 : 0))
    .map(({ peer, calls, names, list }) => [peer, calls ? '→' : '←', list, names.join(', ')]);
}

function isWorkload(name: string): boolean {
  return name.includes('/');
}
