import { alikeOnce } from '../../terminal/alike';
import { colour as pc } from '../../terminal/colour';
import { columns } from '../../terminal/columns';
import { foldedLines } from '../../terminal/folded';
import { bundles, countOfLines, type Gathered, gather, linesOfGathered } from '../gather';
import type { Overview, Row, Section } from '../overview';
import { portsText } from '../ports';
import { byNamespace, byReason, described, READABLE, sizesOf, type Told } from './by-namespace';
import { matrix } from './matrix';

/** What people read first: the matrix while it fits a screen, then every connection, then what must not be overlooked. */
export function renderTable(overview: Overview, width?: number): string {
  const workloads = overview.ends.filter(({ role }) => role === 'workload').map(({ name }) => name);
  const blocks = [
    [`${pc.bold(overview.name)}: ${summary(overview, workloads.length)}`],
    matrix(workloads, overview.sections),
    ...overview.sections.map((section) => renderSection(section, workloads, width)),
    alarms(overview.alarms),
    notes(overview.notes),
  ];
  const shown = blocks.filter((lines) => lines.length > 0);
  return `${shown.map((lines) => foldedLines(lines, width).join('\n')).join('\n\n')}\n`;
}

function notes(sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  return [pc.bold(`Not in the input (${sentences.length})`), ...sentences.map((each) => `  ${each}`)];
}

function summary({ sections, alarms }: Overview, workloads: number): string {
  const counts = sections.map(({ key, rows }) => `${rows.length} ${key}`);
  const told = [`${workloads} ${workloads === 1 ? 'workload' : 'workloads'}`];
  if (counts.length === 0 && workloads === 0) told.push('so nothing is said of who can connect');
  else if (counts.length === 0) told.push('nobody can connect to anybody');
  else told.push(`pairs that can connect: ${counts.join(', ')}`);
  if (alarms.length > 0) told.push(pc.red(`${alarms.length} to look at`));
  return told.join('; ');
}

function renderSection(
  { key, title, rows }: Section,
  workloads: readonly string[],
  width: number | undefined,
): string[] {
  const heading = `${title} (${rows.length})`;
  switch (key) {
    case 'declared':
    case 'workloads':
      return [pc.bold(heading), ...pairs(rows, workloads, width)];
    case 'unknown':
      return [pc.bold(pc.red(heading)), ...unknown(rows, workloads, width)];
    case 'undeclared':
      return [pc.bold(pc.red(heading)), ...pairs(rows, workloads, width)];
    default:
      return [pc.bold(heading), ...peers(rows, workloads, width)];
  }
}

const FIVE = ['left', 'left', 'left', 'left', 'left'] as const;

/** A line for each pair; of very many, one for each namespace or reason. */
function pairs(rows: readonly Row[], workloads: readonly string[], width: number | undefined): string[] {
  const gathered = gather(rows);
  if (countOfLines(gathered, workloads) > READABLE) return folded(byNamespace(gathered, workloads), width);
  const cells = linesOfGathered(gathered, workloads).map(({ from, to, ports, note }) => [
    from.name,
    '→',
    to.name,
    portsText(ports),
    note ?? '',
  ]);
  return columns(cells, FIVE, width);
}

/** A line for each pair; of very many, one for each reason. */
function unknown(rows: readonly Row[], workloads: readonly string[], width: number | undefined): string[] {
  if (countOfLines(gather(rows), workloads) <= READABLE) return pairs(rows, workloads, width);
  const told = byReason(rows, workloads).map((sentence) => `  ${sentence}`);
  return [...foldedLines(told, width ?? WIDEST)];
}

/** Where the ends are too long for one line, each has one of its own. */
function folded({ rows, left }: Told, width = WIDEST): string[] {
  const told = rows.flatMap(({ from, to, ports, note }) => {
    const rest = `→ ${to}  ${portsText(ports)}${note === undefined ? '' : `  ${note}`}`;
    const line = `  ${from} ${rest}`;
    return line.length <= width ? [line] : [`  ${from}`, `    ${rest}`];
  });
  const more = left === 0 ? [] : [`  and ${left} more pairs: --from and --to narrow, --format json and html have all`];
  return [...foldedLines([...told, ...more], width)];
}

/** Wider than most screens: what is printed into a file is no wider either. */
const WIDEST = 160;

/** A line for each peer and ports: the peer first, then the workloads that it calls, or that call it. */
function peers(rows: readonly Row[], workloads: readonly string[], width: number | undefined): string[] {
  const ours = new Set(workloads);
  const sizes = sizesOf(workloads);
  const told = ({ from, to, ports, note }: Gathered) => {
    const calls = !from.every((name) => ours.has(name));
    const [peer, others] = calls ? [from, to] : [to, from];
    const named = bundles(others, workloads).map(({ name }) => name);
    const text = named.length > MANY ? described(others, sizes) : named.join(', ');
    return peer.map((name) => [name, calls ? '→' : '←', portsText(ports), text, note ?? '']);
  };
  const lines = gather(rows).flatMap(told).sort(byText);
  const shown = lines.length > 2 * READABLE ? lines.slice(0, 2 * READABLE) : lines;
  const more = `  and ${lines.length - shown.length} more lines: --from and --to narrow, --format json and html have all`;
  // What names many is no wider in a file either.
  const isLong = shown.some(([, , , text = '']) => text.length > WIDEST / 2);
  return [
    ...columns(shown, FIVE, width ?? (isLong ? WIDEST : undefined)),
    ...(shown.length < lines.length ? [more] : []),
  ];
}

/** Workloads that one line names. */
const MANY = 8;

function alarms(sentences: readonly string[]): string[] {
  if (sentences.length === 0) return [];
  const told = alikeOnce(sentences, '--format json has all');
  return [pc.bold(pc.red(`To look at (${sentences.length})`)), ...told.map((each) => `  ${pc.red('!')} ${each}`)];
}

function byText(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [a.join('\n'), b.join('\n')];
  return first < second ? -1 : first > second ? 1 : 0;
}
