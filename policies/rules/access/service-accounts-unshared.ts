import { calledInFull } from '../../../constructs/plan/identity';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import { defineRule } from '../../define-rule';
import { writtenAt } from '../../origins';
import { choosesAccount } from '../../pod-spec';
import type { Prepared } from '../../prepared';
import { serviceAccountOf } from '../../reachability/parties/service-account';
import { tryRead } from '../../read';
import type { PodSubject } from '../../subjects';
import type { PlanViolation } from '../../violation';

const FIELD = 'spec.template.spec.serviceAccountName';

/** The mesh, Vault and the API server know a workload by its account: two that share one are one to them. */
export const serviceAccountsUnshared = defineRule({
  id: 'service-accounts-unshared',
  subject: 'plan',
  says: 'No two workloads of a namespace share a service account.',
  because: 'whatever one of them may do, the other may as well',
  level: 'mandatory',
  severity: 'medium',
  topic: 'access',
  references: ['CIS:5.1.5', 'NSA:service-account-tokens', 'practices:authorization'],
  applies: (_, { namespaces, podsOf }) =>
    [...namespaces.values()].some(({ objects }) => objects.some((one) => podsOf(one).some(hasAccount))),
  check: (_, context) => holdersByAccount(context).flatMap((holders) => problemsOf(workloadsOf(holders, context))),
  examples: {
    accepted: [
      {
        shows: 'one account for a workflow, and for what others copy',
        resources: [workflow('Workflow', 'build', 'ci'), workflow('WorkflowTemplate', 'steps', 'ci')],
      },
      {
        shows: 'an account whose name is filled in later',
        resources: [
          workflow('Workflow', 'build', '{{account}}'),
          workflow('Workflow', 'test', '{{account}}'),
          deployment('web', 'web'),
        ],
      },
      { shows: 'an account for each', resources: [deployment('web', 'web'), deployment('api', 'api')] },
      {
        shows: 'the same name in another namespace',
        resources: [deployment('web', 'web'), deployment('web', 'web', 'blog')],
      },
      {
        shows: 'the account of the namespace, which is for another rule',
        resources: [deployment('web', 'default'), deployment('api', 'default'), deployment('worker', 'worker')],
      },
      {
        shows: 'pods whose containers, and account, are of an operator',
        resources: [pooler('reader'), pooler('writer'), deployment('web', 'web')],
      },
      {
        shows: 'versions of one workload, behind the same Service',
        resources: [deployment('web-v1', 'web'), deployment('web-v2', 'web'), service()],
      },
      {
        shows: 'versions of one workload, behind the same two Services',
        resources: [deployment('web-v1', 'web'), deployment('web-v2', 'web'), service(), service('web-headless')],
      },
      {
        shows: 'versions of one workload, behind a Service of their own as well',
        resources: [
          deployment('web-v1', 'web'),
          deployment('web-v2', 'web'),
          service('canary', { version: 'web-v2' }),
          service(),
        ],
      },
    ],
    skipped: [{ shows: 'what makes no pods', resources: [service()] }],
    refused: [
      {
        shows: 'one account for a workload and for both versions of another one',
        resources: [deployment('web-v1', 'web'), deployment('web-v2', 'web'), service(), deployment('api', 'web')],
        violations: [
          shared('apps/v1/Deployment shop/web-v1', FIELD, 'web', named('api')),
          shared('apps/v1/Deployment shop/web-v2', FIELD, 'web', named('api')),
          shared('apps/v1/Deployment shop/api', FIELD, 'web', named('web-v1')),
        ],
      },
      {
        shows: 'one account for two workflows, each of which names it once for several pods',
        resources: [workflow('Workflow', 'build', 'ci'), workflow('Workflow', 'test', 'ci')],
        violations: [
          shared('argoproj.io/v1alpha1/Workflow shop/build', 'spec.serviceAccountName', 'ci', ['Workflow shop/test']),
          shared('argoproj.io/v1alpha1/Workflow shop/test', 'spec.serviceAccountName', 'ci', ['Workflow shop/build']),
        ],
      },
      {
        shows: 'one account for two',
        resources: [deployment('api', 'web'), deployment('web', 'web')],
        violations: [
          shared('apps/v1/Deployment shop/api', FIELD, 'web', ['Deployment shop/web']),
          shared('apps/v1/Deployment shop/web', FIELD, 'web', ['Deployment shop/api']),
        ],
      },
      {
        shows: 'one account for five',
        resources: ['a', 'b', 'c', 'd', 'e'].map((name) => deployment(name, 'web')),
        violations: [
          shared('apps/v1/Deployment shop/a', FIELD, 'web', [...named('b', 'c', 'd'), '1 more']),
          shared('apps/v1/Deployment shop/b', FIELD, 'web', [...named('a', 'c', 'd'), '1 more']),
          shared('apps/v1/Deployment shop/c', FIELD, 'web', [...named('a', 'b', 'd'), '1 more']),
          shared('apps/v1/Deployment shop/d', FIELD, 'web', [...named('a', 'b', 'c'), '1 more']),
          shared('apps/v1/Deployment shop/e', FIELD, 'web', [...named('a', 'b', 'c'), '1 more']),
        ],
      },
      {
        shows: 'one account for two, beside pods and namespaces that are of no interest',
        resources: [
          deployment('api', 'web'),
          deployment('web', 'web'),
          deployment('job', 'default'),
          deployment('blog', 'default', 'blog'),
        ],
        violations: [
          shared('apps/v1/Deployment shop/api', FIELD, 'web', ['Deployment shop/web']),
          shared('apps/v1/Deployment shop/web', FIELD, 'web', ['Deployment shop/api']),
        ],
      },
    ],
  },
});

/** Who has each account, by namespace and name. */
function holdersByAccount({ namespaces, podsOf }: Prepared): readonly (readonly PodSubject[])[] {
  const holders = new Map<string, PodSubject[]>();
  for (const { objects } of namespaces.values()) {
    for (const pod of objects.flatMap(podsOf).filter(hasAccount)) {
      const account = `${pod.namespace} ${serviceAccountOf(pod.spec)}`;
      const known = holders.get(account);
      if (known === undefined) holders.set(account, [pod]);
      else known.push(pod);
    }
  }
  return [...holders.values()];
}

/** An operator that makes its own containers chooses their account as well; and `default` is another rule's. */
function hasAccount(pod: PodSubject): boolean {
  // What others copy runs nothing itself; and of a name that is filled in later, other rules say so.
  if (!choosesAccount(pod) || factsOf(kindOf(pod.resource.object)).copied) return false;
  const account = tryRead(() => serviceAccountOf(pod.spec));
  return 'value' in account && account.value !== 'default';
}

/** What one Service takes for the same is one workload: a canary, or blue and green. */
function workloadsOf(holders: readonly PodSubject[], context: Prepared): readonly (readonly PodSubject[])[] {
  // Whatever leads to the same name in the end, pod or Service, is of one workload.
  const heads = new Map<string, string>();
  const headOf = (name: string): string => {
    const next = heads.get(name);
    return next === undefined ? name : headOf(next);
  };
  for (const pod of holders) {
    let own = headOf(pod.resource.id);
    for (const { id } of context.selecting('Service', pod)) {
      const head = headOf(id);
      if (head !== own) heads.set(own, head);
      own = head;
    }
  }
  const workloads = new Map<string, PodSubject[]>();
  for (const pod of holders) {
    const workload = headOf(pod.resource.id);
    const known = workloads.get(workload);
    if (known === undefined) workloads.set(workload, [pod]);
    else known.push(pod);
  }
  return [...workloads.values()];
}

/** As many others as a line may name. */
const NAMED = 3;

function problemsOf(workloads: readonly (readonly PodSubject[])[]): readonly PlanViolation[] {
  if (workloads.length < 2) return [];
  const first = workloads.slice(0, NAMED + 1).map(([pod]) => calledInFull(pod!.resource.object));
  return workloads.flatMap((own, index) => {
    const others = first.filter((_, other) => other !== index).slice(0, NAMED);
    const more = workloads.length - 1 - others.length;
    // Several pods of one object may take over its name from one place.
    const pods = new Map(own.map((pod) => [`${pod.resource.id} ${placeOf(pod)}`, pod]));
    return [...pods.values()].map((pod) =>
      shared(
        pod.resource.id,
        placeOf(pod),
        serviceAccountOf(pod.spec),
        more > 0 ? [...others, `${more} more`] : others,
      ),
    );
  });
}

function placeOf({ field, origins }: PodSubject): string {
  return writtenAt(`${field}.serviceAccountName`, origins);
}

function shared(resource: string, field: string, account: string, others: readonly string[]): PlanViolation {
  return {
    resource,
    field,
    problem: `the account '${account}' is that of ${others.join(' and ')}, too`,
    fix: 'name a service account made for this workload',
  };
}

function named(...names: readonly string[]): readonly string[] {
  return names.map((name) => `Deployment shop/${name}`);
}

function deployment(name: string, account: string, namespace = 'shop') {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      template: {
        metadata: { labels: { app: name.replace(/-v\d$/, ''), version: name } },
        spec: { serviceAccountName: account, containers: [{ name }] },
      },
    },
  };
}

function pooler(name: string) {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Pooler',
    metadata: { name, namespace: 'shop' },
    spec: { template: { metadata: { labels: { app: name } }, spec: { serviceAccountName: 'db', hostNetwork: true } } },
  };
}

function workflow(kind: string, name: string, serviceAccountName: string) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'shop' },
    spec: { serviceAccountName, templates: ['a', 'b'].map((template) => ({ name: template, container: {} })) },
  };
}

function service(name = 'web', selector: object = { app: 'web' }) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'shop' },
    spec: { selector, ports: [{ port: 80 }] },
  };
}
