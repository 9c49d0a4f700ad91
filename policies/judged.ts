import type { Plan } from '../constructs/plan/plan';

/** What is judged: a plan, or resources alone, as manifests from elsewhere are. Lists in it are taken apart. */
export type Judged = Pick<Plan, 'resources'> & Partial<Omit<Plan, 'resources'>>;
