/** How the connections are shown. */
export const FORMATS = ['table', 'json', 'lines', 'dot', 'mermaid', 'svg', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** What one connection may be expected to be. */
export const EXPECTED = ['allowed', 'denied'] as const;
