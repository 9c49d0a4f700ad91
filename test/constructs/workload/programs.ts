import {
  type Disk,
  Gateway,
  type GatewayProps,
  HealthCheck,
  Port,
  ScheduledJob,
  type ScheduledJobProps,
  SecureNamespace,
  StatefulService,
  type StatefulServiceProps,
  UserError,
  WebService,
  type WebServiceProps,
  Worker,
  type WorkerProps,
} from '../../../constructs';
import { environment, IMAGE, RESOURCES } from '../../support/environment';

export const RUN = { image: IMAGE, resources: RESOURCES } as const;
export const DISK: Disk = { name: 'data', size: '1Gi', path: '/data' };
const STORE: StatefulServiceProps = {
  ...RUN,
  scale: 3,
  ports: [Port.tcp(9092, 'broker')],
  disks: [DISK],
  probes: { readiness: HealthCheck.tcp(), liveness: HealthCheck.tcp() },
};
const EDGE: GatewayProps = {
  domain: 'shop.example.com',
  clientCidrs: ['0.0.0.0/0'],
  certificateIssuer: 'public',
};

// As a program does whose author forgot, misspelt or mistook something; what the compiler refuses as well is marked so.
export const namespace = () => new SecureNamespace(environment(), 'orders');
export const web = (props: Partial<WebServiceProps>) =>
  new WebService(namespace(), 'api', { ...RUN, scale: 2, ...props });
export const worker = (props: Partial<WorkerProps>) => new Worker(namespace(), 'mail', { ...RUN, scale: 2, ...props });
export const job = (props: Partial<ScheduledJobProps>) =>
  new ScheduledJob(namespace(), 'report', { ...RUN, schedule: '@daily', ...props });
export const store = (props: Partial<StatefulServiceProps>) =>
  new StatefulService(namespace(), 'store', { ...STORE, ...props });
export const gateway = (props: Partial<GatewayProps>) => new Gateway(environment(), 'edge', { ...EDGE, ...props });
export const init = { name: 'migrate', ...RUN };

/** What is done, by what program, and what it is told: the construct, what is wrong with it and what to write. */
export type Wrong = readonly [what: string, use: () => unknown, construct: string, ...problems: string[]];

/** Runs each as a program would, and compares the whole of what it is told. */
export function refuses(uses: readonly Wrong[]): void {
  test.each(uses.map(([what, ...rest]) => [what, rest] as const))('refuses %s', (_, [use, construct, ...problems]) => {
    expect(use).toThrow(new UserError(problems.map((problem) => `'test/${construct}' ${problem}`)));
  });
}
