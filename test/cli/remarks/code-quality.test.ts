import { codeQualityText } from '../../../cli/remarks/code-quality';
import { RULE, remark } from './remarks';

test('is what a merge request of GitLab shows', () => {
  expect(JSON.parse(codeQualityText({ rules: [RULE], remarks: [remark()] }))).toEqual([
    {
      description: 'NetworkPolicy shop/api: it admits 0.0.0.0/0 (spec.ingress[0]); name the networks',
      check_name: 'no-open-cidr',
      fingerprint: '0a1b2c3d4e5f',
      severity: 'critical',
      location: { path: 'stacks/platform.ts', lines: { begin: 12 } },
    },
  ]);
});
