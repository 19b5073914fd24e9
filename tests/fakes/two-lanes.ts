import { createRequire } from 'node:module';

type Own = typeof import('jest-runner', { with: { 'resolution-mode': 'require' }});
const { default: Runner } = createRequire(import.meta.url)('jest-runner') as Own;
type Lane = InstanceType<typeof Runner>;

/** These wait for most of their time: for processes that they start and kill, or until something is too late. */
const waiting = [
  ...['faults/', 'door/connections', 'watch/watching', 'image', 'gate', 'store/cosmos-faults', 'store/cosmos-silence'],
  ...['store/sqlite.', 'security/true-start', 'security/keys-rotate', 'security/sqlite-file', 'security/names'],
  ...['restart', 'moving-the-mash', 'on-duty', 'heard.', 'outside', 'council', 'hand-over'].map(
    (each) => `conversations/${each}`,
  ),
];
const isWaiting = ({ path }: { path: string }) => waiting.some((each) => path.includes(`/tests/${each}`));

/**
 * Beside the processes of jest, half as many play the test files that wait. So no core stands idle for these, and no process that
 * computes has them in its way.
 */
export default class {
  readonly supportsEventEmitters = true;
  private readonly computes: Lane;
  private readonly waits: Lane;

  constructor(...[config, context]: ConstructorParameters<typeof Runner>) {
    this.computes = new Runner(config, context);
    this.waits = new Runner({ ...config, maxWorkers: Math.ceil(config.maxWorkers / 2) }, context);
  }

  async runTests(...[tests, watcher, options]: Parameters<Lane['runTests']>): Promise<void> {
    const waiters = tests.filter(isWaiting);
    const others = tests.filter((each) => !isWaiting(each));
    if (options.serial || waiters.length === 0 || others.length === 0)
      return this.computes.runTests(tests, watcher, options);
    await Promise.all([
      this.computes.runTests(others, watcher, options),
      this.waits.runTests(waiters, watcher, options),
    ]);
  }

  on: Lane['on'] = (name, listener) => {
    const forgets = [this.computes.on(name, listener), this.waits.on(name, listener)];
    return () => {
      for (const forget of forgets) forget();
    };
  };
}
