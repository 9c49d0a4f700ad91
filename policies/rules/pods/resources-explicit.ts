import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';

const REQUIRED = [
  ['requests', 'cpu', 'no reserved CPU'],
  ['requests', 'memory', 'no reserved memory'],
  ['limits', 'memory', 'no memory limit'],
] as const;

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
  // The API server refuses resources on an ephemeral container.
  applies: ({ list }) => list !== 'ephemeralContainers',
  check: ({ name, field, spec }) => {
    const resources = fieldsOf(spec['resources'], `${field}.resources`);
    return REQUIRED.filter(([kind, resource]) =>
      isNothing(fieldsOf(resources[kind], `${field}.resources.${kind}`)[resource]),
    ).map(([kind, resource, problem]) => ({
      field: `${field}.resources.${kind}.${resource}`,
      problem: `container '${name}' has ${problem}`,
      fix: FIX,
    }));
  },
  examples: {
    accepted: [
      {
        shows: 'what it needs, and the memory that it never exceeds',
        container: { resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { memory: '64Mi' } } },
        lists: ['containers', 'initContainers'],
      },
    ],
    refused: [
      {
        shows: 'no memory limit',
        container: { resources: { requests: { cpu: '100m', memory: '64Mi' } } },
        lists: ['containers', 'initContainers'],
        violations: [{ field: 'resources.limits.memory', problem: "container 'api' has no memory limit", fix: FIX }],
      },
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
    ],
  },
});

/** No quantity, or one of zero in whatever unit: it reserves nothing, and the kubelet reads a limit of zero as none. */
function isNothing(quantity: unknown): boolean {
  return isAbsent(quantity) || Number.parseFloat(String(quantity)) === 0;
}
