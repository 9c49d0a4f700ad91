import { CONTAINERS, INIT_CONTAINERS } from '../../admission/variables';
import { defineRule } from '../../define-rule';
import { type Fields, fieldsOf, isAbsent } from '../../fields';
import type { Violation } from '../../violation';

const REQUIRED = [
  ['requests', 'cpu', 'no reserved CPU'],
  ['requests', 'memory', 'no reserved memory'],
  ['limits', 'memory', 'no memory limit'],
] as const;

const KINDS = ['requests', 'limits'] as const;

/** What an amount may be, as somebody would write it, and how to write it instead. */
interface Amounts {
  readonly called: string;
  readonly least: string;
  readonly most: string;
  /** What is wrong with more than that. */
  readonly tooMuch: string;
  readonly fix: string;
}

/**
 * Below and beyond, an amount is one whose unit was forgotten, or taken for that of the other: `100m` of memory is a tenth
 * of a byte, and `100Mi` of CPU a hundred million cores.
 */
const AMOUNTS: Readonly<Record<string, Amounts>> = {
  cpu: {
    called: 'CPU',
    // What is finer Kubernetes rounds away.
    least: '1m',
    most: '999',
    tooMuch: 'more cores than any node has',
    fix: 'write CPU in cores, such as 250m or 0.5; Mi and Gi are units of memory',
  },
  memory: {
    called: 'memory',
    // In less nothing starts.
    least: '1Mi',
    most: '64Ti',
    tooMuch: 'more than any node has',
    fix: 'write memory in bytes, such as 64Mi; m is a unit of CPU, and B of nothing',
  },
};

const FIX = 'set it to what the program was measured to use';

/**
 * The scheduler packs a node by requests; a container without them takes what its neighbours need.
 *
 * A CPU limit is left to the author: it slows a program down where a memory limit protects the node.
 */
export const resourcesExplicit = defineRule({
  id: 'resources-explicit',
  subject: 'container',
  says: 'Containers reserve CPU and memory and limit memory.',
  because: 'one that does not takes what its neighbours need',
  level: 'mandatory',
  severity: 'medium',
  topic: 'pods',
  references: [
    'NSA:resource-policies',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  ],
  // The API server refuses resources on an ephemeral container, and a Task says those of the actions that it takes.
  applies: ({ list, pod }) => list !== 'ephemeralContainers' && pod.leavesResources !== true,
  check: ({ name, field, spec }) => {
    const resources = fieldsOf(spec['resources'], `${field}.resources`);
    const [requests, limits] = KINDS.map((kind) => fieldsOf(resources[kind], `${field}.resources.${kind}`));
    // What is limited and not asked for is asked for: Kubernetes fills it in.
    const said = { requests: { ...limits, ...presentIn(requests!) }, limits: limits! };
    return REQUIRED.flatMap(([kind, resource, missing]) => {
      const wrong = problemOf(said[kind][resource], resource, missing);
      return wrong === undefined
        ? []
        : [
            {
              field: `${field}.resources.${kind}.${resource}`,
              ...wrong,
              problem: `container '${name}' ${wrong.problem}`,
            },
          ];
    });
  },
  cel: {
    containers: `${INIT_CONTAINERS} + ${CONTAINERS}`,
    accepts: REQUIRED.map(([kind, resource]) => {
      const limited = `container.?resources.?limits.?${resource}.orValue("0")`;
      const said = kind === 'limits' ? limited : `container.?resources.?requests.?${resource}.orValue(${limited})`;
      const { least, most } = AMOUNTS[resource]!;
      return [`isLessThan(quantity("${least}"))`, `isGreaterThan(quantity("${most}"))`]
        .map((wrong) => `!quantity(string(${said})).${wrong}`)
        .join(' && ');
    }).join(' && '),
    remedy:
      'set resources.requests of cpu and memory and resources.limits of memory to what the program was measured to use, ' +
      'CPU in cores such as 250m and memory in bytes such as 64Mi',
  },
  examples: {
    accepted: [
      {
        shows: 'what it needs, and the memory that it never exceeds',
        container: { resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } } },
        lists: ['containers', 'initContainers'],
      },
      {
        shows: 'amounts in other units',
        container: { resources: { requests: { cpu: 0.5, memory: 67108864 }, limits: { memory: '1.5e8' } } },
        lists: ['containers', 'initContainers'],
      },
      {
        shows: 'limits alone, which are then reserved, too',
        container: { resources: { limits: { cpu: 1, memory: '64Mi' } } },
        lists: ['containers', 'initContainers'],
      },
      {
        shows: 'limits, and nothing for what is reserved',
        container: { resources: { requests: { cpu: null }, limits: { cpu: 1, memory: '64Mi' } } },
        lists: ['containers'],
        // What is null is left out of a custom resource only after the rules have seen it.
        kinds: ['apps/Deployment', 'Pod'],
      },
      ...['1m', '0.001', '999', '+.5', '1000000n', '1e-3'].map((cpu) => ({
        shows: `an amount of CPU: ${cpu}`,
        container: { resources: { requests: { cpu, memory: '64Mi' }, limits: { memory: '64Ti' } } },
        lists: ['containers' as const, 'initContainers' as const],
      })),
      ...['1Mi', '12.55Mi', '.25Gi', '1e+8', '1e+10', '2.E7'].map((memory) => ({
        shows: `an amount of memory: ${memory}`,
        container: { resources: { requests: { cpu: '100m', memory }, limits: { memory } } },
        lists: ['containers' as const, 'initContainers' as const],
      })),
      {
        shows: 'an ephemeral container, which can have none',
        resources: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'api', namespace: 'shop' },
            spec: {
              containers: [
                {
                  name: 'api',
                  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } },
                },
              ],
              ephemeralContainers: [{ name: 'debug' }],
            },
          },
        ],
      },
    ],
    skipped: [
      {
        shows: 'an action, which each step that takes it says it of',
        resources: [
          {
            apiVersion: 'tekton.dev/v1',
            kind: 'StepAction',
            metadata: { name: 'clone', namespace: 'shop' },
            spec: { image: 'registry.example.com/git:2' },
          },
        ],
      },
    ],
    refused: [
      {
        shows: 'no memory limit',
        container: { resources: { requests: { cpu: '100m', memory: '64Mi' } } },
        lists: ['containers', 'initContainers'],
        violations: [{ field: 'resources.limits.memory', problem: "container 'api' has no memory limit", fix: FIX }],
      },
      ...['Gi', '-1Gi', '64MB', '1e', 'much'].map((memory) =>
        refused('memory', memory, `has '${memory}' of memory, which is no amount`),
      ),
      ...['1m', '512', '1e5', '1048575'].map((memory) =>
        refused('memory', memory, `has '${memory}' of memory, which is less than 1Mi`),
      ),
      ...['1Ei', '65Ti', '1e14'].map((memory) =>
        refused('memory', memory, `has '${memory}' of memory, which is more than any node has`),
      ),
      ...['100Mi', '1Gi', '1Ki', '100M', '1k', '999.5'].map((cpu) =>
        refused('cpu', cpu, `has '${cpu}' of CPU, which is more cores than any node has`),
      ),
      ...['100u', '999999n', '0.0001'].map((cpu) => refused('cpu', cpu, `has '${cpu}' of CPU, which is less than 1m`)),
      ...['-1', 'm', '100mi', '1 core'].map((cpu) => refused('cpu', cpu, `has '${cpu}' of CPU, which is no amount`)),
      ...[{ requests: { memory: null } }, { requests: { cpu: '0', memory: '0Mi' }, limits: { memory: '0.0' } }].map(
        (resources) => ({
          shows: `nothing: ${JSON.stringify(resources)}`,
          container: { resources },
          lists: ['containers' as const, 'initContainers' as const],
          violations: [
            { field: 'resources.requests.cpu', problem: "container 'api' has no reserved CPU", fix: FIX },
            { field: 'resources.requests.memory', problem: "container 'api' has no reserved memory", fix: FIX },
            { field: 'resources.limits.memory', problem: "container 'api' has no memory limit", fix: FIX },
          ],
        }),
      ),
      {
        shows: 'no CPU at all, although it is limited',
        container: { resources: { requests: { cpu: 0, memory: '64Mi' }, limits: { cpu: 1, memory: '64Mi' } } },
        lists: ['containers', 'initContainers'],
        violations: [
          {
            field: 'resources.requests.cpu',
            problem: "container 'api' has no reserved CPU",
            fix: FIX,
          },
        ],
      },
    ],
  },
});

const QUANTITY = /^\+?(\d+\.?\d*|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;
const SCALES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** What is wrong with an amount; undefined where nothing is. */
function problemOf(said: unknown, resource: string, missing: string): Pick<Violation, 'problem' | 'fix'> | undefined {
  const amount = isAbsent(said) ? 0 : amountOf(said);
  if (amount === 0) return { problem: `has ${missing}`, fix: FIX };
  const { called, least, most, tooMuch, fix } = AMOUNTS[resource]!;
  const why =
    amount === undefined
      ? 'no amount'
      : amount < amountOf(least)!
        ? `less than ${least}`
        : amount > amountOf(most)!
          ? tooMuch
          : undefined;
  return why === undefined ? why : { problem: `has '${String(said)}' of ${called}, which is ${why}`, fix };
}

/** As Kubernetes reads a quantity; undefined for what is none. */
function amountOf(quantity: unknown): number | undefined {
  const [, number, unit, exponent] = QUANTITY.exec(String(quantity)) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * (unit === undefined ? 10 ** Number(exponent ?? 0) : SCALES[unit]!);
}

/** The fields that say something: what is null is left out. */
function presentIn(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isAbsent(value)));
}

/** An amount that is refused wherever it is asked for. */
function refused(resource: 'cpu' | 'memory', amount: string, problem: string) {
  const asked = { cpu: '100m', memory: '64Mi', [resource]: amount };
  return {
    shows: `what is no amount of ${AMOUNTS[resource]!.called}: ${amount}`,
    container: { resources: { requests: asked, limits: { memory: asked.memory } } },
    lists: ['containers' as const, 'initContainers' as const],
    violations: (resource === 'cpu' ? ['requests.cpu'] : ['requests.memory', 'limits.memory']).map((field) => ({
      field: `resources.${field}`,
      problem: `container 'api' ${problem}`,
      fix: AMOUNTS[resource]!.fix,
    })),
  };
}
