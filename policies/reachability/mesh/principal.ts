import { type Answer, answer } from '../../answer';

/** Who a caller is, as mutual TLS proves it: `<trust domain>/ns/<namespace>/sa/<service account>`. */
export interface Identity {
  /** The trust domains that the mesh may have; one, when it is known. */
  readonly trustDomains: readonly string[];
  readonly namespace: string;
  /** Nothing when only a policy speaks of the pods. */
  readonly serviceAccount: string | undefined;
}

/** In a policy, it means the mesh's own trust domain, whatever that is called. */
const LOCAL = 'cluster.local';

/** The trust domain that a principal names; nothing when it leaves it open. */
export function trustDomainIn(principal: string): readonly string[] {
  const [trustDomain = ''] = principal.split('/');
  return trustDomain.includes('*') || trustDomain === LOCAL ? [] : [trustDomain];
}

/** The service account that a principal names, whatever the trust domain; nothing when it may mean several. */
export function accountIn(principal: string): string | undefined {
  // A wildcard may stand for the trust domain, and then the rest names one account.
  const [, account] = /^(?:\*|[^*/]+)\/(ns\/[^*/]+\/sa\/[^*/]+)$/.exec(principal) ?? [];
  return account;
}

/** A service account as a principal ends. */
export function accountOf(namespace: string, serviceAccount: string): string {
  return `ns/${namespace}/sa/${serviceAccount}`;
}

/** Exact, or with a wildcard at one end, or `*` for anybody who has a name. */
export function isLike(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

export function isPrincipal(pattern: string, { trustDomains, namespace, serviceAccount }: Identity): Answer {
  const answers = trustDomains.map((trustDomain): Answer => {
    const known = `${trustDomain}/ns/${namespace}/sa/`;
    const local = pattern.startsWith(`${LOCAL}/`) ? trustDomain + pattern.slice(LOCAL.length) : pattern;
    if (serviceAccount !== undefined) return answer(isLike(local, known + serviceAccount));
    if (local === '*' || (local.endsWith('*') && known.startsWith(local.slice(0, -1)))) return 'yes';
    return local.startsWith('*') || local.startsWith(known) ? 'unknown' : 'no';
  });
  return answers.every((one) => one === answers[0]) ? answers[0]! : 'unknown';
}

/** `<name>` in the policy's own namespace, or `<namespace>/<name>`. */
export function isServiceAccount(pattern: string, own: string, { namespace, serviceAccount }: Identity): Answer {
  const slash = pattern.indexOf('/');
  if ((slash === -1 ? own : pattern.slice(0, slash)) !== namespace) return 'no';
  return serviceAccount === undefined ? 'unknown' : answer(pattern.slice(slash + 1) === serviceAccount);
}
