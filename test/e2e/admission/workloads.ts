import * as fc from 'fast-check';
import { factsOf, kindOf } from '../../../constructs/plan/kinds';
import type { Manifest } from '../../../constructs/plan/resource';

/** What is generated of a pod: fields of it, of each container, and of its metadata, in some kinds. */
export interface PodFocus {
  readonly pod?: fc.Arbitrary<object>;
  readonly container?: fc.Arbitrary<object>;
  /** @default - fields of `container` but for what init containers must not have */
  readonly initContainer?: fc.Arbitrary<object>;
  readonly annotations?: fc.Arbitrary<Readonly<Record<string, string>>>;
  /** @default - all that the test's API server has */
  readonly kinds?: readonly string[];
  /** Fields of the object beside its template, such as the number of replicas. */
  readonly spec?: fc.Arbitrary<object>;
  /** @default 3 */
  readonly mostContainers?: number;
}

const DIGEST = '0'.repeat(64);
export const IMAGE = `registry.example.com/api@sha256:${DIGEST}`;

export const LABELS = { app: 'api' };

/** The kinds that make pods, each with what it has to say besides. */
const MAKERS: Readonly<Record<string, { readonly apiVersion: string; readonly spec: object; readonly pod?: object }>> =
  {
    Pod: { apiVersion: 'v1', spec: {} },
    PodTemplate: { apiVersion: 'v1', spec: {} },
    ReplicationController: { apiVersion: 'v1', spec: { selector: LABELS } },
    DaemonSet: { apiVersion: 'apps/v1', spec: { selector: { matchLabels: LABELS } } },
    Deployment: { apiVersion: 'apps/v1', spec: { selector: { matchLabels: LABELS } } },
    ReplicaSet: { apiVersion: 'apps/v1', spec: { selector: { matchLabels: LABELS } } },
    StatefulSet: { apiVersion: 'apps/v1', spec: { selector: { matchLabels: LABELS }, serviceName: 'api' } },
    Rollout: { apiVersion: 'argoproj.io/v1alpha1', spec: { selector: { matchLabels: LABELS }, strategy: {} } },
    CronJob: { apiVersion: 'batch/v1', spec: { schedule: '0 6 * * 1' }, pod: { restartPolicy: 'Never' } },
    Job: { apiVersion: 'batch/v1', spec: {}, pod: { restartPolicy: 'Never' } },
  };

/** Objects of every kind that makes pods, whose pods are alike but for what a rule looks at. */
export function workloads(focus: PodFocus): fc.Arbitrary<Manifest> {
  const { kinds = Object.keys(MAKERS), spec = fc.constant({}) } = focus;
  return fc
    .record({ kind: fc.constantFrom(...kinds), template: templates(focus), spec })
    .map(({ kind, template, spec: own }) => wrapped(kind, template, own));
}

function templates({ pod, container, initContainer, annotations, mostContainers = 3 }: PodFocus) {
  const fields = container ?? fc.constant({});
  return fc
    .record({
      pod: pod ?? fc.constant({}),
      containers: fc.array(fields, { minLength: 1, maxLength: Math.max(1, mostContainers - 1) }),
      initContainers: fc.array(initContainer ?? fields, { maxLength: mostContainers > 1 ? 1 : 0 }),
      annotations: annotations ?? fc.constant({}),
    })
    .map((made) => ({
      metadata: { labels: LABELS, annotations: made.annotations },
      spec: {
        containers: made.containers.map((own, index) => ({ name: `main-${index}`, image: IMAGE, ...own })),
        ...(made.initContainers.length > 0 && {
          initContainers: made.initContainers.map((own, index) => ({ name: `init-${index}`, image: IMAGE, ...own })),
        }),
        ...made.pod,
      },
    }));
}

function wrapped(kind: string, template: { metadata: object; spec: object }, own: object): Manifest {
  const { apiVersion, spec, pod = {} } = MAKERS[kind]!;
  const whole = { ...template, spec: { ...pod, ...template.spec } };
  const metadata = { name: 'api', namespace: 'shop' };
  const path = factsOf(kindOf({ apiVersion, kind })).template ?? [];
  if (path.length === 0) return { apiVersion, kind, metadata: { ...metadata, ...whole.metadata }, spec: whole.spec };
  if (kind === 'PodTemplate') return { apiVersion, kind, metadata, template: whole };
  const inner = kind === 'CronJob' ? { jobTemplate: { spec: { template: whole } } } : { template: whole };
  return { apiVersion, kind, metadata, spec: { ...spec, ...inner, ...own } };
}

/** Some of these fields, and none of the others. */
export function some<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

/** The first of them four times as often as any other: so that an object with several of them is accepted now and then. */
export function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 4 * Math.max(1, others.length), arbitrary: fc.constant(usual) },
    { weight: Math.max(1, others.length), arbitrary: fc.constantFrom(...(others.length > 0 ? others : [usual])) },
  );
}
