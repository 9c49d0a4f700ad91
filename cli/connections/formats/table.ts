import { bundles, type Gathered, gather, linesOf } from '../../manifests/gather';
import { colour as pc } from '../../terminal/colour';
import { columns } from '../../terminal/columns';
import type { Overview, Row, Section } from '../overview';
import { portsText } from '../ports';
import { matrix } from './matrix';

/** What people read first: the matrix while it fits a screen, then every connection, then what must not be overlooked. */
export function renderTable(overview: Overview): string {
  const workloads = overview.ends.filter(({ role }) => role === 'workload').map(({ name }) => name);
  const blocks = [
    [`${pc.bold(overview.name)}: ${summary(overview, workloads.length)}`],
    matrix(workloads, overview.sections),
    ...overview.sections.map((section) => renderSection(section, workloads)),
    alarms(overview.alarms),
    notes(overview.notes),
  ];
  const shown = blocks.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function notes(sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  return [pc.bold(`Not in the input (${sentences.length})`), ...sentences.map((each) => `  ${each}`)];
}

function summary({ sections, alarms, notes }: Overview, workloads: number): string {
  const counts = sections.map(({ key, rows }) => `${rows.length} ${key}`);
  const told = [`${workloads} ${workloads === 1 ? 'workload' : 'workloads'}`];
  if (counts.length === 0 && workloads === 0 && notes.length > 0) told.push('so nothing is said of who can connect');
  else if (counts.length === 0) told.push('nobody can connect to anybody');
  else told.push(`pairs that can connect: ${counts.join(', ')}`);
  if (alarms.length > 0) told.push(pc.red(`${alarms.length} to look at`));
  return told.join('; ');
}

function renderSection({ key, title, rows }: Section, workloads: readonly string[]): string[] {
  const heading = `${title} (${rows.length})`;
  switch (key) {
    case 'declared':
    case 'workloads':
      return [pc.bold(heading), ...pairs(rows, workloads)];
    case 'undeclared':
    case 'unknown':
      return [pc.bold(pc.red(heading)), ...pairs(rows, workloads)];
    default:
      return [pc.bold(heading), ...peers(rows, workloads)];
  }
}

function pairs(rows: readonly Row[], workloads: readonly string[]): string[] {
  return columns(
    linesOf(rows, workloads).map(({ from, to, ports, note }) => [
      from.name,
      '→',
      to.name,
      portsText(ports),
      note ?? '',
    ]),
    ['left', 'left', 'left', 'left', 'left'],
  );
}

/** A line for each peer and ports: the peer first, then the workloads that it calls, or that call it. */
function peers(rows: readonly Row[], workloads: readonly string[]): string[] {
  const ours = new Set(workloads);
  const told = ({ from, to, ports, note }: Gathered) => {
    const calls = !from.every((name) => ours.has(name));
    const [peer, others] = calls ? [from, to] : [to, from];
    const named = bundles(others, workloads).map(({ name }) => name);
    return peer.map((name) => [name, calls ? '→' : '←', portsText(ports), named.join(', '), note ?? '']);
  };
  return columns(gather(rows).flatMap(told).sort(byText), ['left', 'left', 'left', 'left', 'left']);
}

function alarms(sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  return [pc.bold(pc.red(`To look at (${sentences.length})`)), ...sentences.map((each) => `  ${pc.red('!')} ${each}`)];
}

function byText(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [a.join('\n'), b.join('\n')];
  return first < second ? -1 : first > second ? 1 : 0;
}
