import { TestAlarm } from '../settings/test-alarm.ts';
import { changeDocument } from './change.ts';
import type { Store } from './port.ts';

/** The test alarms and who has pressed, in one document for all instances. */
export interface TestAlarms {
  load(): Promise<TestAlarm | undefined>;
  /** Changes it, deciding again when somebody was faster. Nothing is written where nothing is decided. */
  change(decide: (record: TestAlarm | undefined) => TestAlarm | undefined): Promise<void>;
}

export function testAlarmsIn(store: Store): TestAlarms {
  return {
    async load() {
      const found = await store.read('settings', 'test-alarm');
      return found && TestAlarm.parse(found.document);
    },
    async change(decide) {
      await changeDocument<TestAlarm>(store, ['settings', 'test-alarm'], TestAlarm.parse, decide);
    },
  };
}
