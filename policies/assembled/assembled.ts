import { kindOf } from '../../constructs/plan/kinds';
import type { Fields } from '../fields';
import { workflow } from './argo-workflows';
import type { Assembler } from './assembler';
import { pipeline, pipelineRun, stepAction, task, taskRun } from './tekton';

/**
 * Where the containers of kinds are that have no template of a pod, by group and kind.
 *
 * What looks like one of them and is of another group may mean something else, and is searched like any unknown kind.
 */
const ASSEMBLED: Readonly<Record<string, Assembler>> = {
  'argoproj.io/ClusterWorkflowTemplate': workflow('spec'),
  'argoproj.io/CronWorkflow': workflow('spec', 'workflowSpec'),
  'argoproj.io/Workflow': workflow('spec'),
  'argoproj.io/WorkflowTemplate': workflow('spec'),
  'tekton.dev/ClusterTask': task,
  'tekton.dev/Pipeline': pipeline,
  'tekton.dev/PipelineRun': pipelineRun,
  'tekton.dev/StepAction': stepAction,
  'tekton.dev/Task': task,
  'tekton.dev/TaskRun': taskRun,
};

/** What puts together the pods of an object, which may be written inside of another one; nothing for most. */
export function assemblerOf({ apiVersion, kind }: Fields): Assembler | undefined {
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return undefined;
  const full = kindOf({ apiVersion, kind });
  return Object.hasOwn(ASSEMBLED, full) ? ASSEMBLED[full] : undefined;
}
