import { describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/base/people.ts';
import type { Texts } from '../../src/base/texts.ts';
import { advance } from '../../src/case/advance.ts';
import { heldAddresses, mayTellPlacement, textsAsWritten, withHeld, withoutAddresses } from '../../src/case/held.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { withChain } from '../../src/evidence/link.ts';
import { recordPlaced } from '../../src/features/address/rules.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { aReferral, at, caseContext, jane, pat, tom, withOutcome } from './a-case.ts';

const NOW = at('2026-11-24T16:00:00.000Z');
const sent = () => withChain(undefined, aReferral(at('2026-11-24T14:03:20.000Z')), () => 'salt');

/** The case after a person has written this, with its chain as the store keeps it. */
function writes(record: CaseRecord, by: Person, event: object, texts: Texts): CaseRecord {
  const next = advance(
    record,
    { events: [{ at: NOW, by: by.id, ...event } as CaseEvent], texts, by },
    caseContext(NOW),
  );
  return withChain(record, next, () => 'salt');
}
const adds = (record: CaseRecord, number: number, text: string) =>
  writes(record, jane, { type: 'InformationAdded', number }, { [`information-${number}`]: text });
const answers = (record: CaseRecord, number: number, placed: 'yes' | 'no', by = jane) =>
  withOutcome(record, recordPlaced(record, number, placed, { by, now: NOW }), by);
const asked = (record: CaseRecord) => heldAddresses(record).map(({ number, words, who }) => [number, words, who]);

describe('what may be an address', () => {
  it('is held back only if the child may be placed, by anything in the case', () => {
    const told = adds(sent(), 1, 'He waits at 12 Oak Road.');
    expect(told.facts.texts['information-1']).toBe('He waits at 12 Oak Road.');
    const later = adds(told, 2, 'She is with a foster carer at 3 Elm Way.');
    expect(later.facts.texts).toMatchObject({
      'information-1': 'He waits at [address 1 held back].',
      'information-2': 'She is with a foster carer at [address 2 held back].',
    });
    expect(asked(later)).toEqual([
      [1, '12 Oak Road', 'jane'],
      [2, '3 Elm Way', 'jane'],
    ]);
  });

  it('is put back by “no” and left out by “yes”, wherever it stands, and a mask that somebody typed stands for nothing', () => {
    const both = adds(
      adds(sent(), 1, 'In a refuge, 12 Oak Road'),
      2,
      '12 Oak Road or 3 Elm Way, [address 7 held back]',
    );
    const one = answers(both, 1, 'yes');
    expect(Object.values(one.facts.texts)).toEqual([
      'In a refuge, [place left out]',
      '[place left out] or [address 2 held back], (address 7 held back)',
    ]);
    expect(JSON.stringify(one)).not.toMatch(/Oak Road/);
    expect(answers(one, 2, 'no').facts.texts['information-2']).toContain('or 3 Elm Way,');
  });

  it('is its street alone, too: before the address and after it, when it is asked about and when it is gone', () => {
    const told = adds(adds(sent(), 1, 'In a refuge. He waits on oak road'), 2, 'Refuge is 12 Oak Road, Luton');
    expect(Object.values(told.facts.texts)).toEqual([
      'In a refuge. He waits on [address 2 held back]',
      'Refuge is [address 1 held back]',
    ]);
    const gone = answers(told, 1, 'yes');
    expect(JSON.stringify(gone)).not.toMatch(/oak road/i);
    const again = adds(gone, 3, 'seen near the oak rd flats and in Elm Road, across the road');
    expect(again.facts.texts['information-3']).toBe(
      'seen near the [address 3 held back] flats and in Elm Road, across the road',
    );
    const shown = answers(told, 1, 'no');
    expect(Object.values(adds(shown, 3, 'oak rd').facts.texts).join()).toBe(
      // the street of an address that is no placement may be that of the placement: it is asked about
      'In a refuge. He waits on oak road,Refuge is 12 Oak Road, Luton,[address 3 held back]',
    );
  });

  it('is one question where an address was written with and without its town', () => {
    const both = adds(sent(), 1, 'In a refuge, 12 Oak Road, Luton. He knows 12 Oak Road');
    expect(asked(answers(both, 2, 'yes'))).toEqual([]);
  });

  it('is still asked about with its town after “no” to the street alone, but not the other way round', () => {
    const both = adds(adds(sent(), 1, 'In a refuge, he knows 12 Oak Road'), 2, 'at 12 Oak Road, Luton');
    const short = answers(both, 1, 'no');
    expect(Object.values(short.facts.texts)).toEqual(['In a refuge, he knows 12 Oak Road', 'at [address 2 held back]']);
    expect(asked(answers(both, 2, 'no'))).toEqual([]);
  });

  it('is asked of each who wrote it, and the answer of one shows no word of the other', () => {
    const news = { type: 'MashNewsRecorded', number: 1 };
    const told = adds(sent(), 1, 'In a refuge, 12 Oak Road');
    const both = writes(told, pat, news, { 'side-MashNewsRecorded-1': 'Seen at 12 Oak Road, [address 1 held back]' });
    expect(asked(both)).toEqual([
      [1, '12 Oak Road', 'jane'],
      [2, '12 Oak Road', 'pat'],
    ]);
    const one = adds(answers(both, 1, 'no'), 2, 'still at 12 Oak Road');
    expect(one.facts.texts).toEqual({
      'information-1': 'In a refuge, 12 Oak Road',
      'side-MashNewsRecorded-1': 'Seen at [address 2 held back], (address 1 held back)',
      'information-2': 'still at 12 Oak Road',
    });
    expect(withHeld('[address 1 held back], [address 2 held back]', both, pat.id)).toBe(
      '[place left out], 12 Oak Road',
    );
  });

  it('is asked of whoever wrote it, also when it becomes known later: the referrer is not shown words of the MASH', () => {
    const news = { type: 'MashNewsRecorded', number: 1 };
    const told = writes(sent(), pat, news, { 'side-MashNewsRecorded-1': 'Seen at 9 Fir Row' });
    const known = adds(told, 1, 'He is in care now, at 12 Oak Road');
    expect(asked(known).sort(([, one], [, other]) => (String(one) < String(other) ? -1 : 1))).toEqual([
      [2, '12 Oak Road', 'jane'],
      [1, '9 Fir Row', 'pat'],
    ]);
    const number = heldAddresses(known).find(({ who }) => who === pat.id)?.number ?? 0;
    expect(recordPlaced(known, number, 'yes', { by: jane, now: NOW }).kind).toBe('nothing-to-do');
  });

  it('is asked of the colleague who takes the referral over', () => {
    const told = adds(sent(), 1, 'In a refuge, 12 Oak Road');
    const over = writes(told, tom, { type: 'HandOverAccepted', number: 1, from: jane.id }, {});
    expect(asked(over)).toEqual([[1, '12 Oak Road', 'tom']]);
  });

  it('is held back after a question of the MASH whether the child is in care, unless the answer is no', () => {
    const after = (answer: string) => {
      const question = writes(sent(), pat, { type: 'QuestionAsked', question: 1 }, { 'question-1': 'Is he in care?' });
      const said = writes(
        question,
        jane,
        { type: 'QuestionAnswered', question: 1, known: true },
        { 'answer-1': answer },
      );
      return adds(said, 1, 'at 12 Oak Road').facts.texts['information-1'];
    };
    expect([after('yes he is'), after('No.')]).toEqual(['at [address 1 held back]', 'at 12 Oak Road']);
  });

  it('still tells a double press, and is left out of words without a child of somebody whose child may be placed', () => {
    const told = adds(sent(), 1, 'In a refuge, 12 Oak Road');
    expect(textsAsWritten(told)['information-1']).toBe('In a refuge, 12 Oak Road');
    expect(withoutAddresses('gone to 3 Elm Way')).toBe('gone to [address held back]');
    const both = ['taken to a foster placement', 'they live at 3 Elm Way'];
    expect([mayTellPlacement([], [told]), mayTellPlacement(both, [sent()])]).toEqual([true, true]);
    expect(mayTellPlacement(['gone to 3 Elm Way'], [sent()])).toBe(false);
  });

  it('is also a town alone on a line of the author, or in an answer about a place, but no name that the case knows', () => {
    const told = adds(sent(), 1, 'In a refuge.\nHitchin\nJane\nHelp');
    expect(told.facts.texts['information-1']).toBe('In a refuge.\n[address 1 held back]\nJane\nHelp');
    const after = (question: string) => {
      const asks = writes(told, pat, { type: 'QuestionAsked', question: 1 }, { 'question-1': question });
      const event = { type: 'QuestionAnswered', question: 1, known: true };
      return writes(asks, jane, event, { 'answer-1': 'Luton' }).facts.texts['answer-1'];
    };
    expect([after('Where is she?'), after('Who is with her?')]).toEqual(['[address 2 held back]', 'Luton']);
    const shown = answers(told, 1, 'no');
    expect(shown.facts.texts['information-1']).toContain('Hitchin');
    expect(JSON.stringify(answers(shown, 1, 'yes').facts.texts)).not.toContain('Hitchin');
  });

  it('waits in words that may be about another child, and no other address of this child does', () => {
    const home = adds(sent(), 1, 'Home is 12 Oak Road');
    const event = { type: 'InformationAdded', number: 2, perhapsPlaced: true };
    const filed = writes(home, jane, event, { 'information-2': 'She went to 3 Elm Way' });
    const next = adds(filed, 3, 'He is at 5 Fir Row');
    expect(Object.values(next.facts.texts)).toEqual([
      'Home is 12 Oak Road',
      'She went to [address 1 held back]',
      'He is at 5 Fir Row',
    ]);
    expect(answers(next, 1, 'no').facts.texts['information-2']).toBe('She went to 3 Elm Way');
  });
});
