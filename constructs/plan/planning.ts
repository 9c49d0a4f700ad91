import type { IConstruct } from 'constructs';

// A symbol, so that constructs of a second copy of this package know it too.
const PLANNING = Symbol.for('@dwcp/baseline.planning');

/** Does something for which constructs are to know that nothing of the tree is left out, as cdk8s leaves out what is no manifest. */
export function planning<T>(root: IConstruct, work: () => T): T {
  const app = root.node.root;
  Object.defineProperty(app, PLANNING, { value: true, configurable: true });
  try {
    return work();
  } finally {
    Reflect.deleteProperty(app, PLANNING);
  }
}

/** Whether it is `synthesize` that asks a construct, and not `app.synth()`. */
export function isPlanning({ node }: IConstruct): boolean {
  return PLANNING in node.root;
}
