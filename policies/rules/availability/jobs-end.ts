import type { Manifest } from '../../../constructs/plan/resource';
import { defineRule } from '../../define-rule';
import { fieldsOf, isAbsent } from '../../fields';

const FIX = 'set it to twice what the longest run took';
const ENDLESS = { problem: 'a run that hangs never ends, and keeps its resources', fix: FIX };

const JOB = 'batch/Job';
const CRON_JOB = 'batch/CronJob';

/** A Job that hangs is neither a success nor a failure: nobody is told, and a CronJob that forbids two runs has its last one. */
export const jobsEnd = defineRule({
  id: 'jobs-end',
  subject: 'object',
  of: [JOB, CRON_JOB],
  says: 'A run of a job has an end.',
  because: 'one that hangs is never reported, and no other begins',
  level: 'advisory',
  severity: 'medium',
  topic: 'availability',
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup'],
  check: ({ object }) => {
    const { field, job } = jobIn(object);
    const template = fieldsOf(job['template'], `${field}.template`);
    const pod = fieldsOf(template['spec'], `${field}.template.spec`);
    const isBounded = [job, pod].some((one) => !isAbsent(one['activeDeadlineSeconds']));
    return isBounded ? [] : [{ field: `${field}.activeDeadlineSeconds`, ...ENDLESS }];
  },
  cel: {
    variables: { job: 'object.kind == "CronJob" ? dyn(object).spec.jobTemplate.spec : dyn(object).spec' },
    accepts: 'has(variables.job.activeDeadlineSeconds) || has(variables.job.template.spec.activeDeadlineSeconds)',
    remedy: `set activeDeadlineSeconds of the job; ${FIX}`,
  },
  examples: {
    accepted: [
      { shows: 'an end of the job', resources: [job({ activeDeadlineSeconds: 3600 })] },
      { shows: 'an end of each of its pods', resources: [job({}, { activeDeadlineSeconds: 600 })] },
      { shows: 'an end of each run', resources: [cronJob({ activeDeadlineSeconds: 3600 })] },
    ],
    refused: [
      {
        shows: 'no end',
        resources: [job({ backoffLimit: 2 })],
        violations: [{ field: 'spec.activeDeadlineSeconds', ...ENDLESS }],
      },
      {
        shows: 'a time by which a run has to begin, and none by which it ends',
        resources: [cronJob({})],
        violations: [{ field: 'spec.jobTemplate.spec.activeDeadlineSeconds', ...ENDLESS }],
      },
    ],
  },
});

function jobIn({ kind, spec }: Manifest) {
  const own = fieldsOf(spec, 'spec');
  if (kind !== 'CronJob') return { field: 'spec', job: own };
  const template = fieldsOf(own['jobTemplate'], 'spec.jobTemplate');
  return { field: 'spec.jobTemplate.spec', job: fieldsOf(template['spec'], 'spec.jobTemplate.spec') };
}

function job(spec: object, pod: object = {}): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { ...spec, template: { spec: { containers: [{ name: 'api' }], ...pod } } },
  };
}

function cronJob(spec: object): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'api', namespace: 'shop' },
    spec: { startingDeadlineSeconds: 60, jobTemplate: { spec: job(spec)['spec'] } },
  };
}
