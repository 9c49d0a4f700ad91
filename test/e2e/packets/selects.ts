import type { Cast, CastPod } from './cast';

/** A label selector, as a policy has it. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
    readonly values?: readonly string[];
  }[];
}

/** The other end of a rule that is pods. */
export interface PodPeer {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

/** The pods of a cast that a policy in a namespace is about. */
export function podsSelected(cast: Cast, namespace: string, selector: LabelSelector): readonly CastPod[] {
  return podsAmong(cast).filter((pod) => pod.namespace === namespace && selects(selector, pod.labels));
}

/** The pods of a cast that a peer stands for, in a policy of a namespace. */
export function podsMeant(
  cast: Cast,
  namespace: string,
  { namespaceSelector, podSelector }: PodPeer,
): readonly CastPod[] {
  const inNamespace = (name: string) =>
    namespaceSelector === undefined
      ? name === namespace
      : selects(namespaceSelector, { ...cast.namespaces[name], 'kubernetes.io/metadata.name': name });
  return podsAmong(cast).filter((pod) => inNamespace(pod.namespace) && selects(podSelector ?? {}, pod.labels));
}

function podsAmong({ actors }: Cast): readonly CastPod[] {
  return actors.filter((actor) => actor.kind === 'pod');
}

function selects({ matchLabels, matchExpressions }: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (matchExpressions ?? []).every(({ key, operator, values = [] }) => {
      const value = labels[key];
      const listed = value !== undefined && values.includes(value);
      return { In: listed, NotIn: !listed, Exists: value !== undefined, DoesNotExist: value === undefined }[operator];
    })
  );
}
