import type { Change } from '../connections/diff';
import type { GateId } from './gates/gate';

/** The parts of a report, in the order in which it is read. */
export const SECTIONS = { security: 'Security', 'blast-radius': 'Blast radius' } as const;

export type Section = keyof typeof SECTIONS;

/** What a finding is about, in the order in which a report tells them. */
export const TOPICS = {
  connection: { section: 'security', title: 'Connections' },
  exposure: { section: 'security', title: 'Exposure' },
  posture: { section: 'security', title: 'Posture' },
  mesh: { section: 'security', title: 'Mesh' },
  policy: { section: 'security', title: 'Network policies' },
  pod: { section: 'security', title: 'Pods' },
  admission: { section: 'security', title: 'Admission' },
  rule: { section: 'security', title: 'Rules' },
  exemption: { section: 'security', title: 'Exemptions' },
  grant: { section: 'security', title: 'Grants' },
  lifetime: { section: 'security', title: 'Lifetimes of credentials and certificates' },
  image: { section: 'security', title: 'Images' },
  rbac: { section: 'security', title: 'RBAC' },
  data: { section: 'blast-radius', title: 'Data' },
  identity: { section: 'blast-radius', title: 'Identity' },
  immutable: { section: 'blast-radius', title: 'Immutable fields' },
  restart: { section: 'blast-radius', title: 'Restarts' },
  capacity: { section: 'blast-radius', title: 'Capacity' },
  engine: { section: 'blast-radius', title: 'What only Pulumi knows' },
  drift: { section: 'blast-radius', title: 'Drift' },
} as const satisfies Readonly<Record<string, { readonly section: Section; readonly title: string }>>;

export type Topic = keyof typeof TOPICS;

/** A connection that became possible, or impossible. */
export interface ConnectionChange extends Change {
  readonly is: 'possible' | 'impossible';
}

/** One thing that a change means, as plain data: every format tells the same findings. */
export interface Finding {
  readonly topic: Topic;

  /** Whether people have to look at it: it is weaker, wider, lost or down; or it is as it was, or safer. */
  readonly effect: 'worse' | 'neutral' | 'better';

  /** What it is about: the id of a resource, or `dwcp/dwcp-api → dwcp/dwcp-redis`. Two findings of a topic about one subject are one. */
  readonly subject: string;

  /** What the subject gathers, one by one: each is let through a gate by its own name. @default - the subject alone */
  readonly members?: readonly string[];

  /** One sentence without its full stop. It does not name the environment, so that equal findings of several are alike. */
  readonly says: string;

  /** What else there is to know, folded where there is no room. @default - nothing */
  readonly details?: readonly string[];

  /** The gate that it does not pass without leave. @default - none stops it */
  readonly gate?: GateId;

  /** Ids of the resources that it is about. @default - none of the plan's */
  readonly resources?: readonly string[];

  /** What the picture of connections shows of it. @default - nothing */
  readonly connections?: readonly ConnectionChange[];
}

/** What has to be named for a finding to pass its gate. */
export function namesOf({ subject, members = [subject] }: Pick<Finding, 'subject' | 'members'>): readonly string[] {
  return members;
}
