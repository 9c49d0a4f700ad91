/** A test, by its file and by words of its name. */
interface Held {
  readonly file: string;
  readonly test: string;
}

/** What was seen of commit 3fbcb12, and what holds that it is otherwise now. */
interface Fault {
  readonly number: number;
  readonly fault: string;
  readonly heldBy: readonly Held[];
}

const held = (file: string, ...tests: readonly string[]): Held[] =>
  tests.map((test) => ({ file: `test/e2e/${file}.test.ts`, test }));

/**
 * The faults that a review found when commit 3fbcb12 was deployed by the official plugin, by its numbers.
 *
 * `faults.test.ts` shows each that shows in what a program tells the engine; README.md has what the rest were seen by.
 */
export const FAULTS: readonly Fault[] = [
  {
    number: 1,
    fault: 'Another cluster under the same name of a context is taken for the right one.',
    heldBy: held(
      'wrong-cluster',
      'is not touched by `pulumi %s`, which fails and leaves what the stack holds as it was',
    ),
  },
  {
    number: 2,
    fault: 'A destroy without a preview deletes what is not protected, and then refuses.',
    heldBy: held('protection', 'is not destroyed, not a single resource of it: %s'),
  },
  {
    number: 3,
    fault: 'A database that is kept loses what guards it.',
    heldBy: held('protection', 'leaves a database that nobody reaches but its declared peers'),
  },
  {
    number: 4,
    fault: 'The authority of Redis is replaced.',
    heldBy: held('replacement', '%s refuses to make a certificate authority anew', 'takes over in one deploy'),
  },
  {
    number: 5,
    fault: 'The path of a person’s kubeconfig is in the state.',
    heldBy: held('wrong-cluster', 'is all that the state has of the kubeconfig: no path of the machine'),
  },
  {
    number: 6,
    fault: 'A preview passes without a cluster.',
    heldBy: held('wrong-cluster', 'a cluster that cannot be reached', 'a cluster that does not know the token'),
  },
  {
    number: 7,
    fault: 'Another name of a context makes everything anew.',
    heldBy: held('wrong-cluster', 'may be called otherwise by whoever deploys: nothing is replaced'),
  },
  {
    number: 8,
    fault: 'An object in another version is another object.',
    heldBy: held('identity', 'are updated: nothing is created, replaced or deleted'),
  },
  {
    number: 9,
    fault: 'Nothing can be deployed after `kubectl scale`.',
    heldBy: held('chaos', 'somebody scales a workload and opens a door'),
  },
  {
    number: 10,
    fault: 'The policy pack is not in the package.',
    heldBy: held('consumers/pulumi-program', 'is judged by the policy pack of node_modules'),
  },
  {
    number: 11,
    fault: 'The end-to-end tests cannot pass with the official plugin.',
    heldBy: held('stand-ins', 'run what is declared: a Deployment is available'),
  },
  {
    number: 12,
    fault: 'A larger disk of Redis is an outage without effect.',
    heldBy: held('replacement', 'is had by the steps of docs/deploy.md, without a restart'),
  },
  {
    number: 13,
    fault: 'A credential that does not come is told after ten minutes.',
    heldBy: held('waiting', 'end the run, all of them together and long before the plugin would'),
  },
  {
    number: 14,
    fault: 'A program of somebody else has no place for it: no parent, no outputs, no configuration that is resolved.',
    heldBy: [
      ...held('consumers/pulumi-program', 'deploys what it declares, and what is Pulumi’s alone after it'),
      ...held('config-json', 'what the engine prints of a configuration is what the command reads'),
      ...held('deployer', 'the life of production, whose data is protected, by whoever may deploy it'),
    ],
  },
];
