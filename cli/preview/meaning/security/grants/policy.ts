import { textOf } from '../../../../../policies/fields';
import { grantsOf, type PathGrant } from '../../../../../policies/vault-policy';
import { part, type VaultReading } from '../traits/reading';
import { bounds, type Opening } from '../traits/trait';

/** One capability on one path of Vault, which may stand for many. */
interface PathOpening extends Opening {
  readonly path: string;
  readonly capability: string;
  /** What a request may say there. @default - anything */
  readonly said?: string;
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
            ? opening(capability, path, parameters && saidBy(parameters))
            : leases.map((lease) => opening(`${capability} ${path} of`, lease));
        }),
      ),
      ...denied.map(({ path }) => bounds(`denies ${path}`)),
      part('what it says of paths that are in others', resource, someOf(nested)),
    ];
  },
};

/** Ends leases, and says by a parameter which. */
const REVOKE = 'sys/leases/revoke';

/** The parameters of a request in the order of their names, which means nothing to Vault: `* any, not_after ""`. */
function saidBy(parameters: NonNullable<PathGrant['parameters']>): string {
  const names = Object.keys(parameters).sort();
  return names
    .map((name) => {
      const values = parameters[name]!.map((value) => JSON.stringify(value)).sort();
      return `${name} ${values.length === 0 ? 'any' : values.join(' or ')}`;
    })
    .join(', ');
}

function someOf<Value>(all: readonly Value[]): readonly Value[] | undefined {
  return all.length === 0 ? undefined : all;
}

function opening(capability: string, path: string, said?: string): PathOpening {
  return {
    path,
    capability,
    ...(said !== undefined && { said }),
    may: `${capability} ${path}${said === undefined ? '' : `, of which a request may say ${said}`}`,
    // Of two lists of parameters, nobody says which allows more.
    covers: (other) =>
      isPath(other) &&
      other.capability === capability &&
      (said === undefined || other.said === said) &&
      holdsPath(path, other.path),
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
