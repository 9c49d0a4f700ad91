import { defineRule } from '../../define-rule';

const DECLARED = {
  field: 'ephemeralContainers',
  problem: 'containers for debugging are declared with the pod',
  fix: 'remove them; `kubectl debug` adds one for the time of an incident',
};

/** Ephemeral containers have no limits and no probes, and are never taken out of a pod: the API server takes them one by one. */
export const noDebugContainers = defineRule({
  id: 'no-debug-containers',
  subject: 'pod',
  says: 'Pods are declared without ephemeral containers.',
  because: 'the API server refuses them in a template, and one that is left behind is a shell in production',
  level: 'advisory',
  severity: 'low',
  topic: 'pods',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/'],
  check: ({ field, spec: { ephemeralContainers } }) =>
    Array.isArray(ephemeralContainers) && ephemeralContainers.length > 0
      ? [{ ...DECLARED, field: `${field}.${DECLARED.field}` }]
      : [],
  cel: {
    // That is how `kubectl debug` adds one.
    accepts:
      'request.?subResource.orValue("") == "ephemeralcontainers" || size(variables.pod.?ephemeralContainers.orValue([])) == 0',
    remedy: DECLARED.fix,
  },
  examples: {
    accepted: [
      { shows: 'none', pod: {} },
      { shows: 'an empty list', pod: { ephemeralContainers: [] } },
    ],
    refused: [
      { shows: 'a shell', pod: { ephemeralContainers: [{ name: 'shell', image: 'busybox' }] }, violations: [DECLARED] },
    ],
  },
});
