import type { Conversation } from './conversation';
import { marker } from './marker';
import { shortened } from './shorten';

const COMMIT_SHOWN = 12;

/** Between two paragraphs. */
const GAP = '\n\n';

/** The words of a comment: a marker that nobody sees, the report as far as there is room, and where it comes from. */
export function bodyOf(report: string, { room, origin }: Pick<Conversation, 'room' | 'origin'>, key: string): string {
  const { commit, run, artifacts, stranger } = origin;
  const text = (stranger ? withoutMentions(report) : report).trim();
  const head = stranger ? [marker(key), WARNING] : [marker(key)];
  const from = `Of \`${commit.slice(0, COMMIT_SHOWN)}\`, by [this run](${run})`;
  const foot = `<sub>${from}, which has [the whole report](${artifacts}).</sub>\n`;
  const full = [...head, text, foot].join(GAP);
  if (full.length <= room) return full;
  const cut = ['', '**There was no room for the rest**: the whole report has it.', foot].join(GAP);
  const start = [...head, ''].join(GAP);
  return `${start}${shortened(text, room - start.length - cut.length)}${cut}`;
}

/** On what was computed by code that nobody with write access has looked at. */
const WARNING = [
  '> [!WARNING]',
  '> This was computed by the code of a fork, which can make it say anything. Read the code before you believe it.',
].join('\n');

/** Nobody is called by what a stranger wrote: a mention in our words would reach whom theirs cannot. */
function withoutMentions(markdown: string): string {
  return markdown.replaceAll(/(?<!\w)@(?=\w)/g, '@\u2060');
}
