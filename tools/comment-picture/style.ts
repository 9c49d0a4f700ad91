/** Plain enough to look at home on any page, in its light and its dark. */
export const STYLE = `
.page { --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --back: #ffffff; --head: #f6f8fa; box-sizing: border-box; height: 100%;
  padding: 1px; overflow: hidden; color: var(--ink); font: 14px/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
@media (prefers-color-scheme: dark) {
  .page { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --back: #0d1117; --head: #151b23; }
}
.comment { box-sizing: border-box; height: 100%; overflow: hidden; border: 1px solid var(--line); border-radius: 6px;
  background: var(--back); }
.author { padding: 8px 16px; border-bottom: 1px solid var(--line); background: var(--head); color: var(--soft); }
.author b { color: var(--ink); }
.body { padding: 0 16px; }
h2 { margin: 16px 0; padding-bottom: 6px; border-bottom: 1px solid var(--line); font-size: 20px; line-height: 1.25; }
h3 { margin: 20px 0 12px; font-size: 17px; line-height: 1.25; }
table { border-collapse: collapse; margin: 0 0 16px; }
th, td { padding: 5px 12px; border: 1px solid var(--line); text-align: left; }
code { padding: 2px 5px; border-radius: 6px; background: var(--head); font: 85% "Liberation Mono", ui-monospace, monospace; }
pre { padding: 12px; border-radius: 6px; background: var(--head); }
pre code { padding: 0; }
details { margin: 0 0 12px; }
summary { list-style-position: inside; }
p, ul { margin: 0 0 12px; }
`;
