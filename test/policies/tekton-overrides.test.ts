import { resourcesExplicit } from '../../policies/rules/pods/resources-explicit';
import { object, places } from './support';

const IMAGE = `registry.example.com/tool@sha256:${'0'.repeat(64)}`;
const RESOURCES = { requests: { cpu: '1', memory: '64Mi' }, limits: { memory: '64Mi' } };
const STEP = { image: IMAGE, computeResources: RESOURCES };
const taskSpec = { steps: [STEP] };

const run = (spec: object, kind = 'TaskRun') => object('tekton.dev/v1', kind, { spec });

const LITTLE = { limits: { memory: '1Ki' } };
const named = { taskSpec: { steps: [{ ...STEP, name: 'build' }], sidecars: [{ ...STEP, name: 'proxy' }] } };

describe('the containers of a run of Tekton', () => {
  test.each([
    ['stepSpecs', { name: 'build', computeResources: LITTLE }, 'computeResources'],
    ['stepOverrides', { name: 'build', resources: LITTLE }, 'resources'],
    ['sidecarSpecs', { name: 'proxy', computeResources: LITTLE }, 'computeResources'],
    ['sidecarOverrides', { name: 'proxy', resources: LITTLE }, 'resources'],
  ])('take of their node what their run says of one of them, in %s', (list, one, key) => {
    const others = { name: 'other', computeResources: {} };
    expect(places(resourcesExplicit, run({ ...named, [list]: [others, one] }))).toEqual([
      `spec.${list}[1].${key}.limits.memory`,
    ]);
    const spec = { pipelineSpec: { tasks: [{ name: 'a', ...named }] } };
    const taskRunSpecs = [{ pipelineTaskName: 'a', [list]: [one] }];
    expect(places(resourcesExplicit, run({ ...spec, taskRunSpecs }, 'PipelineRun'))).toEqual([
      `spec.taskRunSpecs[0].${list}[0].${key}.limits.memory`,
    ]);
  });

  test('take what their run leaves out as their task says it', () => {
    const steps = [{ image: IMAGE, name: 'build', computeResources: { requests: RESOURCES.requests } }];
    const stepSpecs = [{ name: 'build', computeResources: { limits: { memory: '64Mi' } } }];
    expect(places(resourcesExplicit, run({ taskSpec: { steps }, stepSpecs }))).toEqual(['pass']);
    expect(places(resourcesExplicit, run({ taskSpec: { steps } }))).toEqual([
      'spec.taskSpec.steps[0].computeResources.limits.memory',
    ]);
  });

  test.each([
    ['a task that is kept elsewhere', { taskRef: { name: 'x' } }],
    ['an action that is kept elsewhere', { taskSpec: { steps: [{ name: 'build', ref: { name: 'x' } }] } }],
    ['a task that has no such container', { taskSpec }],
  ])('are unknown where their run changes a container of %s', (_what, spec) => {
    const [stepSpecs, sidecarSpecs] = [
      [{ name: 'build', computeResources: LITTLE }],
      [{ name: 'proxy', resources: LITTLE }],
    ];
    expect(places(resourcesExplicit, run({ ...spec, stepSpecs, sidecarSpecs }))).toEqual(
      expect.arrayContaining(['?spec.stepSpecs[0]', '?spec.sidecarSpecs[0]']),
    );
    expect(places(resourcesExplicit, run({ ...spec, stepSpecs: [{ name: 'build' }] }))).not.toContain(
      '?spec.stepSpecs[0]',
    );
    const taskRunSpecs = [{ pipelineTaskName: 'a', stepSpecs }];
    expect(places(resourcesExplicit, run({ pipelineRef: { name: 'x' }, taskRunSpecs }, 'PipelineRun'))).toEqual([
      '?spec.taskRunSpecs[0].stepSpecs[0]',
    ]);
  });
});
