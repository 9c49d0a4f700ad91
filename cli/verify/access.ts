import type { Monitoring } from '../../constructs/facts/cluster-facts';
import type { Labels } from '../../constructs/fields/labels';
import { UserError } from '../../constructs/invalid';
import { NAMESPACE_LABEL } from '../../constructs/network/labels';
import type { End } from '../../constructs/plan/ends';
import type { Plan } from '../../constructs/plan/plan';
import { pluralIn } from '../../constructs/plan/plural';
import type { Manifest } from '../../constructs/plan/resource';
import { withBinding } from '../deployer/kubernetes/binding';
import { type Attempts, attemptsOf } from './attempts';
import { deliverersIn } from './credentials';
import { policiesOf } from './declared-policies';
import { type Listing, listingOf } from './listed';
import { monitorsIn } from './monitors';
import { SCRIPT } from './probe/script';
import { SERVICE } from './prometheus';

/** What a try is written as: no host begins with a hyphen, which would be an option. */
const TRIED = '^([0-9]+ [0-9A-Za-z][0-9A-Za-z.:-]* [0-9]+( [\\\\0-7]+)?\\n?)*$';

/**
 * What an administrator applies, so that a service account can prove an environment and do nothing else: to see its pods and
 * what its operators and Prometheus say, and to add containers, which admission holds to the one image and the one program.
 *
 * @throws UserError where the account is not named in full.
 */
export function accessManifests(plan: Plan, where: Monitoring, account: string, image: string): readonly Manifest[] {
  const [, namespace, name] = /^([^:]+):([^:]+)$/.exec(account) ?? [];
  if (namespace === undefined || name === undefined) {
    throw new UserError([`--access ${account}: is not a namespace and a name; write it as ci:verify`]);
  }
  const subjects = [{ kind: 'ServiceAccount', name, namespace }] as const;
  const called = `dwcp-verify-${plan.environment}`;
  const identity = { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] };
  return [
    ...withBinding('ClusterRole', { name: called }, [identity], subjects),
    ...[...rulesByNamespace(plan, where)].flatMap(([where, rules]) =>
      withBinding('Role', { name: called, namespace: where }, rules, subjects),
    ),
    ...admission(called, `system:serviceaccount:${namespace}:${name}`, image),
  ];
}

/**
 * To see the pods of all that is tried, called or scraped, to add to those that try, to see what is delivered there, and to
 * ask Prometheus.
 */
function rulesByNamespace(plan: Plan, { namespace: monitoring }: Monitoring): ReadonlyMap<string, readonly object[]> {
  const attempts = attemptsOf(plan);
  const callers = new Set(callersIn(attempts).flatMap(namespacesOf));
  const targets = [...attempts.declared, ...attempts.undeclared].flatMap(({ to }) => namespacesOf(to));
  const listings = [...deliverersIn(plan).flatMap((one) => listingOf(one) ?? []), ...policiesOf(plan)];
  const monitors = monitorsIn(plan.resources);
  const scraped = monitors.flatMap(({ selected }) => selected.map(({ namespace }) => namespace));
  const asked = monitors.length > 0 ? [monitoring] : [];
  const seen = new Set([...callers, ...targets, ...scraped, ...asked]);
  const all = [...new Set([...seen, ...listings.map(({ namespace }) => namespace)])].sort();
  return new Map(
    all.map((namespace) => [
      namespace,
      [
        ...(seen.has(namespace) ? [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }] : []),
        ...(callers.has(namespace)
          ? [{ apiGroups: [''], resources: ['pods/ephemeralcontainers'], verbs: ['update'] }]
          : []),
        ...(asked.includes(namespace) ? [ASK] : []),
        ...toList(listings.filter((one) => one.namespace === namespace)),
      ],
    ]),
  );
}

/** To list what delivers credentials and what lets somebody through, in one namespace. */
function toList(listings: readonly Listing[]): readonly object[] {
  const groups = new Map<string, Set<string>>();
  for (const { apiVersion, kind } of listings) {
    const group = apiVersion.split('/')[0]!;
    groups.set(group, (groups.get(group) ?? new Set()).add(pluralIn(kind)));
  }
  return [...groups].map(([group, kinds]) => ({ apiGroups: [group], resources: [...kinds].sort(), verbs: ['list'] }));
}

/** To read what Prometheus answers, by its Service and by no other; the API server knows it by these very words. */
const ASK = { apiGroups: [''], resources: ['services/proxy'], resourceNames: [SERVICE], verbs: ['get'] };

function callersIn({ declared, undeclared, servers }: Attempts): readonly End[] {
  return [...[...declared, ...undeclared].map(({ from }) => from), ...servers.map(({ end }) => end)];
}

function namespacesOf({ selectors }: End): readonly string[] {
  return selectors.flatMap(
    ({ namespaceSelector }) => (namespaceSelector?.matchLabels as Labels | undefined)?.[NAMESPACE_LABEL] ?? [],
  );
}

/** What may be added is as strong as `exec`, so only what the command itself would add is let through. */
function admission(name: string, user: string, image: string): readonly Manifest[] {
  const [group, apiVersion] = ['ValidatingAdmissionPolicy', 'admissionregistration.k8s.io/v1'];
  const added = [
    `added.image == ${JSON.stringify(image)}`,
    `added.command.size() == 5 && added.command[0] == "sh" && added.command[1] == "-c"`,
    `added.command[2] == ${JSON.stringify(SCRIPT)}`,
    `added.command[4].matches(${JSON.stringify(TRIED)})`,
    ...['args', 'env', 'envFrom', 'volumeMounts', 'volumeDevices', 'targetContainerName', 'lifecycle'].map(
      (field) => `!has(added.${field})`,
    ),
  ];
  const before =
    'has(oldObject.spec.ephemeralContainers) && oldObject.spec.ephemeralContainers.exists(old, old.name == added.name)';
  const expression = `object.spec.ephemeralContainers.all(added, (${before}) || (${added.join(' && ')}))`;
  const resources = ['pods/ephemeralcontainers'];
  return [
    {
      ...{ apiVersion, kind: group, metadata: { name } },
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['UPDATE'], resources }],
        },
        matchConditions: [{ name: 'by-verify', expression: `request.userInfo.username == ${JSON.stringify(user)}` }],
        validations: [{ message: 'only what dwcp verify adds may be added', expression }],
      },
    },
    {
      ...{ apiVersion, kind: `${group}Binding`, metadata: { name } },
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}
