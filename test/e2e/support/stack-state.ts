import type { ExportedStack, StateResource } from '../../../cli/adopt/pending';

/** What `pulumi stack export` prints under `deployment`, as far as tests read it. */
export interface StackState extends Omit<ExportedStack['deployment'], 'resources'> {
  readonly resources?: readonly (StateResource & {
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** Whether it is read, and not made. */
    readonly external?: boolean;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
  })[];
}
