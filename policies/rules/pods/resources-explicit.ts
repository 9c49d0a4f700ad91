import { CONTAINERS, INIT_CONTAINERS } from '../../admission/variables';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';

const REQUIRED = [
  ['requests', 'cpu', 'no reserved CPU'],
  ['requests', 'memory', 'no reserved memory'],
  ['limits', 'memory', 'no memory limit'],
] as const;

/** Below it nothing starts: such an amount of memory is one whose unit was forgotten, or taken for that of CPU. */
const LEAST: Readonly<Record<string, number>> = { cpu: 0, memory: 2 ** 20 };

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
    return REQUIRED.filter(([kind, resource]) =>
      isNothing(fieldsOf(resources[kind], `${field}.resources.${kind}`)[resource], resource),
    ).map(([kind, resource, problem]) => ({
      field: `${field}.resources.${kind}.${resource}`,
      problem: `container '${name}' has ${problem}`,
      fix: FIX,
    }));
  },
  cel: {
    containers: `${INIT_CONTAINERS} + ${CONTAINERS}`,
    accepts: REQUIRED.map(([kind, resource]) => {
      const amount = `quantity(string(container.?resources.?${kind}.?${resource}.orValue("0")))`;
      return resource === 'cpu'
        ? `${amount}.isGreaterThan(quantity("0"))`
        : `!${amount}.isLessThan(quantity("${LEAST['memory']}"))`;
    }).join(' && '),
    remedy: `set resources.requests of cpu and memory and resources.limits of memory to what the program was measured to use`,
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
      ...['Gi', '-1Gi', '1m', '512', '64MB'].map((memory) => ({
        shows: `what is no amount of memory: ${memory}`,
        container: { resources: { requests: { cpu: '100m', memory }, limits: { memory } } },
        lists: ['containers' as const, 'initContainers' as const],
        violations: [
          { field: 'resources.requests.memory', problem: "container 'api' has no reserved memory", fix: FIX },
          { field: 'resources.limits.memory', problem: "container 'api' has no memory limit", fix: FIX },
        ],
      })),
      {
        shows: 'nothing, and amounts of nothing',
        container: { resources: { requests: { memory: '0Mi' }, limits: { memory: '0.0' } } },
        lists: ['containers', 'initContainers'],
        violations: [
          { field: 'resources.requests.cpu', problem: "container 'api' has no reserved CPU", fix: FIX },
          { field: 'resources.requests.memory', problem: "container 'api' has no reserved memory", fix: FIX },
          { field: 'resources.limits.memory', problem: "container 'api' has no memory limit", fix: FIX },
        ],
      },
      {
        shows: 'no CPU at all',
        container: { resources: { requests: { cpu: 0, memory: '64Mi' }, limits: { memory: '64Mi' } } },
        lists: ['containers', 'initContainers'],
        violations: [{ field: 'resources.requests.cpu', problem: "container 'api' has no reserved CPU", fix: FIX }],
      },
    ],
  },
});

const QUANTITY = /^\+?(\d+\.?\d*|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;
const SCALES: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

/** No quantity, or one too small to be meant: it reserves nothing, and the kubelet reads a limit of zero as none. */
function isNothing(quantity: unknown, resource: string): boolean {
  const [, number, unit, exponent] = QUANTITY.exec(String(quantity)) ?? [];
  const amount = Number(number) * (unit === undefined ? 10 ** Number(exponent ?? 0) : SCALES[unit]!);
  return !(amount > 0 && amount >= LEAST[resource]!);
}
