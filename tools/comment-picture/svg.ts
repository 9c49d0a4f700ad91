import MarkdownIt from 'markdown-it';
import { STYLE } from './style';

/** In pixels; what is longer is cut off. */
const [WIDTH, HEIGHT] = [900, 760];

const markdown = new MarkdownIt({ html: true, xhtmlOut: true });

/** A comment as the page of a pull request shows it, as a picture: text, so that a reviewer sees what changes in it. */
export function commentPicture(comment: string, author: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
<title>The comment of a pull request</title>
<foreignObject width="${WIDTH}" height="${HEIGHT}">
<div xmlns="http://www.w3.org/1999/xhtml" class="page">
<style>${STYLE}</style>
<div class="comment">
<div class="author"><b>${author}</b> commented</div>
<div class="body">
${xhtml(comment)}
</div>
</div>
</div>
</foreignObject>
</svg>
`;
}

/** XML has no attributes without a value. */
function xhtml(comment: string): string {
  return markdown.render(comment).replaceAll('<details open>', '<details open="open">');
}
