import type { Plan } from '../../../../../constructs/plan/plan';
import type { Opening } from '../traits/trait';

/** What grants let whom do, by the service account that it comes to. */
export function grantedBy({ edges, ends }: Plan): ReadonlyMap<string, readonly Opening[]> {
  const accounts = new Map(ends.map(({ name, serviceAccount }) => [name, accountName(serviceAccount) ?? name]));
  const granted = new Map<string, Opening[]>();
  for (const { by, from, to, declaredAt } of edges) {
    if (by !== 'grant') continue;
    const account = accounts.get(from) ?? from;
    const [call = ''] = declaredAt.call.split('(');
    granted.set(account, [...(granted.get(account) ?? []), grant(call, to)]);
  }
  return granted;
}

/** `shop/api` of `ns/shop/sa/api`. */
function accountName(serviceAccount: string | undefined): string | undefined {
  const [, namespace, name] = /^ns\/([^/]+)\/sa\/([^/]+)$/.exec(serviceAccount ?? '') ?? [];
  return namespace === undefined ? undefined : `${namespace}/${name}`;
}

/** To read and write is to read, whatever the rest of the method is called. */
function grant(call: string, to: string): Opening {
  const use = (how: string) => `use ${to} by ${how}`;
  const reading = ['grantRead', 'grantReadOnly'].map(use);
  return { may: use(call), covers: (other) => call === 'grantReadWrite' && reading.includes(other.may) };
}
