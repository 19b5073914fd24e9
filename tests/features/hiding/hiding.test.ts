import { expect, it } from '@jest/globals';
import { advance } from '../../../src/case/advance.ts';
import { type CaseRecord, textIn } from '../../../src/case/record.ts';
import { isUrgent } from '../../../src/case/urgent.ts';
import { hideThem } from '../../../src/features/hiding/rules.ts';
import { recordInformation } from '../../../src/features/information/rules.ts';
import { mustRing } from '../../../src/features/news/rules.ts';
import { sideRecordOfAddition } from '../../../src/features/side-records/state.ts';
import { caseFile } from '../../../src/files/case-file.ts';
import { ownCopy, plainText } from '../../../src/files/in-words.ts';
import { subjectAccess } from '../../../src/files/subject-access.ts';
import { type CaseEvent, textOf } from '../../../src/history/events.ts';
import { aReferral, at, caseContext, jane, meg, mo, pack, pat, submittedOf, withOutcome } from '../../case/a-case.ts';
import { resultsOf } from '../outcomes.ts';

const NOW = at('2026-11-24T16:00:00.000Z'); // 16:00 in London
const later = at('2026-11-24T16:05:00.000Z');
const words = 'He is here now, Bea Opal.';
const name = textOf.information(1);
const added: CaseEvent = { type: 'InformationAdded', at: NOW, by: jane.id, number: 1 };
const side = sideRecordOfAddition([], 'family', words, { by: jane, now: NOW });
const withWords = advance(
  aReferral(at('2026-11-24T14:00:00.000Z')),
  { events: [added], texts: { [name]: words } },
  caseContext(NOW),
);
const record = withOutcome(withWords, side, jane, NOW);
const by = (person: typeof mo) => ({ by: person, now: NOW });
const asks = (on: CaseRecord, who = mo, said = name) => hideThem(on, { said, why: 'gossip' }, by(who));
const asked = withOutcome(record, asks(record), mo, NOW);
const hidden = withOutcome(asked, hideThem(asked, { said: '16:00', why: undefined }, by(meg)), meg, NOW);

it('Two managers hide words, neither of whom is the referrer; one alone and a practitioner hide nothing', () => {
  expect(resultsOf(asks(record, pat), asks(record, { ...jane, roles: mo.roles }))).toEqual([
    ...['only-a-manager-decides', 'own-referral'],
  ]);
  expect(resultsOf(asks(asked), asks(hidden, meg))).toEqual(['nothing-to-do', 'nothing-to-do']);
  expect(asks(asked, meg)).toMatchObject({ events: [{ type: 'WordsHidden', by: 'meg', askedBy: 'mo' }] });
});

it('A manager who asked, and has taken the referral over since, is no second manager', () => {
  const own = advance(
    asked,
    { events: [{ type: 'HandOverAccepted', at: NOW, by: mo.id, number: 1, from: jane.id }], by: mo },
    caseContext(NOW),
  );
  expect(asks(own, meg)).toMatchObject({ events: [{ type: 'HidingAsked', by: 'meg' }] });
});

it('A long message is hidden whole, by the time at which it was said', () => {
  const long = `${'He drinks. '.repeat(300)}Bea Opal.`;
  const sent = withOutcome(
    record,
    recordInformation(submittedOf(record), long, {}, { by: jane, now: later }),
    jane,
    later,
  );
  const both = { said: '16:05', why: 'gossip' } as const;
  const once = withOutcome(sent, hideThem(sent, both, { by: mo, now: later }), mo, later);
  const twice = withOutcome(once, hideThem(once, both, { by: meg, now: later }), meg, later);
  const parts = Object.keys(twice.facts.texts).filter((each) => twice.facts.texts[each]?.includes('He drinks.'));
  expect(parts).toEqual([textOf.information(2), textOf.information(3)]);
  for (const part of parts) expect(textIn(twice, part)).not.toContain('He drinks.');
});

it('Who gives another reason does not agree, but asks anew', () => {
  const other = hideThem(asked, { said: name, why: 'another-child' }, by(meg));
  expect(other).toMatchObject({ events: [{ type: 'HidingAsked', why: 'another-child' }] });
});

it('A time at which nothing was said, and words of the MASH, cannot be hidden', () => {
  const missing: CaseEvent = {
    type: 'ChildMissing',
    at: at('2026-11-24T16:30:00.000Z'),
    by: pat.id,
    number: 1,
    police: 'no',
  };
  const ofMash = advance(record, { events: [missing], texts: { [textOf.missing(1)]: 'Opal rang.' } }, caseContext(NOW));
  expect(resultsOf(asks(ofMash, mo, '15:59'), asks(ofMash, mo, textOf.missing(1)), asks(ofMash, mo, '16:30'))).toEqual([
    ...['boxes-are-wrong', 'boxes-are-wrong', 'boxes-are-wrong'],
  ]);
});

it('Hidden words and their copy are in no file, and stay in the record and in the answer to a subject-access request', () => {
  const said = 'Words hidden on 24 November 2026 by Mo Hussain and Meg Hall: gossip';
  expect(textIn(hidden, name)).toBe(said);
  const referral = submittedOf(hidden);
  const files = JSON.stringify(caseFile(hidden, referral, pack, NOW)) + plainText(ownCopy(hidden, referral, pack, NOW));
  expect(files).not.toContain('Opal');
  expect(files).toContain(said);
  expect(files).toContain('Words of the referrer that two managers have hidden are not in it.');
  expect(hidden.facts.texts[name]).toBe(words);
  expect(JSON.stringify(subjectAccess(hidden, [], pack, NOW))).toContain('Opal');
});

it('Words of danger are hidden from the cards only: they ring as before, and no clock changes', () => {
  expect(mustRing(hidden, added, pack)).toBe(true);
  expect([hidden.rush, isUrgent(hidden, pack), hidden.dueAt]).toEqual([
    record.rush,
    isUrgent(record, pack),
    record.dueAt,
  ]);
});
