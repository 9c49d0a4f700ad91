import { STANDARDS } from '../../../constructs/standards';
import { failsCheck } from '../../../policies/index';
import type { Comparison } from '../comparison';
import type { Finding } from '../finding';
import { calledOf } from '../told/called';
import { fewOf } from '../told/words';
import { touchedIn } from './concerns';
import { imagesIn } from './images';
import type { ChangeRecord } from './record';
import { unwatchedIn } from './unwatched';
import { noWayBack } from './way-back';

/** One line of the deployment checklist of best-practices, filled in as far as two plans can tell. */
export interface ChecklistItem {
  readonly phase: 'before' | 'during' | 'after';
  readonly says: string;
  /** `open` where somebody has to look. */
  readonly status: 'done' | 'open' | 'not needed';
  /** What is known of it. @default - nothing: the plans do not have it */
  readonly found?: string;
}

type Known = Pick<ChecklistItem, 'status' | 'found'>;

interface Asked extends Pick<ChecklistItem, 'phase' | 'says'> {
  /** What the plans, the findings and the record tell of it. @default - nothing, so that it is left to people */
  readonly known?: (about: About) => Known;
}

interface About {
  readonly comparison: Comparison;
  readonly findings: readonly Finding[];
  readonly record?: ChangeRecord;
}

const OPEN: Known = { status: 'open' };
const { errorPercent, latencyP95Milliseconds, watchMinutes } = STANDARDS.rollout;

const ASKED: readonly Asked[] = [
  { phase: 'before', says: 'Somebody else has read the code and approved it' },
  { phase: 'before', says: 'Unit, integration and end-to-end tests pass' },
  { phase: 'before', says: 'Every mandatory rule passes', known: rulesPass },
  { phase: 'before', says: 'New images are scanned for known weaknesses', known: imagesScanned },
  { phase: 'before', says: 'It stands the load that it is made for' },
  { phase: 'before', says: 'Documentation and runbook say what changes' },
  { phase: 'before', says: 'What changes is monitored, and alerts', known: monitored },
  { phase: 'before', says: 'The way back is written down', known: wayBack },
  { phase: 'before', says: 'Migrations of the schema were tried on a copy of the data', known: ifSchema },
  { phase: 'before', says: 'Feature flags are set' },
  { phase: 'before', says: 'Whoever depends on it knows' },
  { phase: 'during', says: 'The log of deployments says that it began' },
  { phase: 'during', says: 'What restarts becomes ready', known: restarts },
  { phase: 'during', says: 'Somebody watches the metrics while it goes on' },
  { phase: 'during', says: `Fewer than ${errorPercent} % of requests fail` },
  { phase: 'during', says: `95 % of requests are answered within ${latencyP95Milliseconds} ms` },
  { phase: 'during', says: 'The logs have no new errors' },
  { phase: 'during', says: 'Migrations of the schema are done', known: ifSchema },
  { phase: 'during', says: 'Caches that hold what is no longer so are emptied' },
  { phase: 'after', says: 'Smoke tests and end-to-end tests pass where it now runs' },
  { phase: 'after', says: `Dashboards are as they were, and no alert fires, ${watchMinutes} minutes later` },
  { phase: 'after', says: 'The deployment is written down' },
  { phase: 'after', says: 'Whoever depends on it knows that it is done' },
  { phase: 'after', says: 'A day is set to look back at it', known: lookBack },
];

/** The checklist of a change; none where nothing is deployed. */
export function checklistOf(
  comparison: Comparison,
  findings: readonly Finding[],
  record?: ChangeRecord,
): readonly ChecklistItem[] {
  if (comparison.pairs.length === 0) return [];
  const about = { comparison, findings, ...(record && { record }) };
  return ASKED.map(({ phase, says, known }) => ({ phase, says, ...(known === undefined ? OPEN : known(about)) }));
}

function rulesPass({ comparison: { after } }: About): Known {
  if (after.verdicts === undefined) return OPEN;
  const failing = after.verdicts.filter((verdict) => failsCheck([verdict])).length;
  return failing === 0
    ? { status: 'done', found: `${after.verdicts.length} verdicts` }
    : { status: 'open', found: `${failing} of ${after.verdicts.length} verdicts fail, or cannot tell` };
}

function imagesScanned({ comparison: { before, after } }: About): Known {
  const known = imagesIn(before.plan);
  const added = [...imagesIn(after.plan)].filter((image) => !known.has(image)).sort();
  return added.length === 0
    ? { status: 'not needed', found: 'no image is new' }
    : { status: 'open', found: fewOf(added) };
}

function monitored({ comparison }: About): Known {
  const unwatched = unwatchedIn(comparison);
  return unwatched.length === 0
    ? { status: 'done', found: 'a monitor finds the pods of everything that changes' }
    : { status: 'open', found: `no monitor finds the pods of ${fewOf(unwatched)}` };
}

function wayBack({ comparison, findings }: About): Known {
  const missing = noWayBack(comparison, findings);
  return missing === undefined
    ? { status: 'done', found: `deploy ${comparison.before.from} again` }
    : { status: 'open', found: missing };
}

function ifSchema({ comparison }: About): Known {
  const schemas = touchedIn(comparison).filter(({ concern }) => concern === 'schema');
  return schemas.length === 0
    ? { status: 'not needed', found: 'no schema changes that the platform declares' }
    : { status: 'open', found: fewOf(schemas.map(({ what }) => what)) };
}

function restarts({ findings }: About): Known {
  const restarting = findings
    .filter(({ topic }) => topic === 'restart')
    .map(({ subject }) => `${calledOf(subject).kind} ${calledOf(subject).name}`);
  return restarting.length === 0
    ? { status: 'not needed', found: 'nothing restarts' }
    : { status: 'open', found: fewOf(restarting) };
}

function lookBack({ record }: About): Known {
  return record?.review === undefined ? OPEN : { status: 'done', found: record.review };
}
