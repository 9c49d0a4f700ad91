import { LABEL_KEY, LABEL_VALUE } from '../network/labels';
import { record, text } from '../props/checks';
import type { PropCheck } from '../props/props';

/** Whose keys of labels and annotations decide something that has a prop, or that nobody else may decide. */
const OWNED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/(^|\.)dwcp\.io\//, 'which is ours'],
  [/(^|\.)istio\.io\//, 'by which the mesh is told what to do'],
  [/^gateway\.networking\.k8s\.io\//, 'by which a gateway knows its pods'],
  [/(^|\.)cnpg\.io\//, 'by which CloudNativePG knows its pods'],
];

const OWNED_LABELS: typeof OWNED = [
  ...OWNED,
  // `app.kubernetes.io/` is for everybody's own words; the others are said by Kubernetes itself.
  [/^(?!app\.kubernetes\.io\/)([a-z0-9-]+\.)*(kubernetes|k8s)\.io\//, 'which Kubernetes says itself'],
  [/^(pod-template-hash|controller-revision-hash|controller-uid|job-name)$/, 'which Kubernetes says itself'],
];

const OWNED_ANNOTATIONS: typeof OWNED = [
  ...OWNED,
  [/^prometheus\.io\//, 'which `metrics` sets'],
  [/^(kubectl\.kubernetes\.io|vso\.secrets\.hashicorp\.com)\//, 'which says when it was restarted'],
];

/** Labels that are neither ours nor the mesh's: no policy selects by them. */
export const LABELS: PropCheck = record("write an object of text, as in { team: 'shop' }", LABEL_VALUE, (key) =>
  keyProblem(key, OWNED_LABELS),
);

export const ANNOTATIONS: PropCheck = record(
  "write an object of text, as in { 'example.com/runbook': 'https://…' }",
  text('write text'),
  (key) => keyProblem(key, OWNED_ANNOTATIONS),
);

function keyProblem(key: string, owned: typeof OWNED): string | undefined {
  if (!LABEL_KEY.test(key)) return 'a key that Kubernetes does not take; write a name, or `example.com/name`';
  const reason = owned.find(([pattern]) => pattern.test(key))?.[1];
  return reason === undefined ? undefined : `${reason}; choose a key of your own`;
}
