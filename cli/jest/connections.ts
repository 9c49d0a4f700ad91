import { type Answers, reachability } from '../../policies/reachability/index';
import type { Protocol } from '../../policies/reachability/result';
import { differing, linesExpected, renderDiffering } from '../connections/expected';
import { renderWhy } from '../connections/formats/why';
import { type About, narrowedOverview, partiesAbout } from '../connections/narrow';
import { overviewOf } from '../connections/overview';
import type { Source } from '../connections/source';
import { answersTo } from '../connections/why';
import { type Cluster, subjectOf } from './subject';
import type { Answered } from './type';

/** Of whom connections are compared. */
export interface ConnectionsOptions extends Cluster {
  /** Who calls. @default - anybody */
  readonly from?: string;
  /** Who is called: a workload, a peer, an address, or a Service. @default - anybody */
  readonly to?: string;
}

/** One connection: names as `dwcp connections` takes them, and the port by its number or name. */
export interface Connecting {
  /** Who calls: a workload, a peer, an address or a range. */
  readonly from: string;
  /** Who is called: the same, or a Service. */
  readonly to: string;
  /** The port that is called: its number, or its name at the Service or the container. */
  readonly port: number | string;
  /** The transport. @default - of a number TCP, of a name whichever it has */
  readonly protocol?: Protocol;
}

/** Whether exactly these connections are possible, in lines as `dwcp connections --format lines` prints them. */
export function onlyConnect(
  received: unknown,
  expected: readonly string[],
  { from, to, ...cluster }: ConnectionsOptions = {},
): Answered {
  const { source, answers } = asked(received, cluster);
  const about: About = { from, to };
  const whole = answers.matrix();
  const ids = partiesAbout(about, source, answers);
  const overview = narrowedOverview(overviewOf(source, whole), ids, source, whole);
  const found = differing(overview, linesExpected(expected.join('\n')));
  const pass = found.unexpected.length + found.missing.length === 0;
  return { pass, says: renderDiffering(source.name, 'the test', found) };
}

/** Whether one connection is possible; where a Service leads to several, to each. What is unknown is neither. */
export function allowConnection(received: unknown, connecting: Connecting, cluster: Cluster = {}): Answered {
  const { source, answers } = asked(received, cluster);
  const told = answersTo(connecting, source, answers);
  const outcomes = new Set(told.map(({ outcome }) => outcome));
  const [outcome] = outcomes.size === 1 ? outcomes : ['unknown'];
  const says = renderWhy(told);
  return outcome === 'unknown' ? { pass: 'neither', says } : { pass: outcome === 'open', says };
}

function asked(received: unknown, cluster: Cluster): { readonly source: Source; readonly answers: Answers } {
  const { source } = subjectOf(received, cluster);
  return { source, answers: reachability(source.objects, source.options) };
}
