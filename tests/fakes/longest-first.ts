import { createRequire } from 'node:module';

type Own = typeof import('@jest/test-sequencer', { with: { 'resolution-mode': 'require' }});
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as Own; // its types are those of `require`
type Tests = Parameters<InstanceType<typeof Sequencer>['sort']>[0];

const longest = ['simulation/', 'security/roles', 'faults/', 'security/', 'cards/', 'conversations/'];

/** Without what earlier runs took, jest begins with the file that has most text, and the longest test runs alone in the end. */
export default class extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const rank = (path: string) => {
      const found = longest.findIndex((each) => path.includes(`/tests/${each}`));
      return found === -1 ? longest.length : found;
    };
    return [...(await super.sort(tests))].sort((one, other) => rank(one.path) - rank(other.path));
  }
}
