import { Agent, get } from 'node:http';

/** Asks an address so many times a second until it is stopped, whatever it answers. */
export function ask(address: string, perSecond: number): () => void {
  const agent = new Agent({ keepAlive: true });
  const timer = setInterval(() => {
    get(address, { agent }, (answer) => answer.resume()).on('error', () => undefined);
  }, 1000 / perSecond);
  return () => {
    clearInterval(timer);
    agent.destroy();
  };
}
