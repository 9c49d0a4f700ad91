import { UserError } from '../../constructs/invalid';
import { outputsOf, put } from '../output';
import { type LoadedPlatform, planEnvironment } from '../platform/loaded';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { jsonText } from '../terminal/json';
import { printable } from '../terminal/printable';
import { timeGiven } from '../time-given';
import { ENDINGS, type OnCallFormat } from './format';
import { incidentOf } from './incident';
import { markdownOf, textOf } from './print';
import { isStaffed, reportOf } from './report';
import { rotationsIn } from './rotations';

export interface OnCallOptions {
  /** @default - text; Markdown for an incident */
  readonly format?: OnCallFormat;
  readonly directory: string;
  /** The time that it is asked of: `2027-01-31`. @default - now */
  readonly at?: string;
  /** How many weeks are told after the present one. */
  readonly weeks: number;
  /** What an incident is called, whose report is begun. @default - none: who is on call is told */
  readonly incident?: string;
  /** @default - it is printed */
  readonly out?: readonly string[];
  /** @default - the stack file is read */
  readonly configJson?: string;
}

/** Tells who is on call for an environment, and what they do; or begins the report of an incident. 1 where it is nobody's week. */
export async function oncall(platform: LoadedPlatform, environment: string, options: OnCallOptions): Promise<number> {
  const { format, directory, at, weeks, incident, out = [], configJson } = options;
  const moment = at === undefined ? Date.now() : timeGiven('--at', at);
  const from = configJson === undefined ? platform : withConfigJson(platform, environment, configJson, directory);
  const report = reportOf(environment, rotationsIn(planEnvironment(from, environment)), moment, weeks);
  if (incident !== undefined) {
    const title = printable(incident).trim();
    if (title === '') throw new UserError(["--incident: says nothing; write what is wrong, e.g. 'Payments are slow'"]);
    if (format !== undefined && format !== 'markdown') {
      throw new UserError([`--incident: is written in Markdown, and not as ${format}; leave out the format`]);
    }
    await put(outputsOf(out, 'markdown', {}), directory, () => incidentOf(title, report));
    return 0;
  }
  await put(outputsOf(out, format ?? 'text', ENDINGS), directory, (as, width) => {
    if (as === 'json') return jsonText(report);
    return as === 'markdown' ? markdownOf(report) : textOf(report, width);
  });
  return isStaffed(report) ? 0 : 1;
}
