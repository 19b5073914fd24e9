import { TestAlarm } from '../settings/test-alarm.ts';
import { changeDocument } from './change.ts';
import type { Store } from './port.ts';

/** The test alarm and who has answered it. One document for all instances. */
export interface TestAlarms {
  load(): Promise<TestAlarm | undefined>;
  /**
   * Changes the record, deciding again if somebody else wrote first. Nothing is written if `decide` returns undefined.
   */
  change(decide: (record: TestAlarm | undefined) => TestAlarm | undefined): Promise<void>;
}

export function testAlarmsIn(store: Store): TestAlarms {
  return {
    async load() {
      const stored = await store.read('settings', 'test-alarm');
      return stored && TestAlarm.parse(stored.document);
    },
    async change(decide) {
      await changeDocument<TestAlarm>(store, ['settings', 'test-alarm'], TestAlarm.parse, decide);
    },
  };
}
