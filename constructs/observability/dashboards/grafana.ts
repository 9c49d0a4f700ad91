import type { Panel, Query, Row, Unit } from './model';

/** What Grafana is told of a dashboard. */
export interface DashboardText {
  /** By which links find it, whatever it is called: at most 40 characters. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly rows: readonly Row[];
}

/** The parts of the SDK of Grafana that we use. */
interface Sdk {
  readonly common: typeof import('@grafana/grafana-foundation-sdk/common');
  readonly dashboard: typeof import('@grafana/grafana-foundation-sdk/dashboard');
  readonly prometheus: typeof import('@grafana/grafana-foundation-sdk/prometheus');
  readonly stat: typeof import('@grafana/grafana-foundation-sdk/stat');
  readonly timeseries: typeof import('@grafana/grafana-foundation-sdk/timeseries');
}

let loaded: Sdk | undefined;

/** Read when the first dashboard is rendered: it takes a fifth of a second, which platforms without any need not wait. */
function sdk(): Sdk {
  loaded ??= {
    common: require('@grafana/grafana-foundation-sdk/common') as Sdk['common'],
    dashboard: require('@grafana/grafana-foundation-sdk/dashboard') as Sdk['dashboard'],
    prometheus: require('@grafana/grafana-foundation-sdk/prometheus') as Sdk['prometheus'],
    stat: require('@grafana/grafana-foundation-sdk/stat') as Sdk['stat'],
    timeseries: require('@grafana/grafana-foundation-sdk/timeseries') as Sdk['timeseries'],
  };
  return loaded;
}

/** Ids of Grafana: https://github.com/grafana/grafana/blob/v12.0.0/packages/grafana-data/src/valueFormats/categories.ts */
const UNITS: Readonly<Record<Unit, string>> = {
  bytes: 'bytes',
  count: 'short',
  cores: 'short',
  date: 'dateTimeFromNow',
  milliseconds: 'ms',
  'per second': 'reqps',
  seconds: 's',
  share: 'percentunit',
  times: 'none',
};

/** Whoever reads it chooses which Prometheus it asks. */
const SOURCE = 'datasource';

/** Columns of Grafana's grid, and how high a panel is in it. */
const COLUMNS = 24;
const HEIGHT = 8;

/**
 * The JSON that Grafana provisions: the same text for the same input.
 *
 * In the first schema of dashboards, which is what its file provider and so the sidecar load.
 */
export function grafanaJson({ uid, title, description, tags, rows }: DashboardText): string {
  const { DashboardBuilder, DatasourceVariableBuilder, RowBuilder } = sdk().dashboard;
  const board = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([...tags])
    .timezone('utc')
    .time({ from: 'now-6h', to: 'now' })
    .refresh('1m')
    .readonly()
    .withVariable(new DatasourceVariableBuilder(SOURCE).label('Prometheus').type('prometheus'));
  for (const row of rows) {
    board.withRow(new RowBuilder(row.title));
    for (const panel of row.panels) board.withPanel(panelOf(panel, Math.floor(COLUMNS / row.panels.length)));
  }
  const built = board.build();
  built.panels?.forEach((panel, index) => {
    panel.id = index + 1;
  });
  return `${JSON.stringify(built, null, 1)}\n`;
}

function panelOf({ title, says, unit, shows = 'graph', queries }: Panel, width: number) {
  const { common, stat, timeseries } = sdk();
  const panel =
    shows === 'graph'
      ? new timeseries.PanelBuilder().legend(new common.VizLegendOptionsBuilder().showLegend(true))
      : new stat.PanelBuilder().reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']));
  panel
    .title(title)
    .description(says)
    .unit(UNITS[unit])
    .datasource({ type: 'prometheus', uid: `\${${SOURCE}}` })
    .height(HEIGHT)
    .span(width);
  queries.forEach((query, index) => {
    panel.withTarget(targetOf(query, index, shows === 'now'));
  });
  return panel;
}

function targetOf({ legend, expr }: Query, index: number, isNow: boolean) {
  const query = new (sdk().prometheus.DataqueryBuilder)()
    .expr(`${expr}`)
    .legendFormat(legend)
    .refId(String.fromCharCode('A'.charCodeAt(0) + index));
  return isNow ? query.instant() : query.range();
}
