import { expect, it } from '@jest/globals';
import type { CaseRecord } from '../../src/case/record.ts';
import { CaseFile, caseFile } from '../../src/files/case-file.ts';
import { caseInWords, plainText } from '../../src/files/in-words.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { cases, referral } from '../cards/sample-cases.ts';
import { aReferral, at, jane, mo, OTHER_REFERENCE, pack, REFERENCE } from '../case/a-case.ts';
import { markOf } from '../case/every-event.ts';
import { contains } from '../conversations/expecting.ts';
import { loggedCall } from '../features/joining/two-cases.ts';
import { referralWith, SENT } from './a-copy.ts';

const LATER = at('2026-11-24T16:30:00.000Z');
const fileOf = (record: CaseRecord): CaseFile => caseFile(record, referral(record), pack, LATER);

function after(events: CaseEvent[], texts: Record<string, string>): CaseRecord {
  const record = referralWith({ consent: 'obtained' });
  const facts = { ...record.facts, texts: { ...record.facts.texts, ...texts } };
  return { ...record, facts, events: [...record.events, ...events] };
}

// The case file

it.each(['empty', 'usual', 'full', 'hostile'] as const)(
  'The case file has the documented shape in every state, for the sample %s',
  (sample) => {
    for (const record of Object.values(cases(sample)))
      expect(CaseFile.parse(JSON.parse(JSON.stringify(fileOf(record))))).toMatchObject({ format: 1 });
  },
);

it('The case file gives every event a title in words, and people their names', () => {
  const { decided } = cases('usual');
  const { history } = fileOf(decided);
  expect(history).toHaveLength(decided.events.length);
  for (const { title } of history) expect(title).toMatch(/^[A-Z][a-zA-Z ,’·:()0-9-]+/);
  expect(history.map(({ title }) => title)).not.toContain(REFERENCE);
  expect(history.find(({ type }) => type === 'ReferralTaken')?.by?.name).toBe('Pat Lee');
});

it('The case file says when the referrer rang', () => {
  const { history } = fileOf(aReferral(SENT, { calledAt: at('2026-11-24T13:50:00.000Z') }));
  expect(history).toContainEqual(
    expect.objectContaining({
      title: 'Phone call to the MASH',
      text: 'At 13:50, 24 November 2026, says the referrer',
    }),
  );
});

it('The case file leaves out no text of the case, and puts texts without a place of their own at the end', () => {
  const { decided } = cases('full');
  const { texts } = decided.facts;
  const all = JSON.stringify(fileOf(decided));
  for (const text of Object.values(texts)) expect(all).toContain(JSON.stringify(text).slice(1, -1));
  const odd = after([], { 'of-a-later-version': 'A text that nobody knows.' });
  expect(fileOf(odd).others).toEqual([{ title: 'of-a-later-version', text: 'A text that nobody knows.' }]);
  expect(plainText(caseInWords(fileOf(odd)))).toContain('of-a-later-version\n  A text that nobody knows.');
});

it('The case file in words says what the JSON says', () => {
  const record = after(
    [
      { type: 'CaseLinked', at: SENT, to: OTHER_REFERENCE, kind: 'family' },
      { type: 'QuestionAsked', at: SENT, by: mo.id, question: 1 },
      { type: 'InformationAdded', at: SENT, by: jane.id, number: 1 },
    ],
    { 'question-1': 'Which school?', 'information-1': 'A new phone.' },
  );
  const text = plainText(caseInWords(fileOf(record)));
  expect(text).toMatch(
    /^NOT KNOWN IF THE CARER KNOWS\..*\n\nCase HT-7K3F-92Q\n\nSent to the MASH at 14:03, 24 November 2026, Jane Okafor\n/,
  );
  contains(
    text,
    '  Which school?\n\nAnswer 1\n  Not answered yet',
    '  A new phone.',
    `Linked referral, same family\n  ${OTHER_REFERENCE}`,
    'not decided yet',
  );
});

it('The case file has each decision with its reasons, and says which decision no longer holds', () => {
  const decision = { decision: 'other', protection: 'yes', police: 'no' } as const;
  const record = after(
    [
      { type: 'DecisionRecorded', at: SENT, by: mo.id, ...decision, late: true },
      {
        type: 'DecisionCorrected',
        at: LATER,
        by: mo.id,
        ...decision,
        decision: 'assessment',
        number: 2,
        corrects: 1,
      },
    ],
    {
      'decision-action': 'Visit at 14:03, Tue 24 Nov',
      'decision-reasons': 'The burn.',
      'decision-tell': 'We visit.',
      'decision-protection': 'A safe place.',
      'decision-action-2': 'Pass on.',
      'decision-reasons-2': 'Named wrongly.',
      'decision-tell-2': 'Pass on.',
      'decision-now-2': 'Keep her with you.',
    },
  );
  const file = fileOf(record);
  expect(file.decisions.map(({ number, corrects, late }) => [number, corrects, late])).toEqual([
    [1, undefined, true],
    [2, 1, false],
  ]);
  expect(file.others).toEqual([]);
  expect(file.decisions.map(({ referrerDoesNow }) => referrerDoesNow)).toEqual(['', 'Keep her with you.']);
  const text = plainText(caseInWords(file));
  contains(
    text,
    'Decision, LATE, 14:03, 24 November 2026\n  This no longer holds.\n  Other action\n  Visit at',
    '  Immediate protection: Yes: A safe place.\n  Police told: No\n',
    'Decision 2, corrects decision 1, 16:30, 24 November 2026\n  Concerns about trafficking',
    '  Reasons: Named wrongly.',
    '  What the referrer should do now: Keep her with you.',
  );
});

it('The case file leaves out notes for the police, which only the Assessment team reads, and says so', () => {
  const record = after([{ type: 'PoliceNoteAdded', at: LATER, by: mo.id, number: 1 }], {
    'police-note-1': 'A car was seen.',
  });
  const file = fileOf(record);
  expect(JSON.stringify(file)).not.toContain('A car was seen.');
  expect(file.history.map(({ type }) => type)).toContain('PoliceNoteAdded');
  expect(plainText(caseInWords(file))).toContain('Notes for the police are not in it');
});

it('The case file says that a referrer who rang was reminded to write, and no time that was not theirs', () => {
  const marks = [markOf('writtenConfirmation', { remind: true }), markOf('writtenConfirmation', { overdue: true })];
  const { history } = fileOf(after(marks, {}));
  expect(history.slice(-2)).toMatchObject(
    Array(2).fill({ title: 'The referrer was reminded that their call is not in writing', text: '' }),
  );
});

it('The case file says that a call which the MASH wrote down is overdue in writing, and since when', () => {
  const logged = loggedCall();
  const { history } = fileOf({
    ...logged,
    events: [...logged.events, markOf('writtenConfirmation', { overdue: true })],
  });
  expect(history.at(-1)?.title).toMatch(/^Not in writing\. OVERDUE since \d\d:\d\d, /);
});

it('The case file does not repeat the time of an event in its words', () => {
  const asked: CaseEvent = { type: 'HandOverOffered', at: SENT, by: jane.id, number: 1, until: LATER };
  expect(fileOf(after([asked], {})).history.at(-1)).toMatchObject({
    title: 'The referrer asked for a code to hand it over',
    text: '',
  });
});

it('The case file says first that the carer is not told', () => {
  const file = fileOf(referralWith({ consent: 'not-asked' }));
  expect(file.carerIsNotTold).toBe(true);
  expect(plainText(caseInWords(file))).toMatch(/^NOT KNOWN IF THE CARER KNOWS\. /);
  expect(fileOf(referralWith({ consent: 'obtained', 'consent-from': 'carer' })).carerIsNotTold).toBe(false);
});

it('The case file leaves out a check that the referrer has not sent', () => {
  const record = referralWith({ consent: 'obtained' });
  const adding = { ...record.facts.answers, values: { worry: 'Not sent yet.' } };
  expect(JSON.stringify(fileOf({ ...record, facts: { ...record.facts, adding } }))).not.toContain('Not sent yet.');
});
