import type { Change } from './change';

/** Changes of what holds data. */
export const DATA: readonly Change[] = [
  {
    id: 'postgres-storage',
    title: 'Double the disk of the database',
    environment: 'production',
    edits: [{ file: 'stacks/environments/production.ts', from: "storage: '200Gi'", to: "storage: '400Gi'" }],
  },
  {
    id: 'postgres-rename',
    title: 'Call the database what it is',
    environment: 'production',
    edits: [{ file: 'stacks/platform.ts', from: "'dwcp-postgres'", to: "'dwcp-database'" }],
  },
  {
    id: 'data-made-disposable',
    title: 'Let staging be torn down over the weekend',
    environment: 'staging',
    edits: [{ file: 'stacks/environments/staging.ts', from: "data: 'protected'", to: "data: 'disposable'" }],
  },
];
