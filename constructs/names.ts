import { Construct, type IConstruct } from 'constructs';
import { describe } from './fields/describe';
import { invalid, UserError } from './invalid';

/** What the id of a construct has to be, so that it can be the name of everything that is made from it. */
export interface NameRule {
  readonly form: keyof typeof FORMS;
  readonly longest: number;
  /** Where `longest` comes from, as the end of the sentence "shorten it to 63, …". */
  readonly source: string;
}

const FORMS = {
  /** RFC 1123, section 2.1: namespaces, containers. */
  label: [/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'write lower-case letters, digits and inner hyphens'],
  /** RFC 1035, section 2.3.1: Services, which Kubernetes holds to the older rule. */
  service: [/^[a-z]([a-z0-9-]*[a-z0-9])?$/, 'write lower-case letters, digits and inner hyphens, a letter first'],
  /** RFC 1123: labels joined by dots, as most objects may be named. */
  subdomain: [
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
    'write lower-case letters, digits, and hyphens and dots between them',
  ],
} as const;

/**
 * The rule for each construct: the narrowest of all that it makes, so that no name is refused in the middle of a deploy.
 *
 * 63 is the length of a label's value and of a DNS label:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const NAMES = {
  namespace: { form: 'label', longest: 63, source: 'the most that a namespace can have' },
  webService: { form: 'service', longest: 63, source: 'the most that a Service can have' },
  worker: { form: 'label', longest: 63, source: 'the most that a label of its pods can have' },
  /** https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ */
  scheduledJob: { form: 'label', longest: 52, source: 'so that a CronJob can name its Jobs with 11 more' },
  /** For the same reason. */
  databaseReport: { form: 'label', longest: 52, source: 'so that a CronJob can name its Jobs with 11 more' },
  /** Its Job is the name, a hyphen and 8 characters of what it runs. */
  schemaMigration: { form: 'label', longest: 54, source: 'so that its Job can be named with 9 more' },
  /** validateName in internal/webhook/v1/cluster_webhook.go, 1.30; with `-ro-pooler` it is still a Service's name. */
  postgres: { form: 'service', longest: 50, source: 'the most that CloudNativePG takes' },
  /** `controller-revision-hash`, a label of the pods, is the name, a hyphen and a hash of up to 10 characters. */
  redis: { form: 'service', longest: 52, source: 'so that a StatefulSet can label its pods with 11 more' },
  /** For the same reason, of the StatefulSet that is called the same and `-sentinel`. */
  redisWithSentinels: {
    form: 'service',
    longest: 43,
    source: 'so that its Sentinels can label their pods with 20 more',
  },
  /** For the same reason, and so that its Service is one. */
  statefulService: { form: 'service', longest: 52, source: 'so that a StatefulSet can label its pods with 11 more' },
  /** The same, of the operator's StatefulSet, which is called the same and `-server`. */
  rabbitMq: { form: 'service', longest: 45, source: 'so that its operator can label its pods with 18 more' },
  /** Variables are named after it, and a volume of who is granted it. */
  queue: { form: 'service', longest: 56, source: 'so that volumes can be named with 7 more' },
  cache: { form: 'service', longest: 63, source: 'the most that a Service can have' },
  /** https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment */
  gateway: { form: 'service', longest: 57, source: "since Istio names its Service '<name>-istio'" },
  keyValueSecret: { form: 'label', longest: 63, source: 'as the names that Secrets are joined from' },
  intermediateAuthority: {
    form: 'label',
    longest: 40,
    source: 'so that it is in a common name of 64 with its environment',
  },
  certificate: { form: 'label', longest: 63, source: 'as the names that Secrets are joined from' },
  certificateIssuer: { form: 'label', longest: 63, source: 'as the other names that are in a path of Vault' },
  login: { form: 'label', longest: 63, source: 'as the other names that are in a path of Vault' },
  transitKey: { form: 'label', longest: 63, source: 'as the other names that are in a path of Vault' },
  /** `controller-revision-hash`, as of a StatefulSet, and the names of its pods. */
  logCollector: { form: 'label', longest: 52, source: 'so that a DaemonSet can label its pods with 11 more' },
  /** As of a StatefulService, which runs it. */
  traceCollector: { form: 'service', longest: 52, source: 'so that a StatefulSet can label its pods with 11 more' },
  onCallRotation: { form: 'label', longest: 63, source: 'the most that a label of its alerts can have' },
  /** What the sidecar of Grafana reads of it is a file, and has the name of the namespace in its own. */
  dashboard: { form: 'subdomain', longest: 184, source: 'so that its file can be named with 69 more' },
  /** Variables are named after it, which begin with a letter. */
  externalPostgres: { form: 'service', longest: 63, source: 'as the other names that are in a path of Vault' },
  externalHost: { form: 'subdomain', longest: 253, source: 'the most that an object can have' },
} as const satisfies Record<string, NameRule>;

/** The id, if it can be the name of a new construct's objects and no other child of the scope has it. */
export function objectName(scope: IConstruct, id: string, { form, longest, source }: NameRule): string {
  checkPlace(scope, id);
  const [pattern, remedy] = FORMS[form];
  if (!pattern.test(id)) throw refused(scope, id, 'has a name that Kubernetes does not take', remedy);
  if (id.length > longest) {
    throw refused(scope, id, `has a name of ${id.length} characters`, `shorten it to ${longest}, ${source}`);
  }
  return unused(scope, id);
}

/** The id, if no other child of the scope has it. From JavaScript, both may be anything. */
export function unused(scope: IConstruct, id: string): string {
  checkPlace(scope, id);
  if (scope.node.tryFindChild(id)) throw refused(scope, id, 'is declared twice', 'give one of them another name');
  return id;
}

function checkPlace(scope: unknown, id: unknown): void {
  if (!Construct.isConstruct(scope)) {
    const what = `${describe(id)} is declared in ${describe(scope)}, which is no construct`;
    throw new UserError([`${what}; give what it belongs to first, such as a \`new App()\`, then its id`]);
  }
  if (typeof id !== 'string' || id === '') {
    const where = scope.node.path === '' ? 'the app' : `'${scope.node.path}'`;
    const remedy = 'write a text that nothing else in it is called';
    throw new UserError([`${where} has a part with ${describe(id)} for its id; ${remedy}`]);
  }
}

/**
 * Refuses a name, other than an id, that is no label: Vault's policies are named by joining such names with dots, so that
 * a dot in one would make two of them alike.
 */
export function checkLabel(scope: IConstruct, what: string, name: string): void {
  const [pattern, remedy] = FORMS.label;
  if (!pattern.test(name) || name.length > 63) {
    throw invalid(scope, `has '${name}' for ${what}, which is no label`, `${remedy}, at most 63`);
  }
}

/** Like `invalid`, of a construct that is not made yet. */
function refused({ node }: IConstruct, id: string, problem: string, remedy: string): UserError {
  return new UserError([`'${node.path === '' ? id : `${node.path}/${id}`}' ${problem}; ${remedy}`]);
}
