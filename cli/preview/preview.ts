import { judged } from '../judged';
import { renderPreview } from './render';

/** Shows an environment on one screen, or whole as JSON. Shows failures too, and leaves failing to `check`. */
export function preview(environment: string, directory: string, { json = false }: { json?: boolean }): number {
  const plan = judged(environment, directory);
  process.stdout.write(json ? `${JSON.stringify(plan, null, 2)}\n` : renderPreview(plan));
  return 0;
}
