import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StaffId } from '../../../src/base/people.ts';
import { verdictOn } from '../../../src/evidence/verify.ts';
import { confirmationsIn, withConfirmation } from '../../../src/features/contacts/contacts-state.ts';
import { noDuty, testAlarmsIn } from '../../../src/features/duty/duty-state.ts';
import { withOnDuty } from '../../../src/features/duty/rules.ts';
import { outsidersIn } from '../../../src/features/outside/outside-state.ts';
import { noSetup, setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { casesIn } from '../../../src/store/cases.ts';
import { peopleIn } from '../../../src/store/people.ts';
import type { Store } from '../../../src/store/port.ts';
import { allSent, at, jane, mo, OTHER_REFERENCE, pat, REFERENCE, tom } from '../../case/a-case.ts';
import { bothStores } from '../../fakes/both-stores.ts';
import { DECIDED, storeDraft, storeReadCase } from '../../security/stored.ts';
import { rewrite, scheduled } from './scheduled.ts';

const { kinds } = await bothStores();

const LAST = at('2020-12-01T10:00:00.000Z');
const A_YEAR_ON = at('2021-12-01T10:00:00.000Z'); // 365 days later
const A_MOMENT_BEFORE = at('2021-12-01T09:59:59.999Z');
let store: Store; // each test has its own
const chat = { serviceUrl: 'https://teams.example.org/', conversationId: 'a:chat' };

/**
 * Stores a person, by default Tom, with a phone number, an address and a chat. Tom was last here on 1 December 2020.
 */
async function addPerson(id: StaffId = tom.id, lastHere: typeof LAST | undefined = LAST) {
  const aboutYou = { name: 'Tom Reed', phone: '07700 900123' };
  const outside = { way: 'sms' as const, to: '+447700900123', confirmedAt: LAST };
  const seen = lastHere ? { lastHere } : {};
  await peopleIn(store).change(id, (person) => ({ ...person, aboutYou, outside, chat, ...seen }));
}

const isKnown = async (id: StaffId = tom.id) => (await store.read('person', id)) !== undefined;

/** The store, or another one, is looked at a year after Tom was last here, under confirmed periods. */
async function aYearOn(on = store) {
  const all = scheduled(on, { start: A_YEAR_ON });
  await all.confirm();
  await all.look(A_YEAR_ON);
  return all;
}

describe.each(kinds)('staff who have left, in %s', (_, open) => {
  beforeEach(async () => {
    store = await open();
  });

  it('Staff who have left are removed everywhere after the period, and the log only counts them', async () => {
    await addPerson();
    await store.create({ kind: 'person', id: 'x'.repeat(200) }); // belongs to nobody, and must not stop the removal
    await outsidersIn(store).change((list) => ({ ...list, people: [tom.id, mo.id] })); // reachable outside Teams
    await setupsIn(store).change(() => ({
      ...noSetup,
      names: { [tom.id]: tom.name, [mo.id]: mo.name, '19:referrals': 'Referrals' },
      changes: [{ at: LAST, by: tom.id, name: tom.name, what: ['managers'], did: 'changed' as const, parts: [] }],
    }));
    const got = [{ staff: tom.id, name: tom.name, at: LAST }];
    await testAlarmsIn(store).change(() => ({
      since: LAST,
      rounds: [{ begunAt: LAST, to: [tom.id], got }],
    }));
    const confirmation = { by: tom.id, name: tom.name, at: LAST, phone: '0300 123 4043' };
    await confirmationsIn(store).change((record) => withConfirmation(record, 'csc', confirmation));
    const { look, confirm, logged } = scheduled(store, { start: A_MOMENT_BEFORE });
    await confirm();
    await look(A_MOMENT_BEFORE);
    expect(await isKnown()).toBe(true);
    await look(at('2021-12-02T10:00:00.000Z'));
    expect(await isKnown()).toBe(false);
    const { names, changes } = await setupsIn(store).load();
    expect(names).toEqual({ [mo.id]: mo.name, '19:referrals': 'Referrals' });
    expect(changes).toHaveLength(1); // the history of the set-up stays as it was written
    await setupsIn(store).change((setup) => ({ ...setup, changes: [] }));
    const everything = JSON.stringify(await store.all(undefined, 100));
    expect(everything).not.toMatch(/Tom Reed|900123|a:chat/);
    expect(everything).toContain(mo.name);
    expect(logged.filter(({ event }) => event === 'staff.removed')).toEqual([expect.objectContaining({ count: 1 })]);
    expect(JSON.stringify(logged)).not.toMatch(/"tom"|Tom Reed/);
    expect((await confirmationsIn(store).load()).confirmed.csc).toMatchObject({ phone: '0300 123 4043', at: LAST });
  });

  it('Staff who come back at the moment of their removal stay', async () => {
    await addPerson();
    let isFirst = true;
    const meddled: Store = {
      ...store,
      async remove(kind, id, version) {
        if (isFirst) await peopleIn(store).noteHere(tom.id, A_YEAR_ON);
        isFirst = false;
        return store.remove(kind, id, version);
      },
    };
    const { events } = await aYearOn(meddled);
    expect(isFirst).toBe(false);
    expect((await peopleIn(store).load(tom.id)).aboutYou.name).toBe('Tom Reed');
    expect(events()).not.toContain('staff.removed');
  });
});

describe.each(kinds.slice(0, 1))('staff who have left, in %s alone', (_, open) => {
  beforeEach(async () => {
    store = await open();
  });

  it('Staff stay while a case of theirs is open, and the chain of an old case verifies without them', async () => {
    for (const { id } of [jane, pat]) await addPerson(id);
    await storeDraft(store, OTHER_REFERENCE); // an unsent draft of Jane's
    const cases = await storeReadCase(store);
    await rewrite(cases, REFERENCE, (record) => allSent(record, DECIDED));
    await aYearOn();
    expect([await isKnown(jane.id), await isKnown(pat.id)]).toEqual([true, false]);
    expect(verdictOn(REFERENCE, (await store.read('case', REFERENCE))?.document)).toMatchObject({ kind: 'whole' });
    // because the name is a fact of the case
    expect((await casesIn(store, () => {}).load(REFERENCE))?.facts.names.pat).toBe('Pat Lee');
  });

  it('Staff stay while something has still to be told to them, or while a case cannot be read', async () => {
    await addPerson(jane.id);
    await addPerson();
    await storeReadCase(store); // Jane has still to be told the decision
    const { later } = await aYearOn();
    expect([await isKnown(jane.id), await isKnown()]).toEqual([true, false]);
    await addPerson();
    await store.create({ kind: 'case', id: 'HT-0000-000', author: jane.id });
    await later(1);
    expect(await isKnown()).toBe(true);
  });

  it('Staff have not left if they are on a list or on duty, were here within the period, or have no record yet of when they were last here', async () => {
    await addPerson(mo.id); // a manager
    await addPerson(pat.id); // on duty
    await addPerson(tom.id, at('2021-11-30T10:00:00.000Z'));
    // without a record of when she was last here
    await peopleIn(store).change(jane.id, (person) => ({ ...person, chat }));
    const { look, later, confirm, onDuty } = scheduled(store, { start: A_YEAR_ON });
    onDuty(withOnDuty(noDuty, pat, { at: A_YEAR_ON, until: at('2021-12-01T20:00:00.000Z') }));
    await confirm();
    await look(A_YEAR_ON);
    for (const { id } of [mo, pat, tom, jane]) expect([id, await isKnown(id)]).toEqual([id, true]);
    await later(364);
    expect([await isKnown(jane.id), await isKnown(tom.id)]).toEqual([true, false]);
    await later(1);
    expect(await isKnown(jane.id)).toBe(false); // a year after the first check
  });

  it('Staff are not removed before an administrator has confirmed the periods', async () => {
    await addPerson();
    await scheduled(store).look(at('2040-01-01T15:00:00.000Z'));
    expect(await isKnown()).toBe(true);
  });
});
