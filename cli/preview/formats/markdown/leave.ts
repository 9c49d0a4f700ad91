import { printable } from '../../../terminal/printable';
import { PASSES_FILE } from '../../gates/passes-file';
import { type Gated, proposedPasses } from '../../gates/proposal';

/** Bytes of passes that are shown: half of them would let nothing through, and more is better split than passed. */
const LONGEST = 8_192;

/** How what is stopped is let through, for whoever means it to happen; nothing where nothing is stopped. */
export function leaveText(environments: readonly Gated[]): string {
  const lines = proposedPasses(environments);
  if (lines.length === 0) return '';
  const passes = lines.map((line) => `${printable(line)}\n`).join('');
  if (Buffer.byteLength(passes) > LONGEST) {
    return `\nWhoever means all of it to happen names it in \`${PASSES_FILE}\`.\n`;
  }
  return (
    `\n<details><summary>It is meant to happen: what to add to <code>${PASSES_FILE}</code></summary>\n\n` +
    `\`\`\`yaml\n${passes}\`\`\`\n\n</details>\n`
  );
}
