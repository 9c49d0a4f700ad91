import type { Change, Edit } from './change';

/** A platform whose load decides how many pods of the API there are. */
const AUTOSCALED: readonly Edit[] = [
  {
    file: 'stacks/environments/posture.ts',
    from: 'import type { Posture, Resources, StorageQuantity }',
    to: 'import type { Posture, Resources, Scale, StorageQuantity }',
  },
  {
    file: 'stacks/environments/posture.ts',
    from: '  readonly api: Replicated<Several>;\n',
    to: '  readonly api: { readonly scale: Scale; readonly resources: Resources };\n',
  },
  {
    file: 'stacks/environments/fields.ts',
    from: '  api: group({ scale: several, resources }),\n',
    to: '  api: group({ scale: field.scale, resources }),\n',
  },
  {
    file: 'stacks/environments/production.ts',
    from: 'api: { scale: 3,',
    to: 'api: { scale: { min: 3, max: 6 },',
  },
];

/** A Deployment that was written by hand before there was a platform, and adopted. */
const MAIL: Edit = {
  file: 'stacks/mail.ts',
  to: `import { Existing, type SecureNamespace } from '@dwcp/baseline';
import { ApiObject } from 'cdk8s';

const LABELS = { app: 'dwcp-mail' };

/** Sends mail: written before there was a platform, and adopted as it is. */
export function mail(namespace: SecureNamespace, image: string) {
  new ApiObject(namespace, 'mail-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'dwcp-mail' },
    automountServiceAccountToken: false,
  });
  const object = new ApiObject(namespace, 'mail-deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'dwcp-mail' },
    spec: {
      replicas: 1,
      selector: { matchLabels: LABELS },
      template: {
        metadata: { labels: LABELS },
        spec: {
          serviceAccountName: 'dwcp-mail',
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 20_001,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'mail',
              image,
              resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } },
              livenessProbe: { exec: { command: ['/mail', 'healthy'] } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  });
  return Existing.deployment(namespace, 'dwcp-mail', { object });
}
`,
};

const DEFINITION: Edit = {
  file: 'stacks/report-template.ts',
  to: `import type { Environment } from '@dwcp/baseline';
import { ApiObject } from 'cdk8s';

/** What people order reports by, each from a namespace of theirs. */
export function reportTemplates(environment: Environment): void {
  new ApiObject(environment, 'report-templates', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'reporttemplates.dwcp.example.com' },
    spec: {
      group: 'dwcp.example.com',
      scope: 'Namespaced',
      names: { kind: 'ReportTemplate', plural: 'reporttemplates', singular: 'reporttemplate' },
      versions: [version('v1alpha1', { storage: true })],
    },
  });
}

function version(name: string, { storage }: { readonly storage: boolean }) {
  const spec = { type: 'object', properties: { title: { type: 'string' }, columns: COLUMNS } };
  return {
    name,
    served: true,
    storage,
    schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
  };
}

const COLUMNS = { type: 'array', items: { type: 'string' } };
`,
};

/** Changes of what runs. */
export const WORKLOADS: readonly Change[] = [
  {
    id: 'hpa-maximum',
    title: 'Let load decide about up to ten pods of the API',
    environment: 'production',
    before: AUTOSCALED,
    edits: [{ file: 'stacks/environments/production.ts', from: 'max: 6', to: 'max: 10' }],
  },
  {
    id: 'selector-change',
    title: 'Label what sends mail as everything else is labelled',
    environment: 'production',
    before: [
      MAIL,
      {
        file: 'stacks/platform.ts',
        from: "import { facts, type PlatformFacts } from './facts';\n",
        to: "import { facts, type PlatformFacts } from './facts';\nimport { mail } from './mail';\n",
      },
      {
        file: 'stacks/platform.ts',
        from: "  new MeshRootAlerts(namespace, 'mesh');\n",
        to: "  mail(namespace, images.report);\n\n  new MeshRootAlerts(namespace, 'mesh');\n",
      },
    ],
    edits: [{ file: 'stacks/mail.ts', from: "{ app: 'dwcp-mail' }", to: "{ 'app.kubernetes.io/name': 'dwcp-mail' }" }],
  },
  {
    id: 'image-digest',
    title: 'Release version 1.4.3 of the API',
    environment: 'production',
    edits: [
      {
        file: 'Pulumi.production.yaml',
        from: 'dwcp/api:1.4.2@sha256:2ac265d742fbf2869edf112e39d49d967e830d695d3c8f8da72784f251f960f4',
        to: 'dwcp/api:1.4.3@sha256:8f3d1c5a9b0e47268d5fa1c3b7e924600d8e5f7a1b2c3d4e5f60718293a4b5c6',
      },
    ],
  },
  {
    id: 'crd-upgrade',
    title: 'Store templates of reports as v1',
    environment: 'production',
    before: [
      DEFINITION,
      {
        file: 'stacks/platform.ts',
        from: "import { facts, type PlatformFacts } from './facts';\n",
        to: "import { facts, type PlatformFacts } from './facts';\nimport { reportTemplates } from './report-template';\n",
      },
      {
        file: 'stacks/platform.ts',
        from: "  new MeshRootAlerts(namespace, 'mesh');\n",
        to: "  reportTemplates(environment);\n\n  new MeshRootAlerts(namespace, 'mesh');\n",
      },
    ],
    edits: [
      {
        file: 'stacks/report-template.ts',
        from: "[version('v1alpha1', { storage: true })]",
        to: "[version('v1alpha1', { storage: false }), version('v1', { storage: true })]",
      },
    ],
  },
  {
    id: 'moved-construct',
    title: 'Gather what runs in the background',
    environment: 'production',
    edits: [
      {
        file: 'stacks/platform.ts',
        from: "} from '@dwcp/baseline';\n",
        to: "} from '@dwcp/baseline';\nimport { Construct } from 'constructs';\n",
      },
      {
        file: 'stacks/platform.ts',
        from: "  const worker = new Worker(namespace, 'dwcp-worker',",
        to: "  const background = new Construct(namespace, 'background');\n  const worker = new Worker(background, 'dwcp-worker',",
      },
    ],
  },
];
