import { judged } from '../judged';
import type { LoadedPlatform } from '../platform/loaded';
import { jsonText } from '../terminal/json';
import { renderPreview } from './render';

/** Shows an environment on one screen, or whole as JSON. Shows failures too, and leaves failing to `check`. */
export function preview(
  from: LoadedPlatform,
  environment: string,
  { json = false }: { readonly json?: boolean },
): number {
  const plan = judged(from, environment);
  process.stdout.write(json ? jsonText(plan) : renderPreview(plan));
  return 0;
}
