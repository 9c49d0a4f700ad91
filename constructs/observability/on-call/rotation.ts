import { Construct } from 'constructs';
import { Environment } from '../../environment';
import { invalid } from '../../invalid';
import { KubernetesObject } from '../../kubernetes';
import { NAMES, objectName } from '../../names';
import type { AlertReceiver, NamedIntervals } from '../../operators/alertmanager-config';
import { monitorLabels } from '../../operators/whereabouts';
import { checkProps } from '../../props/props';
import { alerts } from '../alerts';
import { intervalsOf } from './intervals';
import { type MaintenanceWindow, type OnCallRotationProps, ROTATION } from './props';
import { receiverOf } from './receivers';
import { rotationAlerts } from './rotation-alerts';
import { INHIBITED, inPart, MAINTENANCE, PARTS, type Part, routesOf, TOLD } from './routes';
import { momentsOf, type Shift, shiftsOf } from './shifts';
import { momentOf } from './wall-clock';

/**
 * Who is told of the alerts of a namespace, week after week: what an Alertmanager of the Prometheus Operator takes in.
 *
 * A page (`severity: critical`) is for the primary at once and again every 5 minutes, for the secondary after 15, and for
 * the escalation after 30; stakeholders hear of it at once and every 15. Weeks change on Monday at 09:00 by the clock of
 * the time zone, also in the weeks in which that is put forward or back: what is not over then goes to the next primary.
 *
 * To acknowledge is to silence: `amtool silence add alertname=… namespace=…`, or the button in Alertmanager. It ends every
 * repetition and escalation, those to stakeholders too, so that whoever takes the page tells them from then on. Alertmanager
 * learns nothing of an acknowledgement in a pager; one that escalates by itself is best given as the only way of everybody.
 *
 * Alertmanager takes only alerts with the label `namespace` of this one, as all have that are declared in it, unless its
 * `alertmanagerConfigMatcherStrategy` is `None`; and only configurations that its `alertmanagerConfigSelector` finds, by the
 * labels that monitors have. The time zone is the one of the computer that renders it: its Node knows when clocks change.
 *
 * Alertmanager itself, and its way to PagerDuty, Slack, mail and webhooks, belong to whoever runs it: no edge is declared here,
 * and where its namespace denies egress, that has to be allowed there. Secrets that receivers name have to be in this namespace;
 * the operator reads them there, and they are in no tree or plan.
 */
export class OnCallRotation extends Construct {
  /** Who has which week, in order. */
  readonly shifts: readonly Shift[];

  constructor(scope: Construct, id: string, props: OnCallRotationProps) {
    super(scope, objectName(scope, id, NAMES.onCallRotation));
    checkProps(this, props, ROTATION, {
      people: 'members',
      zone: 'timeZone',
      start: 'starts',
      deadManSwitch: 'deadMansSwitch',
    });
    const { members, weeks } = props;
    if (weeks < members.length) {
      throw invalid(
        this,
        `has ${members.length} members, and ${weeks} for \`weeks\``,
        'plan a week for each of them at least',
      );
    }
    const names = members.map(({ name }) => name);
    this.shifts = shiftsOf({ ...props, members: names });
    const isMaintained = (props.maintenance ?? []).length > 0;
    new KubernetesObject(this, 'config', {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: { name: id, ...monitorLabels(Environment.of(this).facts) },
      spec: {
        route: routesOf({ members: names, isMaintained }),
        receivers: receiversOf(props),
        inhibitRules: [INHIBITED],
        muteTimeIntervals: [...turnsOf(names, this.shifts), ...(isMaintained ? [maintained(props)] : [])],
      },
    });
    const endsAt = Date.parse(this.shifts.at(-1)!.to);
    alerts(this, 'alerts', { name: id, rules: () => rotationAlerts(id, endsAt) });
  }
}

function receiversOf({
  members,
  escalation,
  stakeholders,
  warnings,
  deadMansSwitch,
}: OnCallRotationProps): AlertReceiver[] {
  return [
    ...PARTS.flatMap((part) => members.map(({ name, reach }) => receiverOf(inPart(part, name), reach))),
    receiverOf(
      TOLD.everybody,
      members.flatMap(({ reach }) => reach),
    ),
    receiverOf(TOLD.escalation, escalation),
    receiverOf(TOLD.stakeholders, stakeholders),
    receiverOf(TOLD.warnings, warnings),
    receiverOf(TOLD.deadMansSwitch, [deadMansSwitch]),
  ];
}

/** The weeks of each member, in each part. */
function turnsOf(members: readonly string[], shifts: readonly Shift[]): NamedIntervals[] {
  const weeks = shifts.map((shift) => ({ shift, timeIntervals: intervalsOf(momentsOf(shift)) }));
  const turn = (part: Part, member: string): NamedIntervals => ({
    name: inPart(part, member),
    timeIntervals: weeks.filter(({ shift }) => shift[part] === member).flatMap(({ timeIntervals }) => timeIntervals),
  });
  return PARTS.flatMap((part) => members.map((member) => turn(part, member)));
}

function maintained({ maintenance = [], timeZone }: OnCallRotationProps): NamedIntervals {
  const between = ({ from, to }: MaintenanceWindow) =>
    intervalsOf({ from: momentOf(from, timeZone), to: momentOf(to, timeZone) });
  return { name: MAINTENANCE, timeIntervals: maintenance.flatMap(between) };
}
