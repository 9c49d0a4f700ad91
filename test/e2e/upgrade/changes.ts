/** A change in what runs, by deploying this tree over commit 3fbcb12. */
export interface Change {
  /** The words of CHANGELOG.md that tell an operator of it. */
  readonly changelog: string;
  /** The steps of the engine, one for each field, in every stack. */
  readonly steps: readonly string[];
}

const DEPLOYMENTS = ['dwcp-api', 'dwcp-worker'].map((name) => `kubernetes:apps/v1:Deployment dwcp/${name}`);
const MONITORS = ['dwcp-api', 'dwcp-worker'].map(
  (name) => `kubernetes:monitoring.coreos.com/v1:PodMonitor dwcp/${name}`,
);
const POOLER = 'kubernetes:postgresql.cnpg.io/v1:Pooler dwcp/dwcp-postgres-pooler';
const REDIS = 'kubernetes:apps/v1:StatefulSet dwcp/dwcp-redis';
const REPORT = 'kubernetes:batch/v1:CronJob dwcp/dwcp-report';

/** All of them. Nothing is replaced or deleted, and no field changes but these. */
export const CHANGES: readonly Change[] = [
  {
    changelog:
      'render `minReadySeconds: 10`, a `preStop` sleep of 10 s and, with it, `terminationGracePeriodSeconds: 40`',
    steps: updates(DEPLOYMENTS, [
      'spec.minReadySeconds',
      'spec.progressDeadlineSeconds',
      'spec.template.spec.containers[0].lifecycle',
      'spec.template.spec.terminationGracePeriodSeconds',
    ]),
  },
  {
    changelog:
      'spread by `nodeTaintsPolicy: Honor`; those of Deployments and poolers by `matchLabelKeys: [pod-template-hash]` too',
    steps: [
      ...updates([...DEPLOYMENTS, POOLER], spread('spec.template.spec', ['nodeTaintsPolicy', 'matchLabelKeys'])),
      ...updates([REDIS], spread('spec.template.spec', ['nodeTaintsPolicy'])),
      ...updates([REPORT], spread('spec.jobTemplate.spec.template.spec', ['nodeTaintsPolicy'])),
    ],
  },
  {
    changelog: "they find the sidecar's declared port and have the one beside it scraped",
    steps: updates(
      MONITORS,
      ['port', 'portNumber', 'relabelings'].map((field) => `spec.podMetricsEndpoints[0].${field}`),
    ),
  },
];

function updates(resources: readonly string[], fields: readonly string[]): string[] {
  return resources.flatMap((resource) => fields.map((field) => `update ${resource} ${field}`));
}

/** By node and by zone. */
function spread(pod: string, fields: readonly string[]): string[] {
  return [0, 1].flatMap((index) => fields.map((field) => `${pod}.topologySpreadConstraints[${index}].${field}`));
}
