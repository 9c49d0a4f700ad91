import { join } from 'node:path';

/** What makes Node.js tell, by file descriptor 3, what a program took. */
export const REPORTER = ['--require', join(__dirname, 'usage-at-exit.cjs')] as const;

/** What a program took, from its start to its end. */
export interface Usage {
  readonly seconds: number;
  readonly mebibytes: number;
}

export function usageIn(reported: string): Usage {
  const { cpu, memory } = JSON.parse(reported) as { readonly cpu: number; readonly memory: number };
  return { seconds: cpu / 1e6, mebibytes: memory / 1024 };
}
