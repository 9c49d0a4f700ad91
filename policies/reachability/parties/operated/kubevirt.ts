import { among } from '../../../added-labels';
import { type Fields, fieldsOf, textMapOf } from '../../../fields';
import type { OperatedPods, Operator } from './operated-pods';

/** https://kubevirt.io/user-guide/network/networkpolicy/: the pod of a machine bears the labels of the machine's instance. */
export const machine: Operator = (_, spec) => [podOf(fieldsOf(spec['template'], 'spec.template'))];

export const pool: Operator = (_, spec) => {
  const machines = fieldsOf(fieldsOf(spec['virtualMachineTemplate'], 'spec.virtualMachineTemplate')['spec'], 'spec');
  return [podOf(fieldsOf(machines['template'], 'spec.virtualMachineTemplate.spec.template'))];
};

export const instance: Operator = ({ metadata }) => [podOf({ metadata })];

function podOf(template: Fields): OperatedPods {
  const metadata = fieldsOf(template['metadata'], 'metadata');
  return {
    labels: { ...textMapOf(metadata['labels'], 'metadata.labels'), 'kubevirt.io': 'virt-launcher' },
    annotations: textMapOf(metadata['annotations'], 'metadata.annotations'),
    mayBear: among(['kubevirt.io/', 'vm.kubevirt.io/']),
    // What listens in the machine is nobody's container.
    ports: undefined,
    serviceAccount: 'default',
  };
}
