import { existsSync, readFileSync } from 'node:fs';

/** What the engine did, or would do, with one resource. */
export interface EngineStep {
  /** Such as `create`, `update`, `same`, `delete`, `create-replacement`, `delete-replaced`. */
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** Properties whose change made the step necessary. */
  readonly diffs: readonly string[];
  /** The fields in them that changed, as far as the provider says, such as `spec.replicas`. */
  readonly fields: readonly string[];
  /** Why the provider found it unhealthy when it last looked: then the next `up` updates it, though no field changed. */
  readonly unhealthy: readonly string[];
}

export interface Span {
  readonly begun: number;
  readonly finished: number;
}

export interface EngineEvents {
  /** How many resources were created, updated, left the same and so on, as the last summary counts them. */
  readonly changes: Readonly<Record<string, number>>;
  /** In the order in which they were finished; in a preview, in which they were planned. */
  readonly steps: readonly EngineStep[];
  /**
   * What was not left as it was, and by which field, such as `update Namespace::dwcp metadata.labels.team`, or for what else:
   * `update Deployment::dwcp/api (no field; it was unhealthy: …)`. What a refresh found is among it.
   */
  readonly changed: readonly string[];
  /** When each step was begun and when it was finished, by their URNs: places in the order of all events, not times. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Errors and warnings, in plain text. */
  readonly diagnostics: readonly string[];
  /** What the API server refused, each once, such as `list events at the cluster scope`: also what a plugin goes on without. */
  readonly refused: readonly string[];
}

interface Metadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly diffs?: readonly string[] | null;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
  readonly old?: { readonly initErrors?: readonly string[] | null } | null;
}

/** One line of the file that `--event-log` writes. */
interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: Metadata };
  readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> };
  readonly resOutputsEvent?: { readonly metadata: Metadata };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string };
}

/** As the API server says it: a plugin that only logs it quotes it once more. */
function refusalsIn(message: string): readonly string[] {
  const said = message
    .replaceAll('\\', '')
    .matchAll(
      /cannot (\w+) resource "([\w/]+)" in API group "([\w.]*)" (at the cluster scope|in the namespace "[\w-]+")/g,
    );
  return [...said].map(([, verb, resource, group, where]) => `${verb} ${group && `${group}/`}${resource} ${where}`);
}

export function readEvents(file: string): EngineEvents {
  const events = existsSync(file) ? readFileSync(file, 'utf8').split('\n').flatMap(parsed) : [];
  const steps = events.flatMap(stepOf);
  return {
    changes: withoutReads(events.findLast(({ summaryEvent }) => summaryEvent !== undefined)?.summaryEvent),
    steps,
    changed: steps.flatMap((step) => (UNCHANGED.includes(step.op) ? [] : changedBy(step))),
    spans: spansOf(events),
    refused: [...new Set(events.flatMap(({ diagnosticEvent }) => refusalsIn(diagnosticEvent?.message ?? '')))].sort(),
    diagnostics: events.flatMap(({ diagnosticEvent }) => {
      const { severity = '', message = '' } = diagnosticEvent ?? {};
      // Every run says that its language host is the one that was put on PATH for it.
      if (!/^(error|warning)$/.test(severity) || message.includes('using pulumi-language-nodejs from $PATH')) return [];
      // Colours are written as `<{%fg 1%}>`.
      return [`${severity}: ${message.replace(/<\{%[^%]*%\}>/g, '').trim()}`];
    }),
  };
}

function stepOf({ resOutputsEvent }: EngineEvent): readonly EngineStep[] {
  if (resOutputsEvent === undefined || resOutputsEvent.metadata.op === 'read') return [];
  const { op, urn, type, diffs, detailedDiff, old } = resOutputsEvent.metadata;
  const fields = Object.keys(detailedDiff ?? {}).sort();
  return [{ op, urn, type, diffs: diffs ?? [], fields, unhealthy: old?.initErrors ?? [] }];
}

const UNCHANGED: readonly string[] = ['same', 'refresh'];

function changedBy({ op, urn, diffs, fields, unhealthy }: EngineStep): string {
  const [type = '', name = ''] = urn.split('::').slice(-2);
  const what = `${type.split(':').at(-1)}::${name}`;
  const by = fields.length > 0 ? fields : diffs;
  const why = by.length === 0 && unhealthy.length > 0 ? [`(no field; it was unhealthy: ${unhealthy.join('; ')})`] : [];
  return [op, what, ...by, ...why].join(' ');
}

/** Each run reads which cluster it is, which changes nothing. */
function withoutReads({ resourceChanges = {} }: EngineEvent['summaryEvent'] = {}): Readonly<Record<string, number>> {
  const { read: _, ...changes } = resourceChanges;
  return changes;
}

/** What has not ended has no span. */
function spansOf(events: readonly EngineEvent[]): ReadonlyMap<string, Span> {
  const begun = new Map<string, number>();
  const spans = new Map<string, Span>();
  for (const [place, { resourcePreEvent, resOutputsEvent }] of events.entries()) {
    if (resourcePreEvent !== undefined) begun.set(resourcePreEvent.metadata.urn, place);
    const urn = resOutputsEvent?.metadata.urn;
    if (urn !== undefined) spans.set(urn, { begun: begun.get(urn) ?? place, finished: place });
  }
  return spans;
}

function parsed(line: string): readonly EngineEvent[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as EngineEvent];
  } catch {
    // An engine that was killed leaves half a line.
    return [];
  }
}
