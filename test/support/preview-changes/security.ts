import type { Change, Edit } from './change';

const LAST = "  new MeshRootAlerts(namespace, 'mesh');\n";
const IMPORTED = '  Postgres,\n  Redis,\n';
const WITH_PATCH = '  Postgres,\n  patch,\n  Redis,\n';

/** A report that fails a rule, as it was merged under pressure. */
const WRITING_REPORT: readonly Edit[] = [
  { file: 'stacks/platform.ts', from: IMPORTED, to: WITH_PATCH },
  {
    file: 'stacks/platform.ts',
    from: LAST,
    to: `${LAST}  patch(report, {
    kind: 'CronJob',
    change: [
      {
        op: 'replace',
        path: '/spec/jobTemplate/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem',
        value: false,
      },
    ],
    why: 'its library writes beside its own files',
  });
`,
  },
];

/** Changes that make the platform weaker, as their authors do not say. */
export const SECURITY: readonly Change[] = [
  {
    id: 'weaker-mtls',
    title: 'Accept clear text while the old batch host is moved into the mesh',
    environment: 'production',
    edits: [
      { file: 'stacks/platform.ts', from: IMPORTED, to: WITH_PATCH },
      {
        file: 'stacks/platform.ts',
        from: LAST,
        to: `${LAST}  patch(namespace, {
    kind: 'PeerAuthentication',
    name: 'default',
    change: { spec: { mtls: { mode: 'PERMISSIVE' } } },
    why: 'the batch host has no sidecar yet',
  });
`,
      },
    ],
  },
  {
    id: 'exemption-added',
    title: 'Excuse the report, which writes beside its own files',
    environment: 'production',
    before: WRITING_REPORT,
    edits: [
      {
        file: 'stacks/exemptions.ts',
        from: '[];\n',
        to: `[
  {
    rule: 'read-only-root-filesystem',
    resource: 'batch/v1/CronJob dwcp/dwcp-report',
    field: 'spec.jobTemplate.spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem',
    owner: 'reporting@example.com',
    reason: 'its library writes beside its own files until the next release',
    ticket: 'DWCP-214',
    expires: '2027-02-28',
  },
];
`,
      },
    ],
  },
  {
    id: 'rotation-at-120-days',
    title: 'Rotate the logins of the database every 120 days',
    environment: 'production',
    edits: [
      { file: 'stacks/environments/dev.ts', from: 'ttlHours: 24 ', to: 'ttlHours: 2880 ' },
      { file: 'stacks/environments/staging.ts', from: 'ttlHours: 12 ', to: 'ttlHours: 2880 ' },
      { file: 'stacks/environments/production.ts', from: 'ttlHours: 12 ', to: 'ttlHours: 2880 ' },
    ],
  },
  {
    id: 'namespace-label',
    title: 'Enforce the baseline standard for pods only, for a debugging tool',
    environment: 'production',
    edits: [
      { file: 'stacks/platform.ts', from: IMPORTED, to: WITH_PATCH },
      {
        file: 'stacks/platform.ts',
        from: LAST,
        to: `${LAST}  patch(environment, {
    kind: 'Namespace',
    name: 'dwcp',
    change: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } },
    why: 'the debugging tool does not start under the restricted standard',
  });
`,
      },
    ],
  },
];
