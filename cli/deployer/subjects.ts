import { UserError } from '../../constructs/invalid';

/** Who deploys, as the API server knows them. */
export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

/** The words of `kubectl create rolebinding`. */
export interface SubjectOptions {
  readonly user?: readonly string[];
  readonly group?: readonly string[];
  /** Each as `namespace:name`. */
  readonly serviceAccount?: readonly string[];
}

/** @throws UserError when nobody is named, or a service account is not named in full. */
export function subjectsOf({ user = [], group = [], serviceAccount = [] }: SubjectOptions): readonly Subject[] {
  const wrong = serviceAccount.filter((name) => !/^[^:]+:[^:]+$/.test(name));
  if (wrong.length > 0) {
    throw new UserError(
      wrong.map((name) => `--service-account ${name}: is not a namespace and a name; write it as ci:deployer`),
    );
  }
  const subjects = [
    ...user.map((name) => person('User', name)),
    ...group.map((name) => person('Group', name)),
    ...serviceAccount.map(account),
  ];
  if (subjects.length > 0) return subjects;
  throw new UserError([
    'dwcp deployer: nobody is named who deploys; name them by --user, --group or --service-account',
  ]);
}

function person(kind: 'User' | 'Group', name: string): Subject {
  return { kind, name, apiGroup: 'rbac.authorization.k8s.io' };
}

function account(fullName: string): Subject {
  const [namespace = '', name = ''] = fullName.split(':');
  return { kind: 'ServiceAccount', name, namespace };
}
