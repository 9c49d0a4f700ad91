/** What may be open at a line of Markdown, and must be closed before something else follows. */
interface Open {
  /** The backticks that a block of code began with. @default - in none */
  readonly fence?: string;
  /** How many foldings one is in. */
  readonly foldings: number;
}

const AT_TOP: Open = { foldings: 0 };

/**
 * Markdown with its end left out where it has more characters than there is room for.
 *
 * It ends between two paragraphs at the top level, never within a table, a block of code or a folding, so that whatever
 * follows reads as it should. A report that knows the limit leaves out its details first; this is for all others.
 */
export function shortened(markdown: string, room: number): string {
  if (markdown.length <= room) return markdown;
  let [end, offset, open] = [0, 0, AT_TOP];
  for (const line of markdown.split('\n')) {
    if (offset > room) break;
    if (line === '' && open.fence === undefined && open.foldings === 0) end = offset;
    open = after(line, open);
    offset += line.length + 1;
  }
  return markdown.slice(0, end).trimEnd();
}

function after(line: string, { fence, foldings }: Open): Open {
  const [, marks] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
  if (fence !== undefined) {
    const closes = marks?.startsWith(fence) && line.trim() === marks;
    return closes ? { foldings } : { fence, foldings };
  }
  if (marks !== undefined) return { fence: marks, foldings };
  const [opened, closed] = [/<details[ >]/g, /<\/details>/g].map((tag) => line.match(tag)?.length ?? 0);
  return { foldings: foldings + opened! - closed! };
}
