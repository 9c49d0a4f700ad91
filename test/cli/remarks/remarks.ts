import type { Remark, RemarkRule } from '../../../cli/remarks/remark';

export const RULE: RemarkRule = {
  id: 'no-open-cidr',
  says: 'Nothing is open to everybody.',
  help: 'Nothing is open to everybody. Otherwise, a stranger gets in.',
  level: 'error',
  severity: 'critical',
  topic: 'network',
};

/** Something that was found wrong with a Deployment. */
export function remark(given: Partial<Remark> = {}): Remark {
  return {
    rule: 'no-open-cidr',
    level: 'error',
    says: 'NetworkPolicy shop/api: it admits 0.0.0.0/0 (spec.ingress[0]); name the networks',
    about: 'networking.k8s.io/v1/NetworkPolicy shop/api',
    at: { file: 'stacks/platform.ts', line: 12 },
    fingerprint: '0a1b2c3d4e5f',
    ...given,
  };
}
