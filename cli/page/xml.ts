/** A text between tags, or in a quoted attribute: of SVG, of HTML, and of the labels of Graphviz. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
