import { type Level, type Remarks, worstFirst } from './remark';

const SEVERITIES = { error: 'critical', warning: 'major', note: 'info' } as const satisfies Record<Level, string>;

/** Remarks as a merge request of GitLab shows them: https://docs.gitlab.com/ci/testing/code_quality */
export function codeQualityText({ remarks }: Remarks): string {
  const issues = worstFirst(remarks).map(({ rule, level, says, at, fingerprint }) => ({
    description: says,
    check_name: rule,
    fingerprint,
    severity: SEVERITIES[level],
    location: { path: at.file, lines: { begin: at.line } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
}
