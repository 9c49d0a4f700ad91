import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { previewAgainst } from '../../../cli/preview/against';
import type { PreviewOptions } from '../../../cli/preview/asked';
import { preview } from '../../../cli/preview/preview';
import type { Report } from '../../../cli/preview/report';
import type { Change, Edit } from './change';
import { Checkout } from './checkout';
import { DAY, platformIn } from './comparison';

/** What a pull request has beside its edits, and how it is asked about. */
interface Beside {
  readonly files?: readonly Edit[];
  readonly options?: Pick<PreviewOptions, 'failOn' | 'change'>;
}

/** What the command says of a change, against what was written down before it; and how it ends. */
export async function previewOfChange(
  { environment, before = [], edits }: Change,
  { files = [], options }: Beside = {},
) {
  const [old, now] = [new Checkout(before), new Checkout([...before, ...edits, ...files])];
  const asked = { format: 'json', today: DAY } as const satisfies Partial<PreviewOptions>;
  try {
    const main = join(now.folder, 'main.json');
    await preview(platformIn(old), [environment], { ...asked, place: { directory: old.folder }, out: [main] });
    const status = await previewAgainst(platformIn(now), [environment], {
      ...asked,
      ...options,
      place: { directory: now.folder },
      against: 'main.json',
      out: ['report.json'],
    });
    return { status, report: JSON.parse(readFileSync(join(now.folder, 'report.json'), 'utf8')) as Report };
  } finally {
    for (const checkout of [old, now]) checkout.remove();
  }
}
