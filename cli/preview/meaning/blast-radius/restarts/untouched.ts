import { canonical } from '../../../../../constructs/plan/diff/canonical';
import type { KubernetesResource } from '../../../../../constructs/plan/resource';
import type { Prepared } from '../../../../../policies/prepared';
import type { PodSubject } from '../../../../../policies/subjects';
import type { Comparison } from '../../../comparison';
import type { Finding } from '../../../finding';
import { called } from '../called';
import { type Both, changedIn } from '../pairs';
import { secretIssuedAnew } from './credentials';
import { sourcesOf } from './sources';

/** Workloads that read what changes, and go on with the pods that they have. */
export function untouched(
  comparison: Comparison,
  restarting: ReadonlySet<string>,
  prepared: Prepared & { readonly makers: ReadonlyMap<KubernetesResource, unknown> },
): readonly Finding[] {
  const changed = new Map(changedIn(comparison).flatMap((both) => [...contentOf(both), ...issuedOf(both)]));
  if (changed.size === 0) return [];
  return [...prepared.makers.keys()]
    .filter(({ id }) => !restarting.has(id))
    .flatMap((workload) => prepared.podsOf(workload).flatMap((pod) => findingsOf(workload, pod, changed)));
}

type Changed = readonly (readonly [source: string, resource: KubernetesResource])[];

/** ConfigMaps and Secrets of which another part than their metadata changes, by kind and name. */
function contentOf({ before, after }: Both): Changed {
  if (before.api !== 'kubernetes' || after.api !== 'kubernetes' || !HELD.includes(after.kind)) return [];
  const [was, is] = [before, after].map(({ kind, object: { metadata: _, ...content } }) => canonical(kind, content));
  return was === is ? [] : [[`${after.kind} ${after.namespace ?? ''}/${after.name}`, after]];
}

/** Secrets that an operator writes anew, by the same, and what has it do so. */
function issuedOf(both: Both): Changed {
  const { after } = both;
  const secret = secretIssuedAnew(both);
  if (secret === undefined || after.api !== 'kubernetes') return [];
  return [[`Secret ${after.namespace ?? ''}/${secret}`, after]];
}

const HELD: readonly string[] = ['ConfigMap', 'Secret'];

function findingsOf(
  workload: KubernetesResource,
  pod: PodSubject,
  changed: ReadonlyMap<string, KubernetesResource>,
): readonly Finding[] {
  const read = sourcesOf(pod.spec).flatMap(({ kind, name, isKept }) => {
    const source = changed.get(`${kind} ${pod.namespace}/${name}`);
    return source === undefined ? [] : [{ source, isKept }];
  });
  if (read.length === 0) return [];
  const kept = new Set(read.filter(({ isKept }) => isKept).map(({ source }) => called(source)));
  const all = new Set(read.map(({ source }) => called(source)));
  const says = `${called(workload)} is not restarted for ${[...all].join(', ')}`;
  return [
    {
      topic: 'restart',
      effect: 'neutral',
      subject: workload.id,
      says:
        kept.size > 0
          ? `${says}: its pods keep what they read when they started`
          : `${says}: its files change under it`,
      resources: [workload.id, ...read.map(({ source }) => source.id)],
    },
  ];
}
