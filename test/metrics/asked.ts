import { MeshRootAlerts, SecureNamespace, synthesize } from '../../constructs';
import { promqlProblem } from '../../constructs/observability/promql-problem';
import type { Manifest } from '../../constructs/plan/resource';
import { environment, objectsOf } from '../support/environment';
import { everyOption } from '../support/every-option';
import { referencePlan } from '../support/reference';

/** An expression that is rendered, where it stands, and the labels that are written beside its value. */
export interface Asked {
  readonly where: string;
  readonly expr: string;
  /** The name that a rule records it by. */
  readonly record?: string;
  /** That the rule adds to its series. */
  readonly adds: readonly string[];
  /** That texts of the alert or the legend of a graph take from its series. */
  readonly shows: readonly string[];
}

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

type Texts = Readonly<Record<string, string | undefined>>;

interface Board {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

/** Every expression that the reference platform renders, and a tree with every option; rules first, what they record before what reads it. */
export function everythingAsked(): readonly Asked[] {
  const trees = [everyOption(), issuedMesh()].map(synthesize);
  const plans = ['dev', 'staging', 'production'].map((name) => referencePlan(name).resources);
  const objects = [...trees, ...plans].flatMap(objectsOf);
  return [...objects.flatMap(ofRules), ...objects.flatMap(ofDashboard), ...objects.flatMap(ofScaler)];
}

/** A mesh whose authority is signed by another one. */
function issuedMesh() {
  const tree = environment();
  new MeshRootAlerts(new SecureNamespace(tree, 'shop'), 'mesh', { issuerLifeDays: 365 });
  return tree;
}

function ofRules(object: Manifest): Asked[] {
  if (object.kind !== 'PrometheusRule') return [];
  const { groups } = object['spec'] as { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
  return groups.flatMap(({ rules }) => rules.flatMap((rule) => ofRule(rule, object.metadata.name)));
}

function ofRule({ record, alert, expr, labels, annotations = {} }: Rule, name: string): Asked[] {
  const where = `${name}/${alert ?? record}`;
  const texts = Object.values(annotations);
  const shows = texts.flatMap((text) => [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label!));
  const rule: Asked = {
    ...{ where, expr, shows, adds: Object.keys(labels) },
    ...(record !== undefined && { record }),
  };
  const told = texts.flatMap(questionsIn).map((question) => ({ where, expr: question, adds: [], shows: [] }));
  return [rule, ...told];
}

/** What KEDA asks, to know how many pods there have to be. */
function ofScaler(object: Manifest): Asked[] {
  if (object.kind !== 'ScaledObject') return [];
  const { triggers } = object['spec'] as { readonly triggers: readonly { readonly metadata: Texts }[] };
  return triggers.flatMap(({ metadata: { query } }) =>
    query === undefined ? [] : [{ where: `${object.metadata.name}/scaler`, expr: query, adds: [], shows: [] }],
  );
}

/** What whoever is told of an alert is to ask Prometheus: PromQL at the end of a text. */
function questionsIn(text: string): string[] {
  const ends = [...text.matchAll(/: (?=\w+[ (].*\{)/g)].map(({ index }) => text.slice(index + 2));
  return ends.filter((end) => promqlProblem(end) === undefined);
}

function ofDashboard(object: Manifest): Asked[] {
  if (object.metadata.labels?.['grafana_dashboard'] !== '1') return [];
  return Object.entries(object['data'] as Readonly<Record<string, string>>).flatMap(([file, text]) =>
    (JSON.parse(text) as Board).panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr, legendFormat }) => ({
        ...{ where: `${file}/${title}`, expr, adds: [] },
        shows: [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!),
      })),
    ),
  );
}
