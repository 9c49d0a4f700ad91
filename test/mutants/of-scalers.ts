import type { Mutant } from './notice';

const SCALE_BY = ['test/constructs/workload/scale-by.test.ts'];

/** Of what is scaled by what waits for it. */
export const OF_SCALERS: readonly Mutant[] = [
  {
    name: 'a queue of which nobody knows anything has no messages',
    file: 'constructs/workload/queue-scaler.ts',
    from: "ignoreNullValues: 'false',",
    to: "ignoreNullValues: 'true' as never,",
    noticedBy: SCALE_BY,
  },
  {
    name: 'of two queues, one decides',
    file: 'constructs/workload/queue-scaler.ts',
    from: 'all.plus(one)',
    to: 'one ?? all',
    noticedBy: SCALE_BY,
  },
  {
    name: 'a workload is scaled by a queue that it may not consume',
    file: 'constructs/workload/long-running.ts',
    from: 'if (scaleBy) checkConsumed(workload, pod, scaleBy);',
    to: '',
    noticedBy: SCALE_BY,
  },
];
