/** A part of the page, which a reader can go to. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** Beside the title: HTML. @default - nothing */
  readonly tally?: string;
  /** HTML. */
  readonly body: string;
}

export function section({ id, title, tally = '', body }: Part): string {
  return `<section id="${id}">\n<h2>${title} <span>${tally}</span></h2>\n${body}\n</section>`;
}

/** A table that scrolls by itself where it is too wide; its cells are HTML, and the first of a row names it. */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = head.map((text) => `<th scope="col">${text}</th>`).join('');
  const lines = rows.map(([first = '', ...others]) => {
    return `<tr><th scope="row">${first}</th>${others.map((html) => `<td>${html}</td>`).join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="group" aria-label="${title}"><table>
<thead><tr>${cells}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table></div>`;
}
