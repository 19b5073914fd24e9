import { expect, it } from '@jest/globals';
import { confirmationsIn, withConfirmation } from '../../src/features/contacts/contacts-state.ts';
import { dutiesIn, noDuty } from '../../src/features/duty/duty-state.ts';
import { withOnDuty } from '../../src/features/duty/rules.ts';
import { reviewRoundIn } from '../../src/features/review/review-state.ts';
import { noSetup, setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { Overtaken } from '../../src/store/change.ts';
import { searchKeysIn } from '../../src/store/keys.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { sentNoticesIn, withNoticeTold } from '../../src/worker/tell-once.ts';
import { at, jane, mo, REFERENCE } from '../case/a-case.ts';

const now = at('2026-11-25T09:00:00.000Z');
const until = at('2026-11-25T20:00:00.000Z');

/** A store in which somebody else is always faster. */
function overtaken(documents: Document[]): { store: Store; writes: () => number } {
  let writes = 0;
  const part: Partial<Store> = {
    async read(kind, id) {
      const document = documents.find((each) => each.kind === kind && each.id === id);
      return document && { document, version: '1' };
    },
    async create() {
      writes += 1;
      return { kind: 'overtaken' };
    },
    async replace() {
      writes += 1;
      return { kind: 'overtaken' };
    },
  };
  return { store: part as Store, writes: () => writes };
}

const there: Document[] = [
  { kind: 'settings', id: 'duty', ...noDuty },
  { kind: 'settings', id: 'setup', ...noSetup },
  { kind: 'settings', id: 'salt-of-keys', ...{ salt: 'x'.repeat(43) } },
];
const changes: [string, (store: Store) => Promise<unknown>][] = [
  ['a person', (store) => peopleIn(store).change(jane.id, (person) => ({ ...person, aboutYou: { name: 'Jane' } }))],
  ['the duty', (store) => dutiesIn(store).change((duty) => withOnDuty(duty, mo, { at: now, until }))],
  ['the sent notices', (store) => sentNoticesIn(store).change((told) => withNoticeTold(told, 'ends mo', now))],
  ['the set-up', (store) => setupsIn(store).change((setup) => ({ ...setup, board: 'Bo' }))],
  [
    'a confirmed number',
    (store) =>
      confirmationsIn(store).change((record) =>
        withConfirmation(record, 'mash', { by: mo.id, name: 'Mo', at: now, phone: '1' }),
      ),
  ],
  ['search keys', (store) => searchKeysIn(store).keep(REFERENCE, ['phone 1'], now)],
  ['the review', (store) => reviewRoundIn(store).change(() => ({ lastReviewed: '2025-11-25', begunAt: now }))],
];

// A change while others are always faster

it.each(changes)('A change of %s gives up after twenty tries, so that nobody waits for ever', async (_, change) => {
  const { store, writes } = overtaken(there);
  await expect(change(store)).rejects.toThrow(Overtaken);
  expect(writes()).toBe(20);
});
