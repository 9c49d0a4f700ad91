import type { Resource } from '../../plan/resource';

type Texts = Readonly<Record<string, string>>;

/** An alert as a plan has it, whoever wrote it. */
export interface DeclaredAlert {
  readonly name: string;
  readonly namespace: string;
  /** Name of its PrometheusRule. */
  readonly rule: string;
  readonly expr: string;
  /** How long it has to hold before anybody is told. @default - not at all */
  readonly for?: string;
  /** Those of its group among them. */
  readonly labels: Texts;
  readonly annotations: Texts;
}

interface Group {
  readonly labels?: Texts;
  readonly rules?: readonly {
    readonly alert?: string;
    readonly expr?: string | number;
    readonly for?: string;
    readonly labels?: Texts;
    readonly annotations?: Texts;
  }[];
}

/** Every alert of the resources, in their order. */
export function alertsIn(resources: readonly Resource[]): readonly DeclaredAlert[] {
  return resources.flatMap((resource) => {
    if (resource.api !== 'kubernetes' || resource.object.kind !== 'PrometheusRule') return [];
    const { name: rule, namespace = '' } = resource.object.metadata;
    const { groups = [] } = (resource.object['spec'] ?? {}) as { readonly groups?: readonly Group[] };
    return groups.flatMap((group) =>
      (group.rules ?? []).flatMap(({ alert, expr, labels, annotations = {}, for: held }) =>
        alert === undefined
          ? []
          : [
              {
                ...{ name: alert, namespace, rule, expr: String(expr), annotations },
                labels: { ...group.labels, ...labels },
                ...(held !== undefined && { for: held }),
              },
            ],
      ),
    );
  });
}
