import { createRequire } from 'node:module';

type Own = typeof import('@jest/test-sequencer', { with: { 'resolution-mode': 'require' }});
// The type of what `require` returns: a module whose `default` is the sequencer.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as Own;
type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

const longest = ['simulation/', 'security/roles', 'security/', 'cards/', 'conversations/'];
/** These wait for most of their time, for processes that they start and kill. */
const waiting = /\/tests\/(faults\/|security\/(true-start|keys-rotate|sqlite-file)|conversations\/restart|image)/;
const apart = 6; // as many others begin between two of them, so that one waits while the others compute

/**
 * Without times of earlier runs, jest begins with the largest file, and the longest test would run alone at the end.
 */
export default class extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const rank = (path: string) => {
      const found = longest.findIndex((each) => path.includes(`/tests/${each}`));
      return found === -1 ? longest.length : found;
    };
    const all = [...(await super.sort(tests))].sort((one, other) => rank(one.path) - rank(other.path));
    const others = all.filter(({ path }) => !waiting.test(path));
    for (const [place, each] of all.filter(({ path }) => waiting.test(path)).entries())
      others.splice(1 + place * (apart + 1), 0, each);
    return others;
  }
}
