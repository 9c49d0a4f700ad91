import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../support/reference';
import type { Step } from './support/composite';

const inFolder = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(folder, file));

const WORKFLOWS = [...inFolder('.github/workflows'), ...inFolder('ci/github')];
const ACTIONS = ['action.yml', 'ci/github/comment/action.yml'];

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>> | string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (file: string) => parse(readFileSync(join(ROOT, file), 'utf8')) as unknown;
const workflow = (file: string) => read(file) as Workflow;
const jobsOf = (file: string) => Object.values(workflow(file).jobs);

function stepsOf(file: string): readonly Step[] {
  if (ACTIONS.includes(file)) return (read(file) as { readonly runs: { readonly steps: readonly Step[] } }).runs.steps;
  return jobsOf(file).flatMap(({ steps }) => steps);
}

describe.each([...WORKFLOWS, ...ACTIONS])('%s', (file) => {
  test('has no expression in what a shell runs: a title or a branch would become a program', () => {
    expect(stepsOf(file).filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
  });

  test('names every action by the commit of it, which nobody can move', () => {
    const moving = stepsOf(file).filter(({ uses = './' }) => !/^\.\/|@[0-9a-f]{40}$|^dwcp\/baseline(\/|@)/.test(uses));
    expect(moving).toEqual([]);
  });
});

describe.each(WORKFLOWS)('%s', (file) => {
  test('keeps no token in what it checks out', () => {
    const checkouts = stepsOf(file).filter(({ uses = '' }) => uses.startsWith('actions/checkout@'));
    expect(checkouts.filter(({ with: inputs }) => inputs?.['persist-credentials'] !== false)).toEqual([]);
  });

  test('may write where a job says so, and nothing that the code of a pull request runs in', () => {
    const { permissions, on } = workflow(file);
    const writes = (given: Readonly<Record<string, string>>) => Object.values(given).includes('write');
    expect(on).not.toHaveProperty('pull_request_target');
    const runsTheirs = (job: Job) => job.steps.some(({ run, uses }) => run !== undefined || uses === './');
    const both = jobsOf(file).filter((job) => runsTheirs(job) && writes(job.permissions ?? permissions));
    expect(both.map(({ permissions: given }) => given ?? permissions)).toEqual(
      file.endsWith('release.yaml') ? [{ contents: 'read', 'id-token': 'write' }] : [],
    );
  });
});

test('the workflow of this repository is the one to copy, with the action that is here', () => {
  const alike = (file: string) =>
    Object.entries(workflow(file).jobs).map(([name, { permissions, steps }]) => [
      name,
      Object.entries(permissions ?? {}).filter(([scope]) => scope !== 'contents'),
      steps
        .filter(({ uses = '' }) => !uses.startsWith('actions/checkout@'))
        .map(({ uses = '', run = '' }) => run || uses.replace(/^dwcp\/baseline(.*)@.*$/, '.$1').replace(/^\.$/, './')),
    ]);
  for (const file of ['preview.yaml', 'preview-comment.yaml']) {
    expect(alike(`ci/github/${file}`)).toEqual(alike(`.github/workflows/${file}`));
  }
});
