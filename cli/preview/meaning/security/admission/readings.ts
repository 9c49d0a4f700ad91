import { nanosOf } from '../../../../../constructs/plan/diff/quantity';
import { entriesOf, fieldsOf, isAbsent, textsOf } from '../../../../../policies/fields';
import { type KubernetesReading, part } from '../traits/reading';
import { type Level, onLadder, type Trait } from '../traits/trait';

/** Webhooks that are asked before something is let into the cluster. */
export const WEBHOOKS: KubernetesReading = {
  read(resource) {
    return entriesOf(resource.object['webhooks'], 'webhooks').flatMap(({ value }): readonly Trait[] => {
      const { name, failurePolicy, sideEffects: _, timeoutSeconds: __, admissionReviewVersions: ___, ...rest } = value;
      const webhook = `webhook '${String(name)}'`;
      return [
        { guards: `asks ${webhook}` },
        onLadder(`failurePolicy of ${webhook}`, ['Fail', 'Ignore'], failurePolicy ?? 'Fail'),
        part(`what ${webhook} is asked about, and where`, resource, rest),
      ];
    });
  },
};

/** A policy that the API server evaluates itself. Without a binding to it, it does nothing. */
export const POLICY: KubernetesReading = {
  read(resource) {
    const { failurePolicy, ...rest } = fieldsOf(resource.object['spec'], 'spec');
    return [
      { guards: 'says what is to be refused' },
      onLadder('failurePolicy', ['Fail', 'Ignore'], failurePolicy ?? 'Fail'),
      part('what it refuses', resource, rest),
    ];
  },
};

/** Where such a policy counts, and what it does there. */
export const POLICY_BINDING: KubernetesReading = {
  read(resource) {
    const { validationActions, ...rest } = fieldsOf(resource.object['spec'], 'spec');
    const does = { Deny: 'refuses', Warn: 'warns of', Audit: 'writes down' } as const;
    return [
      ...textsOf(validationActions, 'spec.validationActions').map((action) => ({
        guards: `${does[action as keyof typeof does] ?? action} what policy '${String(rest['policyName'])}' does not take`,
      })),
      part('where it counts', resource, rest),
    ];
  },
};

/** What everything in a namespace may take together. */
export const QUOTA: KubernetesReading = {
  read({ object }) {
    const hard = fieldsOf(fieldsOf(object['spec'], 'spec')['hard'], 'spec.hard');
    return Object.entries(hard).flatMap(([of, value]): readonly Trait[] => {
      const nanos = nanosOf(value);
      const level: Level = { of, value: String(value), ...(nanos !== undefined && { weakness: nanos }) };
      return [{ guards: `bounds ${of}` }, level];
    });
  },
};

/** Bounds for each pod of a namespace. */
export const LIMITS: KubernetesReading = {
  read: (resource) => [
    { guards: 'bounds what pods may take' },
    part('what pods may take', resource, resource.object['spec']),
  ],
};

/** A policy of Kyverno, which refuses or only reports: https://kyverno.io/docs/policy-types/cluster-policy/policy-settings/ */
export const KYVERNO: KubernetesReading = {
  read(resource) {
    const {
      validationFailureAction,
      failurePolicy,
      rules,
      background: _,
      ...rest
    } = fieldsOf(resource.object['spec'], 'spec');
    return [
      ...entriesOf(rules, 'spec.rules').flatMap(({ value }): readonly Trait[] => {
        const { name, ...rule } = value;
        return [{ guards: `has rule '${String(name)}'` }, part(`rule '${String(name)}'`, resource, rule)];
      }),
      onLadder(
        'validationFailureAction',
        ['enforce', 'audit'],
        String(validationFailureAction ?? 'Audit').toLowerCase(),
      ),
      onLadder('failurePolicy', ['Fail', 'Ignore'], failurePolicy ?? 'Fail'),
      part('what else it says', resource, rest),
    ];
  },
};

/** A constraint of Gatekeeper, of whatever kind: https://open-policy-agent.github.io/gatekeeper/website/docs/violations/ */
export const CONSTRAINT: KubernetesReading = {
  read(resource) {
    const { enforcementAction, ...rest } = fieldsOf(resource.object['spec'], 'spec');
    return [
      { guards: 'says what is to be refused' },
      onLadder('enforcementAction', ['deny', 'warn', 'dryrun'], enforcementAction ?? 'deny'),
      part('what it refuses', resource, rest),
    ];
  },
};

/** A server beside the API server, which answers for a group of its own. */
export const API_SERVICE: KubernetesReading = {
  read(resource) {
    const { insecureSkipTLSVerify, service } = fieldsOf(resource.object['spec'], 'spec');
    const isUnverified = !isAbsent(insecureSkipTLSVerify) && insecureSkipTLSVerify !== false;
    return [
      ...(isAbsent(service) ? [] : [{ may: 'answer in the name of the API server' }]),
      ...(isUnverified ? [{ may: 'be anybody who poses as it' }] : []),
      part('who answers', resource, service),
    ];
  },
};
