import { kindOf } from '../../../../constructs/plan/kinds';
import type { Analysis } from '../analysis';
import { NAMESPACE } from './admission/namespace';
import {
  API_SERVICE,
  CONSTRAINT,
  KYVERNO,
  LIMITS,
  POLICY,
  POLICY_BINDING,
  QUOTA,
  WEBHOOKS,
} from './admission/readings';
import { byTraits } from './traits/by-traits';
import { byKind, type KubernetesReadings, OPAQUE } from './traits/reading';

const READINGS: KubernetesReadings = {
  LimitRange: LIMITS,
  Namespace: NAMESPACE,
  ResourceQuota: QUOTA,
  'admissionregistration.k8s.io/MutatingAdmissionPolicy': POLICY,
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding': OPAQUE,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': WEBHOOKS,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy': POLICY,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': POLICY_BINDING,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': WEBHOOKS,
  'apiregistration.k8s.io/APIService': API_SERVICE,
  'kyverno.io/ClusterPolicy': KYVERNO,
  'kyverno.io/Policy': KYVERNO,
  'kyverno.io/PolicyException': OPAQUE,
  'policy/PodSecurityPolicy': OPAQUE,
  'security.openshift.io/SecurityContextConstraints': OPAQUE,
  'templates.gatekeeper.sh/ConstraintTemplate': OPAQUE,
};

const known = byKind(READINGS);

/** What the cluster takes: what a namespace, a policy or a webhook keeps out. */
export const admission: Analysis = byTraits({
  topic: 'admission',
  gate: 'weaker-posture',
  kubernetes: (resource) =>
    kindOf(resource.object).startsWith('constraints.gatekeeper.sh/') ? CONSTRAINT : known(resource),
});
