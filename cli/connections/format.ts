/** How the connections are shown. */
export const FORMATS = ['table', 'json', 'dot', 'mermaid', 'svg', 'html'] as const;
export type Format = (typeof FORMATS)[number];
