import { createRequire } from 'node:module';

type Own = typeof import('@jest/test-sequencer', { with: { 'resolution-mode': 'require' }});
// The type of what `require` returns: a module whose `default` is the sequencer.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as Own;
type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

const longest = ['simulation/', 'security/roles', 'security/', 'cards/', 'conversations/'];

/**
 * Without times of earlier runs, jest begins with the largest file, and the longest test would run alone at the end.
 */
export default class extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const rank = (path: string) => {
      const found = longest.findIndex((each) => path.includes(`/tests/${each}`));
      return found === -1 ? longest.length : found;
    };
    return [...(await super.sort(tests))].sort((one, other) => rank(one.path) - rank(other.path));
  }
}
