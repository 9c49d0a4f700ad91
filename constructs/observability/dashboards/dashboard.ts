import { createHash } from 'node:crypto';
import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Environment } from '../../environment';
import { KubernetesObject } from '../../kubernetes';
import { NAMES, objectName } from '../../names';
import { SecureNamespace } from '../../network/secure-namespace';
import { list, text, value } from '../../props/checks';
import { checkProps, needed, optional, type Props } from '../../props/props';
import { askedOnce } from '../asked-once';
import { promqlProblem } from '../promql-problem';
import { grafanaJson } from './grafana';
import type { Row } from './model';

/** What Grafana's sidecar looks for, unless it is told another label. */
const FOUND_BY = { grafana_dashboard: '1' } as const;

/** What all data of a ConfigMap may come to. https://kubernetes.io/docs/concepts/configuration/configmap/#motivation */
const MOST_BYTES = 1024 ** 2;

/** What a dashboard of your own shows. */
export interface DashboardProps {
  /** What it is called in Grafana, after its namespace. */
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly description: string;
  /** Its panels, in rows; asked for when everything is declared. */
  readonly rows: () => readonly Row[];
  /**
   * Words by which it is found in Grafana, beside the environment and the namespace.
   *
   * @default - no more words
   */
  readonly tags?: readonly string[];
}

const PROPS: Props<DashboardProps> = {
  title: needed(text('write what it is called', /\S/)),
  description: needed(text('write what it is for', /\S/)),
  rows: needed(value('write a function that gives the rows', (given) => typeof given === 'function')),
  tags: optional(list(text('write a word', /\S/))),
};

/**
 * A dashboard of Grafana, as a ConfigMap that its sidecar loads: by the label `grafana_dashboard: "1"`.
 *
 * The sidecar has to look into the namespace (`sidecar.dashboards.searchNamespace` of its chart). Where it is found in Grafana
 * follows from the environment, the namespace and the id, so that links to it stay when it is called otherwise.
 */
export class Dashboard extends Construct {
  private readonly props: DashboardProps;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, objectName(scope, id, NAMES.dashboard));
    checkProps(this, props, PROPS, { name: 'title', panels: 'rows' });
    this.props = props;
    // The sidecar puts all of them into one folder, by their keys.
    const file = `${SecureNamespace.of(this).name}-${id}.json`;
    const { toCheck, toRender } = askedOnce(() => this.shown());
    const object = new KubernetesObject(this, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: id, labels: FOUND_BY },
      data: { [file]: Lazy.any({ produce: () => toRender().json }) as unknown as string },
    });
    object.node.addValidation({ validate: () => problemsOf(toCheck(), file) });
  }

  private shown(): Shown {
    const { title, description, tags = [] } = this.props;
    const rows = this.props.rows();
    const [namespace, environment] = [SecureNamespace.of(this).name, Environment.of(this).posture.name];
    const json = grafanaJson({
      uid: createHash('sha256')
        .update(JSON.stringify([environment, namespace, this.node.id]))
        .digest('hex')
        .slice(0, 32),
      title: `${namespace}: ${title}`,
      ...{ description, rows },
      tags: [environment, namespace, ...tags],
    });
    return { rows, json };
  }
}

/** What it shows, and the text of that. */
interface Shown {
  readonly rows: readonly Row[];
  readonly json: string;
}

function problemsOf({ rows, json }: Shown, file: string): string[] {
  return [...unreadable(rows), ...tooLarge(json, file)];
}

function unreadable(rows: readonly Row[]): string[] {
  const panels = rows.flatMap((row) => row.panels);
  return panels.flatMap(({ title, queries }) =>
    queries.flatMap(({ expr }) => {
      const problem = promqlProblem(`${expr}`);
      return problem === undefined
        ? []
        : [`has PromQL that Prometheus would refuse, in the panel '${title}': '${expr}' ${problem}`];
    }),
  );
}

function tooLarge(json: string, file: string): string[] {
  const bytes = Buffer.byteLength(json) + Buffer.byteLength(file);
  if (bytes <= MOST_BYTES) return [];
  return [
    `comes to ${bytes} bytes, and a ConfigMap holds ${MOST_BYTES}; declare several dashboards with fewer panels each`,
  ];
}
