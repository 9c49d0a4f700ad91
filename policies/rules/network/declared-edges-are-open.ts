import type { Edge } from '../../../constructs/network/edge';
import type { End } from '../../../constructs/plan/ends';
import type { KubernetesResource } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { ACCEPTED, REFUSED, SKIPPED, UNKNOWN } from '../../examples/declared-edges';
import type { Judged } from '../../judged';
import { reachability } from '../../reachability';
import type { RenderedEdge } from '../../reachability/declared-edges';
import { Unknowable } from '../../unknowable';
import type { PlanViolation } from '../../violation';

/** What a plan of ours has and manifests from elsewhere do not: without edges there is nothing to hold them to. */
type Declaring = Judged & Required<Pick<Judged, 'edges' | 'ends'>>;

/** A connection that was declared and never works is found by whoever is on call; here it is found by whoever declared it. */
export const declaredEdgesAreOpen = defineRule({
  id: 'declared-edges-are-open',
  subject: 'plan',
  says: 'What is declared is open in what is rendered.',
  because: 'an edge that is dead is an outage that nobody reads in the declaration',
  level: 'mandatory',
  severity: 'high',
  topic: 'network',
  references: ['practices:network-security'],
  applies: declares,
  check: (plan) => {
    if (!declares(plan)) return [];
    const objects = plan.resources.filter((resource): resource is KubernetesResource => resource.api === 'kubernetes');
    const rendered = reachability(objects, plan.cluster).declared(plan);
    return [...nobodies(plan, rendered), ...rendered.flatMap((edge) => found(edge, objects))];
  },
  examples: { accepted: ACCEPTED, refused: REFUSED, unknown: UNKNOWN, skipped: SKIPPED },
});

function declares(plan: Judged): plan is Declaring {
  return (plan.edges?.length ?? 0) > 0 && plan.ends !== undefined;
}

/** One violation for each end that is nobody, however many edges it has. */
function nobodies({ ends }: Declaring, rendered: readonly RenderedEdge[]): readonly PlanViolation[] {
  const byName = new Map(ends.map((end) => [end.name, end]));
  const dead = new Map<string, Edge[]>();
  for (const { edge, callers, targets } of rendered) {
    const sides = [
      { name: edge.from, workloads: callers },
      { name: edge.to, workloads: targets },
    ];
    for (const { name, workloads } of sides) {
      const isOurs = (byName.get(name)?.role ?? 'workload') === 'workload';
      if (isOurs && workloads.length === 0) dead.set(name, [...(dead.get(name) ?? []), edge]);
    }
  }
  return [...dead].map(([name, edges]) => ({
    resource: policyOf(name),
    field: 'spec.podSelector',
    problem: `no object makes pods of '${name}' (${labelsOf(byName.get(name))}), so ${count(edges.length)} of it ${edges.length === 1 ? 'is' : 'are'} dead`,
    fix: 'select the labels that its pods have, or declare what runs them',
  }));
}

function found(
  rendered: RenderedEdge,
  objects: readonly KubernetesResource[],
): readonly (PlanViolation | Unknowable)[] {
  const { edge, outcome, step } = rendered;
  // Of what may be or not, no policy decides.
  const resource = step?.policies[0] ?? policyOf(edge.to);
  if (outcome === 'unknown') return [new Unknowable('spec', `${inWords(edge)}: ${step?.because}`, resource)];
  if (outcome !== 'closed') return [];
  const impostor = impostorIn(rendered);
  return [
    {
      resource,
      field: 'spec',
      problem: `${inWords(edge)} is closed: ${impostor?.because ?? step?.because ?? 'nothing that is rendered names both of its ends'}`,
      fix: impostor?.fix ?? remedy(rendered, objects),
    },
  ];
}

/** A caller whose pods run as somebody else than the one who is let in. */
function impostorIn({ edge, callers, step }: RenderedEdge): { because: string; fix: string } | undefined {
  const identity = edge.identity?.replace(/.*\/sa\//, '');
  const other = callers.find(({ serviceAccount }) => serviceAccount !== undefined && serviceAccount !== identity);
  if (step?.at !== 'mesh' || identity === undefined || other === undefined) return undefined;
  return {
    because: `${other.id} runs as '${other.serviceAccount}', and '${identity}' is let in`,
    fix: 'name the service account that its pods have',
  };
}

function remedy({ edge, step }: RenderedEdge, objects: readonly KubernetesResource[]): string {
  if (step?.at !== 'mesh')
    return 'let what is rendered say what is declared: look for a patch, or a policy of another hand';
  const guard = `security.istio.io/v1/AuthorizationPolicy ${edge.to}`;
  return objects.some(({ id }) => id === guard)
    ? 'let the AuthorizationPolicy of the target name the caller, or take the edge away'
    : "give the target its sidecar's policy by new Sidecar(scope, id, connections), or keep its pods out of the mesh";
}

/** `orders/web → orders/api 8080/TCP, by allowTo('orders/api') of test/orders/web,` */
function inWords({ from, to, port, protocol, declaredAt: { path, call } }: Edge): string {
  return `${from} → ${to} ${port}/${protocol}, by ${call} of ${path},`;
}

function labelsOf(end: End | undefined): string {
  const labels = (end?.selectors ?? []).flatMap(({ podSelector }) => Object.entries(podSelector?.matchLabels ?? {}));
  return labels.map(([key, value]) => `${key}=${value}`).join(', ') || 'no label';
}

function policyOf(name: string): string {
  return `networking.k8s.io/v1/NetworkPolicy ${name}`;
}

function count(edges: number): string {
  return edges === 1 ? '1 edge' : `${edges} edges`;
}
