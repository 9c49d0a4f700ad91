import { UserError } from '../../constructs/invalid';
import { put } from '../output';
import type { LoadedPlatform } from '../platform/loaded';
import { jsonText } from '../terminal/json';
import { askedOf, type PreviewOptions } from './asked';
import type { Side } from './comparison';
import type { PreviewFormat } from './format';
import { redacted } from './redact';
import { refuseOfReports } from './report-options';
import { renderPreview } from './screen/render';
import { sidesHere } from './sides/here';
import { plansJson } from './sides/plan-file';
import { sideJson } from './sides/side-json';

/** Shows environments as they are. What they are compared with is for `previewAgainst`, and loads more. */
export async function preview(
  platform: LoadedPlatform,
  environments: readonly string[],
  options: PreviewOptions,
): Promise<number> {
  const { names, from, outputs, today } = askedOf(platform, environments, options);
  refuseOfReports(options);
  const sides = [...sidesHere(from, names, today).values()];
  await put(outputs, options.place.directory, (format, width) => shown(sides, format, width));
  return 0;
}

/** Shows failures too, and leaves failing to `check`. */
function shown(sides: readonly Side[], format: PreviewFormat, width?: number): string {
  if (format !== 'text' && format !== 'json') {
    throw new UserError([`--format ${format}: is for what a change means; pass --against REF too`]);
  }
  if (format === 'json') {
    const plans = sides.map((side) => sideJson({ ...side, plan: redacted(side.plan) }));
    return jsonText(plans.length === 1 ? plans[0]! : plansJson(plans));
  }
  return sides.map(({ plan, verdicts = [] }) => renderPreview({ ...plan, verdicts }, width)).join('\n');
}
