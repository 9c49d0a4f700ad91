import { isGroup } from '../../../../../constructs/props/props';
import { valueAt } from '../value-at';
import { type Amount, amount, larger, NONE, plus } from './amount';

/**
 * What a pod asks of its node: its containers together, or one that runs before them if that asks for more.
 *
 * https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podRequests(spec: unknown): Amount {
  const running = entriesIn(spec, 'containers').map(requests).reduce(plus, NONE);
  let [sidecars, first] = [NONE, NONE];
  for (const container of entriesIn(spec, 'initContainers')) {
    const asked = requests(container);
    if (container['restartPolicy'] === 'Always') sidecars = plus(sidecars, asked);
    else first = larger(first, plus(sidecars, asked));
  }
  const { cpu, memory } = larger(plus(running, sidecars), first);
  return plus({ cpu, memory, storage: 0n }, amount((valueAt(spec, 'overhead') ?? {}) as Asked));
}

type Asked = { readonly cpu?: unknown; readonly memory?: unknown };

/** What is limited and does not say what it asks for asks for its limit. */
export function requests(container: unknown): Amount {
  const [limits, asked] = ['resources.limits', 'resources.requests'].map((field) => valueAt(container, field) as Asked);
  return amount({ cpu: asked?.cpu ?? limits?.cpu, memory: asked?.memory ?? limits?.memory });
}

function entriesIn(spec: unknown, list: string): readonly Readonly<Record<string, unknown>>[] {
  const entries = valueAt(spec, list);
  return Array.isArray(entries) ? entries.filter(isGroup) : [];
}
