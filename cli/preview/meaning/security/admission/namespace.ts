import type { KubernetesReading } from '../traits/reading';
import { type Level, NOTHING } from '../traits/trait';

const PREFIX = 'pod-security.kubernetes.io/';

/** The strictest first. A namespace that says nothing takes every pod: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const STANDARDS = ['restricted', 'baseline', 'privileged'];

const MODES = {
  enforce: 'enforced pod security',
  audit: 'audited pod security',
  warn: 'pod security that warns',
} as const;

/** What pods a namespace takes, and of which it says something: https://kubernetes.io/docs/concepts/security/pod-security-admission/ */
export const NAMESPACE: KubernetesReading = {
  read({ object: { metadata } }) {
    const { labels = {} } = metadata;
    return Object.entries(MODES).flatMap(([mode, of]) => [
      standard(of, labels[`${PREFIX}${mode}`]),
      version(`version of ${of}`, labels[`${PREFIX}${mode}-version`]),
    ]);
  },
  // A namespace that is not there takes none, as strictly as can be.
  without: [{ of: MODES.enforce, value: 'no pods', weakness: 0 }],
};

function standard(of: string, label: string | undefined): Level {
  const step = STANDARDS.indexOf(label ?? 'privileged');
  return { of, value: label ?? NOTHING, ...(step !== -1 && { weakness: step }) };
}

/** What an old version of a standard did not forbid yet, it takes. */
function version(of: string, label = 'latest'): Level {
  const [, minor] = /^v1\.(\d{1,4})$/.exec(label) ?? [];
  const weakness = label === 'latest' ? 0 : minor === undefined ? undefined : 10_000 - Number(minor);
  return { of, value: label, ...(weakness !== undefined && { weakness }) };
}
