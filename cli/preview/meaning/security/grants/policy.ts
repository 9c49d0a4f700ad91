import { textOf } from '../../../../../policies/fields';
import { grantsOf, type PathGrant } from '../../../../../policies/vault-policy';
import { part, type VaultReading } from '../traits/reading';
import { bounds, type Opening } from '../traits/trait';

/** One capability on one path of Vault, which may stand for many. */
interface PathOpening extends Opening {
  readonly path: string;
  readonly capability: string;
}

/** What whoever holds a policy may do in Vault. */
export const POLICY: VaultReading = {
  read(resource) {
    const grants = grantsOf(textOf(resource.args['policy'], 'policy'), 'policy');
    const denied = grants.filter(({ capabilities }) => capabilities.includes('deny'));
    const allowed = grants.filter((grant) => !denied.includes(grant));
    // The most exact path counts alone, so that one in another may take away from it as well as add to it.
    const nested = grants.filter((one) => grants.some((other) => other !== one && holdsPath(other.path, one.path)));
    return [
      ...allowed.flatMap(({ path, capabilities, parameters }) =>
        capabilities.flatMap((capability) => {
          const leases = path === REVOKE ? (parameters?.['lease_id'] ?? []) : [];
          return leases.length === 0
            ? opening(capability, path)
            : leases.map((lease) => opening(`${capability} ${path} of`, lease));
        }),
      ),
      ...denied.map(({ path }) => bounds(`denies ${path}`)),
      part('what it says of paths that are in others', resource, someOf(nested)),
      part('what it says of parameters', resource, someOf(allowed.filter(boundsOthers))),
    ];
  },
};

/** Ends leases, and says by a parameter which. */
const REVOKE = 'sys/leases/revoke';

function boundsOthers({ path, parameters }: PathGrant): boolean {
  return parameters !== undefined && path !== REVOKE;
}

function someOf<Value>(all: readonly Value[]): readonly Value[] | undefined {
  return all.length === 0 ? undefined : all;
}

function opening(capability: string, path: string): PathOpening {
  return {
    path,
    capability,
    may: `${capability} ${path}`,
    covers: (other) => isPath(other) && other.capability === capability && holdsPath(path, other.path),
  };
}

function isPath(opening: Opening): opening is PathOpening {
  return 'capability' in opening;
}

/** `+` stands for one segment, `*` at the end for anything: https://developer.hashicorp.com/vault/docs/concepts/policies#policy-syntax */
function holdsPath(whole: string, one: string): boolean {
  const isOpen = whole.endsWith('*');
  const [segments, others] = [(isOpen ? whole.slice(0, -1) : whole).split('/'), one.split('/')];
  const last = segments.length - 1;
  if (isOpen ? others.length < segments.length : others.length !== segments.length) return false;
  return segments.every((segment, index) => {
    if (isOpen && index === last) return others.slice(last).join('/').startsWith(segment);
    // What stands for more than one segment is not one.
    return segment === others[index] || (segment === '+' && !others[index]!.endsWith('*'));
  });
}
