import type { Manifest } from '../../../constructs/plan/resource';
import { fasterExpr } from './faster';

/** A panel of a dashboard, as its JSON tells Grafana to draw it. */
export interface PanelJson {
  readonly type: 'timeseries' | 'stat';
  readonly title: string;
  readonly description: string;
  readonly gridPos: { readonly w: number };
  readonly fieldConfig: { readonly defaults: { readonly unit: string } };
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

/** One line of a panel: a number, or none, for each moment. */
export interface Line {
  readonly called: string;
  readonly values: ReadonlyMap<number, number>;
}

/** A panel with what Prometheus has for it. */
export interface Filled {
  readonly panel: PanelJson;
  readonly lines: readonly Line[];
}

/** What Prometheus says of an expression, at each of some moments. */
export type AskRange = (query: string) => Promise<readonly Matrix[]>;

export interface Matrix {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [at: number, value: string])[];
}

/** The panels of the dashboard with a title, from the ConfigMap that Grafana's sidecar would load. */
export function panelsOf(objects: readonly Manifest[], title: string): readonly PanelJson[] {
  const boards = objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.['grafana_dashboard'] === '1')
    .flatMap(({ data }) => Object.values(data as Readonly<Record<string, string>>))
    .map((text) => JSON.parse(text) as { readonly title: string; readonly panels: readonly PanelJson[] });
  const board = boards.find((one) => one.title === title);
  if (board === undefined)
    throw new Error(`no dashboard '${title}'; there are ${boards.map((one) => one.title).join(', ')}`);
  return board.panels.filter(({ targets }) => targets !== undefined);
}

/** Asks each query of a panel, at the pace at which time goes there, and calls what comes back as Grafana would. */
export async function filled(panel: PanelJson, ask: AskRange): Promise<Filled> {
  const lines = await Promise.all(
    panel.targets.map(async ({ expr, legendFormat }) =>
      (await ask(fasterExpr(expr))).map(({ metric, values }) => ({
        called: legendFormat.replace(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? ''),
        values: new Map(values.map(([at, value]) => [at, Number(value)])),
      })),
    ),
  );
  return { panel, lines: lines.flat() };
}
