import { Machine } from '../cluster/machine';

/*
 * Starts a machine with a program on it, says so, and waits to be killed.
 *
 *   abandoned.ts RUN_FOLDER
 */

async function main(runDir: string): Promise<void> {
  const machine = await Machine.start({ runDir, name: 'abandoned/machine' });
  await machine.launch('sleeper', ['sleep', '3600']);
  console.log('started');
  setInterval(() => undefined, 60_000);
}

void main(process.argv[2] ?? '');
