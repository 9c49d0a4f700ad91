import type { Mutant } from './notice';

const RELOAD = ['test/constructs/grants/reload.test.ts'];

/** Of how the next of what was granted reaches a workload. */
export const OF_RELOADS: readonly Mutant[] = [
  {
    name: 'a login for replicas is long enough before who reads its files anew may try it there',
    file: 'constructs/data/read-replicas.ts',
    from: 'file: LAG_SECONDS }',
    to: 'file: 0 }',
    noticedBy: ['test/constructs/read-replicas.test.ts'],
  },
  {
    name: 'who reads its files anew is restarted all the same',
    file: 'constructs/grants/grant-options.ts',
    from: "return reload === 'file' ? undefined : restart;",
    to: 'return restart;',
    noticedBy: RELOAD,
  },
  {
    name: 'who is restarted is said to read its files anew',
    file: 'constructs/grants/grants.ts',
    from: "const { reload = 'restart' } = options;",
    to: "const { reload = 'file' } = options;",
    noticedBy: RELOAD,
  },
  {
    name: 'a grant may say both',
    file: 'constructs/grants/grants.ts',
    from: 'if (granted?.access === access && granted.reload === reload) return;',
    to: 'if (granted?.access === access) return;',
    noticedBy: RELOAD,
  },
  {
    name: 'who stays with its connections is not told how long',
    file: 'constructs/data/postgres-grants.ts',
    from: "            ...(reload === 'file' && lifetime),\n",
    to: '',
    noticedBy: RELOAD,
  },
  {
    name: 'one certificate of a client of queues is read in two ways',
    file: 'constructs/data/rabbitmq.ts',
    from: 'if (former.reload === reload) return former.secret;',
    to: 'if (former.secret) return former.secret;',
    noticedBy: RELOAD,
  },
  {
    name: 'the files of a login are exchanged as soon as the kubelet looks',
    file: 'constructs/vault/rotation.ts',
    from: 'const FILES_SECONDS = 180;',
    to: 'const FILES_SECONDS = 60;',
    noticedBy: ['test/constructs/rotation.test.ts'],
  },
  {
    name: 'who stays is given the time of a rollout to read its files',
    file: 'constructs/vault/database.ts',
    from: "reload === 'file' ? BY_FILE : byRollout(client)",
    to: 'byRollout(client)',
    noticedBy: RELOAD,
  },
];
