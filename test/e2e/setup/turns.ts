import { basename } from 'node:path';

/** Test files that run together, and none of another turn beside them. */
export interface Turn {
  readonly name: string;
  /** How many at a time. */
  readonly atOnce: number;
  /** How long it takes at most on two cores, everything being built. */
  readonly minutes: number;
  /** @default - all that are of no other turn */
  readonly files?: RegExp;
  /** Those that begin first, in this order; the others as jest has them. */
  readonly first: readonly string[];
}

/**
 * One after the other. Most wait for servers of their own: more at a time than there are cores, and the longest first, so that none of
 * those is alone at the end. A cluster with nodes mostly waits for them, and bears beside it a second one and what needs no servers; what
 * deploys a platform to one and counts what it loses, bears nothing.
 */
export const TURNS: readonly Turn[] = [
  {
    name: 'beside-others',
    atOnce: 3,
    minutes: 45,
    first: [
      ...['deployer', 'recover', 'preview-engine', 'pulumi-program', 'chaos', 'waiting', 'upgrade', 'admission'],
      ...['wrong-cluster', 'own-platform', 'packets', 'crossguard', 'parts', 'deploy', 'existing-workloads', 'doctor'],
    ],
  },
  {
    name: 'on-nodes',
    atOnce: 2,
    minutes: 23,
    files:
      /\/(verify|nodes-and-rotation|restore-on-nodes|dev-on-nodes|alertmanager|logs|mesh|paged|promtool|queue|redis|slo|traces)\.test\.ts$/,
    first: ['nodes-and-rotation', 'verify', 'restore-on-nodes', 'mesh', 'dev-on-nodes', 'promtool'],
  },
  { name: 'alone', atOnce: 1, minutes: 8, files: /\/live\.test\.ts$/, first: [] },
];

/** Which of some files have their turn then. */
export function filesIn(turn: Turn, files: readonly string[]): readonly string[] {
  return files.filter((file) => turnOf(file) === turn);
}

function turnOf(file: string): Turn {
  const named = TURNS.find(({ files }) => files?.test(`/${basename(file)}`));
  return named ?? TURNS.find(({ files }) => files === undefined)!;
}

/** What jest is told, so that it runs those and no others. */
export function jestFor({ files }: Turn): object {
  if (files !== undefined) return { testRegex: files.source };
  return { testPathIgnorePatterns: TURNS.flatMap((turn) => (turn.files === undefined ? [] : [turn.files.source])) };
}
