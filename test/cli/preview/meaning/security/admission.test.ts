import { admission } from '../../../../../cli/preview/meaning/security/admission';
import type { Manifest } from '../../../../../constructs';
import { manifest } from '../../support';
import { said, saidBothWays } from './said';

const side = (...objects: readonly Manifest[]) => ({ objects });
const namespace = (labels: Readonly<Record<string, string>>) =>
  side({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels } });
const pss = (mode: string, value: string) => namespace({ [`pod-security.kubernetes.io/${mode}`]: value });
const REGISTRATION = 'admissionregistration.k8s.io/v1';
const one = (version: string, kind: string, rest: object) => side(manifest(version, kind, 'p', rest));
const webhook = (webhooks: readonly object[]) => one(REGISTRATION, 'ValidatingWebhookConfiguration', { webhooks });
const bound = (...validationActions: readonly string[]) =>
  one(REGISTRATION, 'ValidatingAdmissionPolicyBinding', { spec: { policyName: 'no-latest', validationActions } });
const kyverno = (spec: object) => one('kyverno.io/v1', 'ClusterPolicy', { spec });
const constraint = (spec: object) => one('constraints.gatekeeper.sh/v1beta1', 'K8sRequiredLabels', { spec });
const quota = (hard: object) => one('v1', 'ResourceQuota', { spec: { hard } });

test.each<[what: string, strict: object, weak: object, worse: string, better: string]>([
  [
    'a namespace enforces less',
    pss('enforce', 'restricted'),
    pss('enforce', 'baseline'),
    'Namespace shop: enforced pod security restricted → baseline',
    'Namespace shop: enforced pod security baseline → restricted',
  ],
  [
    'a namespace enforces nothing',
    pss('enforce', 'baseline'),
    namespace({}),
    'Namespace shop: enforced pod security baseline → nothing',
    'Namespace shop: enforced pod security nothing → baseline',
  ],
  [
    'a namespace warns of less',
    pss('warn', 'restricted'),
    pss('warn', 'privileged'),
    'Namespace shop: pod security that warns restricted → privileged',
    'Namespace shop: pod security that warns privileged → restricted',
  ],
  [
    'a namespace enforces an older version',
    pss('enforce-version', 'latest'),
    pss('enforce-version', 'v1.24'),
    'Namespace shop: version of enforced pod security latest → v1.24',
    'Namespace shop: version of enforced pod security v1.24 → latest',
  ],
  [
    'a webhook is asked no longer',
    webhook([{ name: 'a' }]),
    webhook([]),
    "ValidatingWebhookConfiguration shop/p: no longer asks webhook 'a'",
    "ValidatingWebhookConfiguration shop/p: now asks webhook 'a'",
  ],
  [
    'a webhook that fails is ignored',
    webhook([{ name: 'a' }]),
    webhook([{ name: 'a', failurePolicy: 'Ignore' }]),
    "ValidatingWebhookConfiguration shop/p: failurePolicy of webhook 'a' Fail → Ignore",
    "ValidatingWebhookConfiguration shop/p: failurePolicy of webhook 'a' Ignore → Fail",
  ],
  [
    'webhooks go whole',
    webhook([{ name: 'a' }]),
    side(),
    "ValidatingWebhookConfiguration shop/p: no longer asks webhook 'a'",
    "ValidatingWebhookConfiguration shop/p: now asks webhook 'a'",
  ],
  [
    'a policy only warns',
    bound('Deny', 'Warn'),
    bound('Warn'),
    "ValidatingAdmissionPolicyBinding shop/p: no longer refuses what policy 'no-latest' does not take",
    "ValidatingAdmissionPolicyBinding shop/p: now refuses what policy 'no-latest' does not take",
  ],
  [
    'a policy of Kyverno only reports',
    kyverno({ validationFailureAction: 'Enforce' }),
    kyverno({ validationFailureAction: 'Audit' }),
    'ClusterPolicy shop/p: validationFailureAction enforce → audit',
    'ClusterPolicy shop/p: validationFailureAction audit → enforce',
  ],
  [
    'a rule of Kyverno goes',
    kyverno({ rules: [{ name: 'a' }] }),
    kyverno({ rules: [] }),
    "ClusterPolicy shop/p: no longer has rule 'a'",
    "ClusterPolicy shop/p: now has rule 'a'",
  ],
  [
    'a constraint of Gatekeeper only warns',
    constraint({}),
    constraint({ enforcementAction: 'warn' }),
    'K8sRequiredLabels shop/p: enforcementAction deny → warn',
    'K8sRequiredLabels shop/p: enforcementAction warn → deny',
  ],
  [
    'a constraint of Gatekeeper goes',
    constraint({}),
    side(),
    'K8sRequiredLabels shop/p: no longer says what is to be refused',
    'K8sRequiredLabels shop/p: now says what is to be refused',
  ],
  [
    'a quota is larger',
    quota({ 'requests.cpu': '1' }),
    quota({ 'requests.cpu': '1500m' }),
    'ResourceQuota shop/p: requests.cpu 1 → 1500m',
    'ResourceQuota shop/p: requests.cpu 1500m → 1',
  ],
  [
    'a quota goes',
    quota({ pods: 10 }),
    side(),
    'ResourceQuota shop/p: no longer bounds pods',
    'ResourceQuota shop/p: now bounds pods',
  ],
  [
    'limits go',
    one('v1', 'LimitRange', { spec: { limits: [] } }),
    side(),
    'LimitRange shop/p: no longer bounds what pods may take',
    'LimitRange shop/p: now bounds what pods may take',
  ],
  [
    'somebody answers for the API server',
    side(),
    one('apiregistration.k8s.io/v1', 'APIService', { spec: { service: { name: 'a' } } }),
    'APIService shop/p: may answer in the name of the API server',
    'APIService shop/p: may no longer answer in the name of the API server',
  ],
])('is weaker where %s, and stronger the other way', (_, strict, weak, worse, better) => {
  expect(saidBothWays(admission, strict as never, weak as never)).toEqual([[`worse: ${worse}`], [`better: ${better}`]]);
});

test.each<[what: string, one: object, other: object, says: string]>([
  [
    'a standard that is none',
    pss('enforce', 'restricted'),
    pss('enforce', 'strict'),
    'Namespace shop: enforced pod security',
  ],
  [
    'a version that is none',
    pss('enforce-version', 'latest'),
    pss('enforce-version', 'newest'),
    'Namespace shop: version of enforced pod security',
  ],
  [
    'what a webhook is asked about',
    webhook([{ name: 'a', rules: [] }]),
    webhook([{ name: 'a', rules: [{ operations: ['*'] }] }]),
    "ValidatingWebhookConfiguration shop/p: what webhook 'a' is asked about, and where",
  ],
  [
    'what a policy refuses',
    one(REGISTRATION, 'ValidatingAdmissionPolicy', { spec: { validations: [{ expression: 'a' }] } }),
    one(REGISTRATION, 'ValidatingAdmissionPolicy', { spec: { validations: [{ expression: 'b' }] } }),
    'ValidatingAdmissionPolicy shop/p: what it refuses',
  ],
  [
    'a rule of Kyverno',
    kyverno({ rules: [{ name: 'a', validate: 1 }] }),
    kyverno({ rules: [{ name: 'a', validate: 2 }] }),
    "ClusterPolicy shop/p: rule 'a'",
  ],
  [
    'a template of Gatekeeper',
    one('templates.gatekeeper.sh/v1', 'ConstraintTemplate', { spec: 1 }),
    one('templates.gatekeeper.sh/v1', 'ConstraintTemplate', { spec: 2 }),
    'ConstraintTemplate shop/p: what it says',
  ],
  [
    'constraints of OpenShift',
    one('security.openshift.io/v1', 'SecurityContextConstraints', { a: 1 }),
    one('security.openshift.io/v1', 'SecurityContextConstraints', { a: 2 }),
    'SecurityContextConstraints shop/p: what it says',
  ],
])('%s cannot be ranked', (_, before, after, says) => {
  for (const lines of saidBothWays(admission, before as never, after as never)) {
    expect(lines).toHaveLength(1);
    expect(lines[0]!.startsWith(`worse: ${says}`)).toBe(true);
    expect(lines[0]!.endsWith(', and nobody can tell whether that is stricter')).toBe(true);
  }
});

test('a namespace that comes is weaker by the pods that it takes, and no news where it takes only the strictest', () => {
  const [come, gone] = saidBothWays(admission, side(), namespace({}));
  expect(come).toEqual(['worse: Namespace shop: enforced pod security no pods → nothing']);
  expect(gone).toEqual(['better: Namespace shop: enforced pod security nothing → no pods']);
  expect(said(admission, side(), pss('enforce', 'restricted'))).toEqual([]);
});

test('to enforce nothing and to enforce what takes every pod are the same', () => {
  expect(said(admission, namespace({}), pss('enforce', 'privileged'))).toEqual([
    'neutral: Namespace shop: enforced pod security nothing → privileged',
  ]);
});
