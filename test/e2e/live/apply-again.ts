import type { Manifest } from '../../../constructs/plan/resource';
import type { Cluster } from './cluster/cluster';

/** What the names begin with under which the engine's plugin applies. */
const PLUGIN = 'pulumi-kubernetes';

/**
 * Applies an object under the name by which the engine did, as the next `pulumi up` would: what it says no more goes, and nobody
 * else has a say in it. What the engine has not made is applied under the name of the tests.
 */
export async function applyAgain({ api }: Cluster, object: Manifest): Promise<void> {
  const { managedFields = [] } = ((await api.get(object))?.metadata ?? {}) as Managed;
  const engine = managedFields.find((each) => each.operation === 'Apply' && each.manager.startsWith(PLUGIN));
  await api.apply(object, engine === undefined ? {} : { fieldManager: engine.manager });
}

interface Managed {
  readonly managedFields?: readonly { readonly manager: string; readonly operation: string }[];
}
