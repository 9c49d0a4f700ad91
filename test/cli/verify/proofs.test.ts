import { Unreadable } from '../../../cli/cluster/kubectl';
import type { LivePod } from '../../../cli/cluster/pods';
import type { Crew } from '../../../cli/verify/crew';
import { doorOf } from '../../../cli/verify/doors';
import type { Ending } from '../../../cli/verify/probe/script';
import { PROOFS } from '../../../cli/verify/proofs';
import type { Evidence } from '../../../cli/verify/proofs/proof';
import { doorKey, type Outcome } from '../../../cli/verify/trial';
import { type End, planOf } from '../../../constructs';
import { environment } from '../../support/environment';

const end = (name: string): End => ({ name, role: 'workload', selectors: [], ports: [] });
const pod = (name: string, podIP: string, container = 'main'): LivePod => ({
  metadata: { name, namespace: 'shop' },
  spec: { containers: [{ name: container, image: 'any' }] },
  status: { podIP },
});

const [front, api] = [end('shop/front'), end('shop/api')];
const [caller, target] = [pod('front-0', '10.0.0.1'), pod('api-0', '10.0.0.2')];
const attempt = { from: front, to: api, port: 8080 };
const door = doorOf(target, 8080);

interface Tried {
  /** How it ended from inside the caller; nothing where it was not tried. */
  readonly there?: Ending;
  /** How it ended from inside the target. */
  readonly own?: Ending;
  readonly isDeclared?: boolean;
  readonly crew?: Crew;
  readonly outcome?: Outcome;
}

function evidenceOf({ there, own, isDeclared = false, crew, outcome }: Tried): Evidence {
  const endings = (ending: Ending | undefined) => new Map(ending === undefined ? [] : [[doorKey(door), ending]]);
  return {
    plan: planOf(environment()),
    attempts: {
      declared: isDeclared ? [attempt] : [],
      undeclared: isDeclared ? [] : [attempt],
      untried: [],
      possible: 1,
    },
    trial: {
      crews: new Map([
        [front, crew ?? { pods: [caller], probing: caller }],
        [api, { pods: [target], probing: target }],
      ]),
      rounds: [],
      doorsOf: () => [door],
    },
    outcomes: new Map<End, Outcome>([
      [front, outcome ?? endings(there)],
      [api, endings(own)],
    ]),
  };
}

const judged = (proof: keyof typeof PROOFS, tried: Tried) =>
  PROOFS[proof]
    .judge(evidenceOf(tried))
    .map(({ status, says, remedy }) => [status, remedy === undefined ? says : `${says}; ${remedy}`]);

describe('what nobody declared', () => {
  test.each<[string, Tried, string, RegExp]>([
    [
      'that opens, deviates',
      { there: 'o', own: 'o' },
      'deviates',
      /^shop\/front reaches shop\/api at 8080 \(pod api-0\), which/,
    ],
    [
      'that is refused where somebody listens, is in order',
      { there: 'r', own: 'o' },
      'ok',
      /^shop\/front gets through none of 1 doors/,
    ],
    ['that gets no answer where somebody listens, is in order', { there: 't', own: 'o' }, 'ok', /gets through none/],
    [
      'that is refused where nobody listens, hides nothing',
      { there: 'r', own: 'r' },
      'ok',
      /behind none of them anybody/,
    ],
    [
      'that is refused where nobody has looked, proves nothing',
      { there: 'r' },
      'unknown',
      /since nobody saw from inside it/,
    ],
    ['that could not be tried, is unknown', { there: 'x', own: 'o' }, 'unknown', /^it could not be tried whether/],
    ['of which nothing was said, is unknown', { own: 'o' }, 'unknown', /^it could not be tried whether/],
  ])('%s', (_, tried, status, says) => {
    expect(judged('undeclared', tried)).toEqual([[status, expect.stringMatching(says)]]);
  });
});

describe('what is declared', () => {
  test.each<[string, Tried, string, RegExp]>([
    ['and opens, is in order', { there: 'o' }, 'ok', /^shop\/front reaches shop\/api at 8080: pod api-0$/],
    [
      'and is refused where somebody listens, deviates',
      { there: 'r', own: 'o' },
      'deviates',
      /refused\); see which policy should/,
    ],
    [
      'and gets no answer where nobody listens, deviates',
      { there: 't', own: 'r' },
      'deviates',
      /no answer\); nobody listens there/,
    ],
    ['and could not be tried, is unknown', { there: 'x', own: 'o' }, 'unknown', /^it could not be tried whether/],
    ['and of which nothing was said, is unknown', { own: 'o' }, 'unknown', /^it could not be tried whether/],
  ])('%s', (_, tried, status, says) => {
    expect(judged('declared', { ...tried, isDeclared: true })).toEqual([[status, expect.stringMatching(says)]]);
  });
});

describe('who calls', () => {
  const proxied = pod('front-0', '10.0.0.1', 'istio-proxy');
  test.each<[string, Tried, string, RegExp]>([
    [
      'and has tried, is in order',
      { there: 'o' },
      'ok',
      /^everything is tried from inside shop\/front-0, as shop\/front$/,
    ],
    ['and has no pod, is unknown', { crew: { pods: [] } }, 'unknown', /^no pod of shop\/front is ready/],
    ['and has tried too often, is unknown', { crew: { pods: [caller] } }, 'unknown', /kubectl rollout restart/],
    ['and is in the mesh, is unknown', { crew: { pods: [proxied], probing: proxied } }, 'unknown', /is in the mesh/],
    [
      'and may not be asked, is unknown',
      { outcome: new Unreadable('it is forbidden', true) },
      'unknown',
      /it is forbidden; ask as somebody/,
    ],
    [
      'and does not start, is unknown',
      { outcome: new Unreadable('ImagePullBackOff', false) },
      'unknown',
      /the image has to be on hand/,
    ],
  ])('%s', (_, tried, status, says) => {
    expect(judged('callers', tried)).toEqual([[status, expect.stringMatching(says)]]);
  });
});
