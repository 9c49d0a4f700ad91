import type { KubernetesResource } from '../../constructs/plan/resource';
import { judge } from '../../policies/index';
import { defaultNamespaceEmpty } from '../../policies/rules/access/default-namespace-empty';
import { serviceAccountDedicated } from '../../policies/rules/access/service-account-dedicated';
import { serviceAccountTokenNotMounted } from '../../policies/rules/access/service-account-token-not-mounted';
import { serviceAccountsUnshared } from '../../policies/rules/access/service-accounts-unshared';
import { trafficStaysInTheSidecar } from '../../policies/rules/mesh/traffic-stays-in-the-sidecar';
import { hostNamespacesIsolated } from '../../policies/rules/pods/host-namespaces-isolated';
import { imageByDigest } from '../../policies/rules/pods/image-by-digest';
import { noHostPathVolumes } from '../../policies/rules/pods/no-host-path-volumes';
import { noPrivilegeEscalation } from '../../policies/rules/pods/no-privilege-escalation';
import { noSecretValues } from '../../policies/rules/pods/no-secret-values';
import { resourcesExplicit } from '../../policies/rules/pods/resources-explicit';
import { runAsNonRoot } from '../../policies/rules/pods/run-as-non-root';
import { object, places } from './support';

const IMAGE = `registry.example.com/tool@sha256:${'0'.repeat(64)}`;
const RESOURCES = { requests: { cpu: '1', memory: '64Mi' }, limits: { memory: '64Mi' } };
const CONFINED = { allowPrivilegeEscalation: false, runAsNonRoot: true };
const GOOD = { image: IMAGE, securityContext: CONFINED, resources: RESOURCES };
const PRIVILEGED = { ...GOOD, securityContext: { ...CONFINED, privileged: true } };
const NODE = { name: 'node', hostPath: { path: '/' } };

const ARGO = 'argoproj.io/v1alpha1';
const TEKTON = 'tekton.dev/v1';

const workflow = (spec: object, kind = 'Workflow') => object(ARGO, kind, { spec });
const of = (template: object, spec: object = {}) => workflow({ ...spec, templates: [{ name: 'a', ...template }] });

describe.each([
  ['Workflow', 'spec', (spec: object) => workflow(spec)],
  ['WorkflowTemplate', 'spec', (spec: object) => workflow(spec, 'WorkflowTemplate')],
  ['ClusterWorkflowTemplate', 'spec', (spec: object) => workflow(spec, 'ClusterWorkflowTemplate')],
  ['CronWorkflow', 'spec.workflowSpec', (spec: object) => workflow({ workflowSpec: spec }, 'CronWorkflow')],
  [
    'Sensor that starts a Workflow',
    'spec.triggers[0].template.k8s.source.resource.spec',
    (spec: object) => {
      const resource = { apiVersion: ARGO, kind: 'Workflow', metadata: { generateName: 'ci-' }, spec };
      return object(ARGO, 'Sensor', { spec: { triggers: [{ template: { k8s: { source: { resource } } } }] } });
    },
  ],
])('the pods of a %s', (_, at, make) => {
  test.each<[string, object]>([
    ['container', { container: PRIVILEGED }],
    ['script', { script: PRIVILEGED }],
    ['containerSet.containers[1]', { containerSet: { containers: [GOOD, PRIVILEGED] } }],
    ['initContainers[1]', { container: GOOD, initContainers: [GOOD, PRIVILEGED] }],
    ['sidecars[0]', { container: GOOD, sidecars: [PRIVILEGED] }],
    ['steps[1][0].inline.container', { steps: [[{ template: 'b' }], [{ inline: { container: PRIVILEGED } }]] }],
    ['dag.tasks[0].inline.script', { dag: { tasks: [{ name: 'x', inline: { script: PRIVILEGED } }] } }],
  ])('have containers where a template has them: in %s', (place, template) => {
    const templates = [
      { name: 'good', container: GOOD },
      { name: 'a', ...template },
    ];
    expect(places(noPrivilegeEscalation, make({ templates }))).toEqual([
      `${at}.templates[1].${place}.securityContext.privileged`,
    ]);
    expect(places(noPrivilegeEscalation, make({ templates: [templates[0]] }))).toEqual(['pass']);
  });

  test('take over what is said of every template', () => {
    const templates = [
      { name: 'a', container: { image: IMAGE } },
      { name: 'b', script: {} },
      { name: 'c', suspend: {} },
    ];
    const templateDefaults = { container: { ...PRIVILEGED, image: 'tool' } };
    expect(places(noPrivilegeEscalation, make({ templateDefaults, templates }))).toEqual([
      `${at}.templateDefaults.container.securityContext.privileged`,
      `${at}.templates[1].script.securityContext.allowPrivilegeEscalation`,
    ]);
  });

  test('take over what the workflow says, and say otherwise', () => {
    const securityContext = { runAsUser: 0, runAsNonRoot: true };
    const templates = [
      { container: GOOD },
      { container: GOOD, securityContext: { runAsNonRoot: true } },
      { script: GOOD },
    ];
    expect(places(runAsNonRoot, make({ securityContext, templates }))).toEqual([`${at}.securityContext.runAsUser`]);
    const own = [{ container: GOOD, securityContext }];
    expect(places(runAsNonRoot, make({ templates: own }))).toEqual([`${at}.templates[0].securityContext.runAsUser`]);
    expect(places(hostNamespacesIsolated, make({ hostNetwork: true, templates }))).toEqual([`${at}.hostNetwork`]);
  });

  test('mount the volumes of both', () => {
    const container = { ...GOOD, volumeMounts: [{ name: 'node', mountPath: '/node' }] };
    const templates = [
      { container: GOOD, volumes: [{ name: 'tmp' }] },
      { container, volumes: [{ name: 'x' }, NODE] },
    ];
    expect(places(noHostPathVolumes, make({ templates }))).toEqual([`${at}.templates[1].volumes[1].hostPath`]);
    const [first] = templates;
    const volumes = [{ name: 'tmp' }, NODE];
    expect(
      places(noHostPathVolumes, make({ volumes, templates: [first, { container }, { script: container }] })),
    ).toEqual([`${at}.volumes[1].hostPath`]);
    expect(places(noHostPathVolumes, make({ volumes, templates: [first, first] }))).toEqual([
      `${at}.volumes[1].hostPath`,
    ]);
  });

  test('run under the account of either', () => {
    const templates = [{ container: GOOD }, { container: GOOD, serviceAccountName: 'ci' }];
    expect(places(serviceAccountDedicated, make({ templates }))).toEqual([`${at}.templates[0].serviceAccountName`]);
    expect(places(serviceAccountDedicated, make({ serviceAccountName: 'ci', templates }))).toEqual(['pass']);
    expect(places(serviceAccountDedicated, make({ serviceAccountName: 'default', templates }))).toEqual([
      `${at}.serviceAccountName`,
    ]);
    expect(places(serviceAccountTokenNotMounted, make({ automountServiceAccountToken: true, templates }))).toEqual([
      `${at}.automountServiceAccountToken`,
    ]);
    expect(places(serviceAccountTokenNotMounted, make({ automountServiceAccountToken: false, templates }))).toEqual([
      'pass',
    ]);
  });

  test('are unknown where a text patches them', () => {
    const templates = [{ container: PRIVILEGED }, { container: PRIVILEGED, podSpecPatch: 'hostNetwork: true' }];
    expect(places(noPrivilegeEscalation, make({ templates }))).toEqual([
      `${at}.templates[0].container.securityContext.privileged`,
      `?${at}.templates[1].podSpecPatch`,
    ]);
    expect(places(noPrivilegeEscalation, make({ podSpecPatch: '{}', templates }))).toEqual([`?${at}.podSpecPatch`]);
    expect(places(noPrivilegeEscalation, make({ podSpecPatch: '', templates: [{ container: GOOD }] }))).toEqual([
      'pass',
    ]);
  });

  test('are unknown in what is filled in when they run', () => {
    const container = { ...GOOD, image: '{{inputs.parameters.image}}', args: ['{{=sprig.trim(x)}}'] };
    const templates = [{ container }];
    expect(places(imageByDigest, make({ templates }))).toEqual([`?${at}.templates[0].container.image`]);
    expect(places(noSecretValues, make({ templates }))).toEqual(['pass']);
    expect(places(serviceAccountDedicated, make({ serviceAccountName: '{{x}}', templates }))).toEqual([
      `?${at}.serviceAccountName`,
    ]);
    const resources = { ...RESOURCES, limits: { memory: '{{x}}' } };
    expect(places(resourcesExplicit, make({ templates: [{ script: { ...GOOD, resources } }] }))).toEqual([
      `?${at}.templates[0].script.resources.limits.memory`,
    ]);
  });

  test('bear the annotations of both', () => {
    const excluded = { annotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '1' } };
    const key = 'annotations[traffic.sidecar.istio.io/excludeOutboundPorts]';
    const metadata = { annotations: { x: 'y' } };
    expect(places(trafficStaysInTheSidecar, make({ templates: [{ container: GOOD, metadata: excluded }] }))).toEqual([
      `${at}.templates[0].metadata.${key}`,
    ]);
    const templates = [{ container: GOOD }, { container: GOOD, metadata }];
    const both = [`${at}.podMetadata.${key}`];
    expect(places(trafficStaysInTheSidecar, make({ podMetadata: excluded, templates }))).toEqual(both);
  });
});

describe('a workflow', () => {
  test('tells its interpreter a script, which holds no secret', () => {
    const script = (source: string) => of({ script: { ...GOOD, args: ['-x'], source } });
    expect(places(noSecretValues, script('export PGPASSWORD=hunter2; psql'))).toEqual([
      'spec.templates[0].script.source',
    ]);
    expect(places(noSecretValues, script('psql'))).toEqual(['pass']);
  });

  test('is judged by what it says itself where its template is another object', () => {
    const workflowTemplateRef = { name: 'ci' };
    expect(places(serviceAccountDedicated, workflow({ workflowTemplateRef }))).toEqual([]);
    expect(places(noPrivilegeEscalation, workflow({ workflowTemplateRef }))).toEqual([]);
    expect(places(hostNamespacesIsolated, workflow({ workflowTemplateRef, hostNetwork: true }))).toEqual([
      'spec.hostNetwork',
    ]);
    expect(places(runAsNonRoot, workflow({ workflowTemplateRef, securityContext: { runAsUser: 0 } }))).toEqual([
      'spec.securityContext.runAsUser',
    ]);
    expect(places(serviceAccountDedicated, workflow({ workflowTemplateRef, serviceAccountName: 'default' }))).toEqual([
      'spec.serviceAccountName',
    ]);
    expect(places(runAsNonRoot, workflow({ workflowTemplateRef, podSpecPatch: '{}' }))).toEqual(['?spec.podSpecPatch']);
  });

  test('may make anything of a text', () => {
    const create = { action: 'create', manifest: 'kind: Pod' };
    expect(places(noPrivilegeEscalation, of({ resource: create }))).toEqual(['?spec.templates[0].resource.manifest']);
    expect(places(noPrivilegeEscalation, of({ resource: { ...create, action: 'get' } }))).toEqual([]);
    expect(places(serviceAccountDedicated, of({ resource: { action: 'get' } }))).toEqual([
      'spec.templates[0].serviceAccountName',
    ]);
  });

  test('names containers that have no name', () => {
    const [verdict] = judge([of({ container: PRIVILEGED })], { rules: [noPrivilegeEscalation] });
    expect(verdict!.messages).toEqual([
      "Workflow shop/api: container 'main' has every privilege of its node " +
        '(spec.templates[0].container.securityContext.privileged); ' +
        'remove it and add the one capability that the program needs',
    ]);
  });

  test('is told of what cannot be read, and of the rest', () => {
    const templates = [null, { container: PRIVILEGED }, { containerSet: { containers: 'two' } }, { container: 'x' }];
    expect(places(noPrivilegeEscalation, workflow({ templates }))).toEqual([
      'spec.templates[1].container.securityContext.privileged',
      '?spec.templates[0]',
      '?spec.templates[2].containerSet.containers',
      '?spec.templates[3].container',
    ]);
    expect(places(noPrivilegeEscalation, workflow({ templates: 'all' }))).toEqual(['?spec.templates']);
    expect(places(noPrivilegeEscalation, workflow({ templates: [{ dag: { tasks: 'x' } }] }))).toEqual([
      '?spec.templates[0].dag.tasks',
    ]);
  });

  test('shares no account with another one, but with what it copies', () => {
    const spec = { serviceAccountName: 'ci', templates: [{ container: GOOD }, { container: GOOD }] };
    const [one, other] = [object(ARGO, 'Workflow', { spec }, 'a'), object(ARGO, 'Workflow', { spec }, 'b')];
    expect(places(serviceAccountsUnshared, one, other)).toEqual(['spec.serviceAccountName', 'spec.serviceAccountName']);
    expect(places(serviceAccountsUnshared, one, workflow(spec, 'WorkflowTemplate'))).toEqual(['pass']);
    const later = object(ARGO, 'Workflow', { spec: { ...spec, serviceAccountName: '{{x}}' } }, 'c');
    expect(places(serviceAccountsUnshared, one, later)).toEqual(['pass']);
  });

  test('for the whole cluster is in no namespace', () => {
    const { object: template } = workflow({ templates: [{ container: GOOD }] }, 'ClusterWorkflowTemplate');
    const wide = { ...workflow({}), object: { ...template, metadata: { name: 'ci' } } };
    expect(places(defaultNamespaceEmpty, wide)).toEqual(['pass']);
  });
});

describe('what has the shape of a workflow or a task, in another group,', () => {
  test.each([
    ['example.com/v1', 'Workflow', { templates: [{ container: PRIVILEGED }] }],
    ['example.com/v1', 'Task', { steps: [PRIVILEGED] }],
    ['argoproj.io/v1alpha1', 'Task', { steps: [PRIVILEGED] }],
  ])('is not guessed: %s %s', (apiVersion, kind, spec) => {
    expect(places(noPrivilegeEscalation, object(apiVersion, kind, { spec }))).toEqual([]);
  });
});

const { resources: _, ...STEP } = { ...GOOD, computeResources: RESOURCES };
const BAD = { ...STEP, securityContext: PRIVILEGED.securityContext };
const embedded = { apiVersion: TEKTON, kind: 'TaskRun', metadata: { generateName: 'ci-' } };

describe.each([
  ['Task', 'spec', (spec: object) => object(TEKTON, 'Task', { spec })],
  ['ClusterTask', 'spec', (spec: object) => object('tekton.dev/v1beta1', 'ClusterTask', { spec })],
  ['TaskRun', 'spec.taskSpec', (taskSpec: object) => object(TEKTON, 'TaskRun', { spec: { taskSpec } })],
  [
    'Pipeline',
    'spec.finally[0].taskSpec',
    (taskSpec: object) => object(TEKTON, 'Pipeline', { spec: { tasks: [{ taskRef: {} }], finally: [{ taskSpec }] } }),
  ],
  [
    'PipelineRun',
    'spec.pipelineSpec.tasks[1].taskSpec',
    (taskSpec: object) =>
      object(TEKTON, 'PipelineRun', { spec: { pipelineSpec: { tasks: [{ taskSpec: STEP }, { taskSpec }] } } }),
  ],
  [
    'Pipeline within another one',
    'spec.tasks[0].pipelineSpec.tasks[0].taskSpec',
    (taskSpec: object) =>
      object(TEKTON, 'Pipeline', { spec: { tasks: [{ pipelineSpec: { tasks: [{ taskSpec }] } }] } }),
  ],
  [
    'TriggerTemplate',
    'spec.resourcetemplates[0].spec.taskSpec',
    (taskSpec: object) =>
      object('triggers.tekton.dev/v1beta1', 'TriggerTemplate', {
        spec: { resourcetemplates: [{ ...embedded, spec: { taskSpec } }] },
      }),
  ],
])('the containers of a %s', (_kind, at, make) => {
  const unsaid = { securityContext: { privileged: null } };
  test.each<[string, object]>([
    ['steps[1]', { steps: [STEP, BAD] }],
    ['sidecars[0]', { steps: [STEP], sidecars: [BAD] }],
    ['stepTemplate', { stepTemplate: BAD, steps: [{}] }],
    ['stepTemplate', { stepTemplate: BAD, steps: [unsaid] }],
  ])('are its steps and sidecars: %s', (place, spec) => {
    expect(places(noPrivilegeEscalation, make(spec))).toEqual([`${at}.${place}.securityContext.privileged`]);
  });

  test('say otherwise than what is said of all steps', () => {
    const securityContext = { privileged: false };
    expect(places(noPrivilegeEscalation, make({ stepTemplate: BAD, steps: [{ securityContext }] }))).toEqual(['pass']);
    const env = [{ name: 'PGPASSWORD', value: 'hunter2' }];
    const steps = [{ ...STEP, env: [{ name: 'X', value: 'y' }] }];
    expect(places(noSecretValues, make({ stepTemplate: { env }, steps }))).toEqual([`${at}.stepTemplate.env[0].value`]);
    const found = [{ ...STEP, env: [{ name: 'PGPASSWORD', valueFrom: { secretKeyRef: {} }, value: '' }] }];
    expect(places(noSecretValues, make({ stepTemplate: { env }, steps: found }))).toEqual(['pass']);
  });

  test('say what they take of their node', () => {
    expect(places(resourcesExplicit, make({ steps: [STEP] }))).toEqual(['pass']);
    expect(places(resourcesExplicit, make({ steps: [{ image: IMAGE, resources: RESOURCES }] }))).toEqual(['pass']);
    const { limits: _limits, ...computeResources } = RESOURCES;
    expect(places(resourcesExplicit, make({ steps: [{ ...STEP, computeResources }] }))).toEqual([
      `${at}.steps[0].computeResources.limits.memory`,
    ]);
    expect(places(resourcesExplicit, make({ stepTemplate: { computeResources }, steps: [{ image: IMAGE }] }))).toEqual([
      `${at}.stepTemplate.computeResources.limits.memory`,
    ]);
  });

  test('run scripts, which hold no secret', () => {
    const steps = [{ ...STEP, script: '#!/bin/sh\nPGPASSWORD=hunter2 psql' }];
    expect(places(noSecretValues, make({ steps }))).toEqual([`${at}.steps[0].script`]);
  });

  test('are unknown in what is filled in when they run, or kept elsewhere', () => {
    const steps = [{ ...STEP, image: '$(params.image)', args: ['$(params.x)'] }];
    expect(places(imageByDigest, make({ steps }))).toEqual([`?${at}.steps[0].image`]);
    expect(places(noSecretValues, make({ steps }))).toEqual(['pass']);
    const taken = [{ ref: { resolver: 'git' } }, { ref: { name: 'clone' } }, { ref: { resolver: 'cluster' } }];
    expect(places(noPrivilegeEscalation, make({ steps: taken }))).toEqual([`?${at}.steps[0].ref`]);
  });

  test('mount the volumes of the task', () => {
    expect(places(noHostPathVolumes, make({ steps: [STEP], volumes: [{ name: 'x' }, NODE] }))).toEqual([
      `${at}.volumes[1].hostPath`,
    ]);
  });

  test('are told one by one where others cannot be read', () => {
    expect(places(noPrivilegeEscalation, make({ steps: [null, BAD] }))).toEqual([
      `${at}.steps[1].securityContext.privileged`,
      `?${at}.steps[0]`,
    ]);
    expect(places(noPrivilegeEscalation, make({ steps: 'two' }))).toEqual([`?${at}.steps`]);
  });
});

describe('the pods of Tekton', () => {
  const run = (spec: object, kind = 'TaskRun', apiVersion = TEKTON) => object(apiVersion, kind, { spec });
  const taskSpec = { steps: [STEP] };
  const pipelineSpec = {
    tasks: [
      { name: 'a', taskSpec },
      { name: 'b', taskRef: { name: 'x' } },
    ],
  };

  test.each<[string, KubernetesResource, string]>([
    ['a TaskRun', run({ taskSpec, podTemplate: { hostNetwork: true } }), 'spec.podTemplate'],
    [
      'a TaskRun of another task',
      run({ taskRef: { name: 'x' }, podTemplate: { hostNetwork: true } }),
      'spec.podTemplate',
    ],
    [
      'a PipelineRun',
      run({ pipelineSpec, taskRunTemplate: { podTemplate: { hostNetwork: true } } }, 'PipelineRun'),
      'spec.taskRunTemplate.podTemplate',
    ],
    [
      'a PipelineRun of another pipeline',
      run({ pipelineRef: { name: 'x' }, taskRunTemplate: { podTemplate: { hostNetwork: true } } }, 'PipelineRun'),
      'spec.taskRunTemplate.podTemplate',
    ],
    [
      'an older PipelineRun',
      run({ pipelineSpec, podTemplate: { hostNetwork: true } }, 'PipelineRun', 'tekton.dev/v1beta1'),
      'spec.podTemplate',
    ],
    [
      'one task of a PipelineRun',
      run(
        { pipelineSpec, taskRunSpecs: [{ pipelineTaskName: 'a', podTemplate: { hostNetwork: true } }] },
        'PipelineRun',
      ),
      'spec.taskRunSpecs[0].podTemplate',
    ],
    [
      'one task of another pipeline',
      run(
        { pipelineRef: {}, taskRunSpecs: [{ pipelineTaskName: 'a', taskPodTemplate: { hostNetwork: true } }] },
        'PipelineRun',
        'tekton.dev/v1beta1',
      ),
      'spec.taskRunSpecs[0].taskPodTemplate',
    ],
  ])('are as their run says: of %s', (_case, resource, at) => {
    expect(places(hostNamespacesIsolated, resource)).toEqual([`${at}.hostNetwork`]);
    expect(places(serviceAccountTokenNotMounted, resource)).toContain(`${at}.automountServiceAccountToken`);
  });

  test('have the securityContext and the volumes of their run', () => {
    const podTemplate = { securityContext: { runAsNonRoot: true, runAsUser: 0 }, volumes: [NODE] };
    expect(places(runAsNonRoot, run({ taskSpec, podTemplate }))).toEqual([
      'spec.podTemplate.securityContext.runAsUser',
    ]);
    expect(places(noHostPathVolumes, run({ taskSpec, podTemplate }))).toEqual(['spec.podTemplate.volumes[0].hostPath']);
    const { securityContext: _none, ...bare } = STEP;
    expect(places(runAsNonRoot, run({ taskSpec: { steps: [bare] } }))).toEqual([
      'spec.taskSpec.steps[0].securityContext.runAsNonRoot',
    ]);
  });

  test('run under the account of their run, which a task leaves to it', () => {
    expect(places(serviceAccountDedicated, object(TEKTON, 'Task', { spec: taskSpec }))).toEqual([]);
    expect(places(serviceAccountDedicated, object(TEKTON, 'Pipeline', { spec: pipelineSpec }))).toEqual([]);
    expect(places(serviceAccountDedicated, run({ taskSpec }))).toEqual(['spec.serviceAccountName']);
    expect(places(serviceAccountDedicated, run({ taskRef: { name: 'x' } }))).toEqual(['spec.serviceAccountName']);
    expect(places(serviceAccountDedicated, run({ taskSpec, serviceAccountName: 'ci' }))).toEqual(['pass']);
    expect(places(serviceAccountDedicated, run({ pipelineSpec }, 'PipelineRun'))).toEqual([
      'spec.taskRunTemplate.serviceAccountName',
    ]);
    const taskRunSpecs = [{ pipelineTaskName: 'a', serviceAccountName: 'default' }];
    const taskRunTemplate = { serviceAccountName: 'ci' };
    expect(
      places(serviceAccountDedicated, run({ pipelineSpec, taskRunTemplate, taskRunSpecs }, 'PipelineRun')),
    ).toEqual(['spec.taskRunSpecs[0].serviceAccountName']);
  });

  test('take of their node what their run says of all', () => {
    const spec = { taskSpec: { steps: [{ image: IMAGE }] }, computeResources: RESOURCES };
    expect(places(resourcesExplicit, run(spec))).toEqual(['pass']);
    expect(places(resourcesExplicit, run({ ...spec, computeResources: { requests: RESOURCES.requests } }))).toEqual([
      'spec.computeResources.limits.memory',
    ]);
  });

  test('are unknown where what they run is kept elsewhere', () => {
    const taskRef = { resolver: 'hub' };
    expect(places(noPrivilegeEscalation, run({ taskRef }))).toEqual(['?spec.taskRef']);
    expect(places(noPrivilegeEscalation, run({ taskRef: { name: 'x', bundle: 'registry/x' } }))).toEqual([
      '?spec.taskRef',
    ]);
    expect(places(noPrivilegeEscalation, run({ taskRef: { name: 'x' } }))).toEqual([]);
    expect(places(noPrivilegeEscalation, run({ pipelineRef: { resolver: 'git' } }, 'PipelineRun'))).toEqual([
      '?spec.pipelineRef',
    ]);
    expect(places(noPrivilegeEscalation, run({ tasks: [{ taskRef }] }, 'Pipeline'))).toEqual([
      '?spec.tasks[0].taskRef',
    ]);
  });

  test('of an action are the one container that it is, and what it takes is said by the step', () => {
    const action = (spec: object) => object(TEKTON, 'StepAction', { spec });
    const { computeResources: _said, ...spec } = BAD;
    expect(places(noPrivilegeEscalation, action(spec))).toEqual(['spec.securityContext.privileged']);
    expect(places(resourcesExplicit, action(spec))).toEqual([]);
    expect(places(imageByDigest, action({ image: 'alpine' }))).toEqual(['spec.image']);
    expect(places(noSecretValues, action({ image: IMAGE, script: 'PGPASSWORD=hunter2 psql' }))).toEqual([
      'spec.script',
    ]);
    expect(places(serviceAccountDedicated, action(spec))).toEqual([]);
  });

  test('of a task of another controller are nobody here to say', () => {
    const custom = { apiVersion: 'example.com/v1', kind: 'Approval', spec: {} };
    expect(
      places(noPrivilegeEscalation, object(TEKTON, 'Pipeline', { spec: { tasks: [{ taskSpec: custom }] } })),
    ).toEqual([]);
  });
});
