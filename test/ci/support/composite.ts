import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type Contexts, evaluated } from './expressions';

/** https://docs.github.com/actions/reference/metadata-syntax-reference, as far as our actions use it. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

export interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly 'working-directory'?: string;
  readonly 'continue-on-error'?: boolean;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** What another action does with its inputs; it throws where the action fails. */
export type Uses = (inputs: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;

/** One job of a runner, as far as an action meets it. */
export interface Runner {
  /** `${{ github }}`, with the event in it. */
  readonly github: Readonly<Record<string, unknown>>;
  /** What the runner sets for each step. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is checked out. */
  readonly workspace: string;
  readonly temp: string;
  /** By the name before the `@`. */
  readonly uses: Readonly<Record<string, Uses>>;
}

export interface Ran {
  /** Whether no step failed. */
  readonly success: boolean;
  /** What every step printed. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Carries out the steps of a composite action: `run` by bash, as the runner calls it, and `uses` by stand-ins. */
export async function runAction(
  file: string,
  runner: Runner,
  given: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { inputs: declared, runs } = parse(readFileSync(file, 'utf8')) as Action;
  const { github, temp } = runner;
  const inputs: Record<string, string> = {};
  for (const [name, { default: standard = '' }] of Object.entries(declared)) {
    inputs[name] = given[name] ?? (await evaluated(standard, { github }));
  }
  const job = new Job(runner, dirname(file));
  const steps: Record<string, { readonly outputs: Readonly<Record<string, string>>; readonly outcome: string }> = {};
  let success = true;
  for (const step of runs.steps) {
    if (!success) break;
    const { outcome, outputs } = await job.step(step, { github, inputs, steps, runner: { temp, os: 'Linux' } });
    if (step.id !== undefined) steps[step.id] = { outputs, outcome };
    success = outcome === 'success' || step['continue-on-error'] === true;
  }
  const outputs = Object.fromEntries(Object.entries(steps).map(([id, step]) => [id, step.outputs]));
  return { success, log: job.log, summary: job.summary, outputs };
}

interface Ended {
  readonly outcome: 'success' | 'failure';
  readonly outputs: Readonly<Record<string, string>>;
}

class Job {
  log = '';
  private readonly runner: Runner;
  private readonly actionPath: string;
  private readonly files: string;

  constructor(runner: Runner, actionPath: string) {
    this.runner = runner;
    this.actionPath = actionPath;
    this.files = mkdtempSync(join(runner.temp, 'commands-'));
  }

  get summary(): string {
    const file = join(this.files, 'summary');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  async step(step: Step, contexts: Contexts): Promise<Ended> {
    const { run, uses } = step;
    if (run !== undefined) return this.bash(run, step, contexts);
    const inputs = await evaluatedAll(step.with ?? {}, contexts);
    try {
      return { outcome: 'success', outputs: this.runner.uses[uses!.split('@', 1)[0]!]!(inputs) };
    } catch (error) {
      this.log += `${(error as Error).message}\n`;
      return { outcome: 'failure', outputs: {} };
    }
  }

  /** https://docs.github.com/actions/reference/workflow-syntax-for-github-actions: what `shell: bash` is. */
  private async bash(run: string, step: Step, contexts: Contexts): Promise<Ended> {
    const [script, output] = [join(this.files, 'script.sh'), join(this.files, 'output')];
    writeFileSync(script, await evaluated(run, contexts));
    writeFileSync(output, '');
    const cwd = join(this.runner.workspace, await evaluated(step['working-directory'] ?? '.', contexts));
    const env = {
      ...this.runner.environment,
      GITHUB_ACTION_PATH: this.actionPath,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(this.files, 'summary'),
      RUNNER_TEMP: this.runner.temp,
      ...(await evaluatedAll(step.env ?? {}, contexts)),
    };
    const status = await new Promise<number>((resolve) => {
      execFile('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd, env }, (error, stdout, stderr) => {
        this.log += `${stdout}${stderr}`;
        resolve(error === null ? 0 : typeof error.code === 'number' ? error.code : 1);
      });
    });
    const outputs = readFileSync(output, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('=', 2) as [string, string]);
    return { outcome: status === 0 ? 'success' : 'failure', outputs: Object.fromEntries(outputs) };
  }
}

async function evaluatedAll(
  texts: Readonly<Record<string, unknown>>,
  contexts: Contexts,
): Promise<Record<string, string>> {
  const entries = Object.entries(texts).map(async ([key, text]) => [key, await evaluated(String(text), contexts)]);
  return Object.fromEntries(await Promise.all(entries)) as Record<string, string>;
}
