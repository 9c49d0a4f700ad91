import type { Plan } from '../../../../../constructs/plan/plan';
import type { KubernetesResource, Resource, VaultResourcePlan } from '../../../../../constructs/plan/resource';
import { podSpecsOf } from '../../../../../policies/containers';
import { fieldsOf, textsOf } from '../../../../../policies/fields';
import { tryRead } from '../../../../../policies/read';
import { grantsOf } from '../../../../../policies/vault-policy';

const POLICY = 'vault:index/policy:Policy';

/** Where logins and certificates of a role are asked for. */
const ASKED_AT = ['creds', 'static-creds', 'issue', 'sign'];

/** For whom a resource is there: the one service account, as `shop/api`, that what it opens comes to. */
export class Holders {
  private readonly byPolicy = new Map<string, Set<string>>();
  private readonly byPath = new Map<string, Set<string>>();

  /** Both sides, so that who held something is found where it is gone. */
  constructor(...plans: readonly Plan[]) {
    const vault = plans.flatMap(({ resources }) => resources.flatMap((one) => (one.api === 'vault' ? [one] : [])));
    for (const login of vault.filter(isLogin)) {
      for (const policy of texts(login, 'tokenPolicies')) add(this.byPolicy, policy, accountsOf(login));
    }
    for (const { args } of vault.filter(({ type }) => type === POLICY)) {
      const holders = this.byPolicy.get(String(args['name'])) ?? [];
      for (const path of pathsIn(args['policy'])) add(this.byPath, path, holders);
    }
  }

  /** Undefined where it comes to nobody who is known, or to several. */
  of(resource: Resource): string | undefined {
    return only(resource.api === 'vault' ? this.ofVault(resource) : ofObject(resource));
  }

  private ofVault(resource: VaultResourcePlan): readonly string[] {
    if (isLogin(resource)) return accountsOf(resource);
    const { args, type } = resource;
    if (type === POLICY) return [...(this.byPolicy.get(String(args['name'])) ?? [])];
    const paths = ASKED_AT.map((how) => `${String(args['backend'])}/${how}/${String(args['name'])}`);
    return paths.flatMap((path) => [...(this.byPath.get(path) ?? [])]);
  }
}

function isLogin({ type }: VaultResourcePlan): boolean {
  return type.endsWith(':AuthBackendRole');
}

function accountsOf(login: VaultResourcePlan): readonly string[] {
  return texts(login, 'boundServiceAccountNamespaces').flatMap((namespace) =>
    texts(login, 'boundServiceAccountNames').map((name) => `${namespace}/${name}`),
  );
}

/** The service account of pods, or the login by which a secret is fetched, which is called as its service account is. */
function ofObject({ object, namespace = 'default' }: KubernetesResource): readonly string[] {
  const login = tryRead(() => fieldsOf(object['spec'], 'spec')['vaultAuthRef']);
  if ('value' in login && typeof login.value === 'string') return [`${namespace}/${login.value}`];
  const pods = tryRead(() => podSpecsOf(object));
  const accounts = 'value' in pods ? pods.value.map(({ spec }) => spec['serviceAccountName'] ?? 'default') : [];
  return accounts.map((account) => `${namespace}/${String(account)}`);
}

function texts({ args }: VaultResourcePlan, key: string): readonly string[] {
  const found = tryRead(() => textsOf(args[key], key));
  return 'value' in found ? found.value : [];
}

/** None of a policy that cannot be read, which is told of the policy. */
function pathsIn(policy: unknown): readonly string[] {
  const grants = tryRead(() => grantsOf(String(policy), 'policy'));
  return 'value' in grants ? grants.value.map(({ path }) => path) : [];
}

function add(map: Map<string, Set<string>>, key: string, values: Iterable<string>): void {
  map.set(key, new Set([...(map.get(key) ?? []), ...values]));
}

function only(all: readonly string[]): string | undefined {
  const [first, ...others] = new Set(all);
  return others.length === 0 ? first : undefined;
}
