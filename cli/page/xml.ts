import { printable } from '../terminal/printable';

/** A text between tags, or in a quoted attribute: of SVG, of HTML, and of the labels of Graphviz. Nothing hides in it. */
export function escapeXml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
