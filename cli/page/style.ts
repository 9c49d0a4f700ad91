/** The looks of a page. Colours are named once, for light and for dark, and the drawing takes them from here as well. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f8f9fb; --card: #ffffff; --ink: #1d2433; --soft: #5b6478; --line: #dfe3ea;
  --workload: #1d4ed8; --workload-fill: #eff4ff; --other: #667085; --other-fill: #f4f5f7;
  --outside: #b54708; --outside-fill: #fff7e6; --alarm: #b42318; --alarm-fill: #fef3f2;
  --good: #067647; --good-fill: #ecfdf3; --hit: #ffd54a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f131b; --card: #171c26; --ink: #e6e9f0; --soft: #9aa4b8; --line: #2b3342;
    --workload: #8ab4ff; --workload-fill: #1b2a4a; --other: #98a2b3; --other-fill: #202736;
    --outside: #f5b562; --outside-fill: #33260f; --alarm: #ff8a80; --alarm-fill: #3a1a18;
    --good: #6ce9a6; --good-fill: #10301f; --hit: #ffd54a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; }
main, header > div { max-width: 1240px; margin: 0 auto; padding: 0 24px; }
header { position: sticky; top: 0; z-index: 1; background: var(--card); border-bottom: 1px solid var(--line); }
header > div { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; padding-block: 12px; }
h1 { font-size: 20px; margin: 0; overflow-wrap: anywhere; }
h1 + p { margin: 0; color: var(--soft); font-size: 13px; }
.find { margin-left: auto; display: flex; align-items: center; gap: 8px; }
.find label { color: var(--soft); font-size: 13px; }
.find input { font: inherit; width: 18em; max-width: 60vw; padding: 6px 10px; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; }
.find output { min-width: 6.5em; color: var(--soft); font-size: 13px; }
:focus-visible { outline: 2px solid var(--workload); outline-offset: 2px; }
figure { margin: 24px 0; padding: 12px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
figure > div { overflow: auto; max-height: 1100px; }
figure svg { display: block; margin: 0 auto; max-width: 100%; height: auto; }
figure.actual svg { max-width: none; }
figcaption { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: center; padding: 8px 4px 0; color: var(--soft); font-size: 13px; }
figcaption i { display: inline-block; width: 22px; height: 0; margin-right: 6px; vertical-align: middle; border-top: 2px solid var(--soft); }
figcaption i.possible { border-color: var(--alarm); border-top-width: 3px; }
figcaption i.impossible { border-color: var(--good); border-top: 3px dotted var(--good); }
figcaption i.outside { border-color: var(--outside); }
figcaption i.unknown { border-color: var(--alarm); border-top-style: dashed; }
figcaption i.undeclared { border-color: var(--alarm); border-top-width: 3px; }
.skip { position: absolute; left: -999em; }
.skip:focus { left: 8px; top: 8px; z-index: 2; padding: 6px 12px; color: var(--ink); background: var(--card); border-radius: 8px; }
main:focus { outline: none; }
button { font: inherit; font-size: 13px; margin-left: auto; padding: 4px 10px; color: var(--ink); background: var(--page); border: 1px solid var(--line); border-radius: 8px; cursor: pointer; }
section { margin: 24px 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow: hidden; }
h2 { font-size: 15px; margin: 0; padding: 12px 16px; border-bottom: 1px solid var(--line); }
h2 span { color: var(--soft); font-weight: normal; }
section.alarm { border-color: var(--alarm); }
section.alarm h2 { color: var(--alarm); background: var(--alarm-fill); }
section ul { margin: 0; padding: 12px 16px 12px 34px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 7px 16px; border-top: 1px solid var(--line); overflow-wrap: break-word; }
thead th { border-top: 0; color: var(--soft); font-weight: 600; font-size: 12px; }
table.connections td:nth-child(3) { white-space: nowrap; font-variant-numeric: tabular-nums; }
table.connections td:nth-child(4) { color: var(--soft); }
mark { background: var(--hit); color: inherit; border-radius: 3px; }
[hidden] { display: none !important; }
svg .graph > polygon { fill: transparent; }
svg text { fill: var(--ink); }
svg .cluster path { fill: none; stroke: var(--line); }
svg .cluster text { fill: var(--soft); }
svg .node path, svg .node polygon { stroke: var(--other); fill: var(--other-fill); }
svg .node.workload path, svg .node.workload polygon { stroke: var(--workload); fill: var(--workload-fill); }
svg .node.outside path, svg .node.outside polygon { stroke: var(--outside); fill: var(--outside-fill); }
svg .node text[font-size^="9"] { fill: var(--soft); }
svg .node { cursor: pointer; }
svg .node:focus { outline: none; }
svg .node:focus-visible path, svg .node:focus-visible polygon { stroke-width: 3; }
svg .edge path { stroke: var(--soft); }
svg .edge polygon { stroke: var(--soft); fill: var(--soft); }
svg .edge text { fill: var(--soft); }
svg .edge.outside path { stroke: var(--outside); }
svg .edge.outside polygon { stroke: var(--outside); fill: var(--outside); }
svg .edge.outside text { fill: var(--outside); }
svg .edge.unknown path, svg .edge.undeclared path { stroke: var(--alarm); }
svg .edge.unknown polygon, svg .edge.undeclared polygon { stroke: var(--alarm); fill: var(--alarm); }
svg .edge.unknown text, svg .edge.undeclared text { fill: var(--alarm); }
svg .edge.possible path { stroke: var(--alarm); }
svg .edge.possible polygon { stroke: var(--alarm); fill: var(--alarm); }
svg .edge.possible text { fill: var(--alarm); font-weight: bold; }
svg .edge.impossible path { stroke: var(--good); }
svg .edge.impossible polygon { stroke: var(--good); fill: var(--good); }
svg .edge.impossible text { fill: var(--good); text-decoration: line-through; }
svg .node.gone text { text-decoration: line-through; }
svg .node.new path, svg .node.new polygon { stroke-width: 2.5; }
svg .node, svg .edge { transition: opacity 0.12s; }
svg.searched .node, svg.searched .edge { opacity: 0.16; }
svg.searched .near { opacity: 1; }
svg.searched .hit { opacity: 1; }
svg.searched .node.hit text { fill: #1d2433; }
svg.searched .node.hit path, svg.searched .node.hit polygon { stroke: var(--ink); stroke-width: 2.5; fill: var(--hit); }
@media (prefers-reduced-motion: reduce) { svg .node, svg .edge { transition: none; } }
@media (max-width: 640px) { main, header > div { padding-inline: 12px; } .find { margin-left: 0; } th, td { padding-inline: 8px; } }
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --workload: #1d4ed8; --workload-fill: #eff4ff; --other: #667085; --other-fill: #f4f5f7; --outside: #b54708; --outside-fill: #fff7e6; --alarm: #b42318; --alarm-fill: #fef3f2; --good: #067647; --good-fill: #ecfdf3; --hit: #ffe08a; }
  header { position: static; } .find, .hint, .skip, button:not(.chip) { display: none; }
  main, header > div { max-width: none; padding-inline: 0; }
  section, figure { break-inside: avoid-page; border-radius: 0; }
  section:has(tbody tr:nth-child(25)) { break-inside: auto; }
  figure svg { max-width: 100% !important; } figure > div { max-height: none !important; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
}
`;
