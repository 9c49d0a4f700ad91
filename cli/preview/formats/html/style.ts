/** The looks of a report beside those of every page. */
export const REPORT_STYLE = `
.verdict { margin: 24px 0 0; padding: 12px 16px; border-left: 4px solid; border-radius: 4px; overflow-wrap: anywhere; }
.verdict.safe { border-color: var(--good); background: var(--good-fill); }
.verdict.needs-review { border-color: var(--outside); background: var(--outside-fill); }
.verdict.blocked { border-color: var(--alarm); background: var(--alarm-fill); }
.outcome, .status { display: inline-block; padding: 1px 8px; border-radius: 8px; font-weight: 600; white-space: nowrap; border: 1px solid currentColor; }
.outcome.safe, .status.open { color: var(--good); background: var(--good-fill); }
.outcome.needs-review, .status.passed, .status.told { color: var(--outside); background: var(--outside-fill); }
.outcome.blocked, .status.shut { color: var(--alarm); background: var(--alarm-fill); }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; align-items: center; margin: 16px 0 0; font-size: 14px; }
nav a { color: var(--workload); }
h3 { font-size: 14px; margin: 0; padding: 12px 16px 0; }
ul.because { padding: 4px 16px 0 34px; color: var(--soft); }
h3 span, summary span { color: var(--soft); font-weight: normal; }
section { scroll-margin-top: 84px; }
section > p { margin: 0; padding: 12px 16px; color: var(--soft); }
ul.findings { list-style: none; padding: 8px 16px 12px; }
ul.findings > li { padding: 4px 0 4px 26px; text-indent: -26px; overflow-wrap: anywhere; }
ul.findings > li > * { text-indent: 0; }
ul.findings li ul { padding: 0 0 0 20px; text-indent: 0; }
.sign { display: inline-block; width: 20px; text-align: center; font-weight: 700; }
li.stops > .sign, li.worse > .sign, li.unmet > .sign { color: var(--alarm); }
li.better > .sign, li.met > .sign, li.done > .sign { color: var(--good); }
li.neutral > .sign, li.open > .sign, li.not-needed > .sign { color: var(--soft); }
small { color: var(--soft); font-size: 13px; font-weight: normal; }
.chip { margin: 0; padding: 0 8px; font-size: 12px; border-radius: 10px; }
details > summary { overflow-wrap: anywhere; cursor: pointer; padding: 8px 16px; font-weight: 600; font-size: 14px; }
section > details { border-top: 1px solid var(--line); }
li > details > summary { padding: 2px 0; font-weight: normal; font-size: 13px; color: var(--soft); }
code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.diff { padding: 4px 16px; font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.diff + .diff { border-top: 1px solid var(--line); }
.diff > div { white-space: pre-wrap; overflow-wrap: anywhere; padding-left: 2ch; text-indent: -2ch; margin-left: 2ch; }
.diff > .name { font-weight: 700; margin-left: 0; }
.diff > .add { color: var(--good); background: var(--good-fill); }
.diff > .del { color: var(--alarm); background: var(--alarm-fill); }
.diff > .change { color: var(--outside); background: var(--outside-fill); }
.untried { padding: 4px 0; border-bottom: 1px solid var(--line); color: var(--outside); background: var(--outside-fill); }
.untried p { margin: 0; padding: 8px 16px 0; }
tbody th { font-weight: 600; }
td p { margin: 0; }
td ul { margin: 0; padding-left: 18px; }
table.connections tr.possible td:nth-child(4), table.connections tr.impossible td:nth-child(4) { white-space: nowrap; }
table.connections tr.possible td:nth-child(4) { color: var(--alarm); font-weight: 600; }
table.connections tr.impossible td:nth-child(4) { color: var(--good); font-weight: 600; }
.drawing figure { margin: 0; border-width: 1px 0 0; border-radius: 0; }
@media print { nav { display: none; } details > summary { list-style: none; } }
`;
