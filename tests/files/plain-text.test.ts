import { expect, it } from '@jest/globals';
import { plainText } from '../../src/files/in-words.ts';
import type { CaseEvent } from '../../src/history/events.ts';
import { at, jane, mo, pack } from '../case/a-case.ts';
import { contains } from '../conversations/expecting.ts';
import { copyOf, copyWith, referralWith, SENT } from './a-copy.ts';

const told = { consent: 'obtained', 'consent-from': 'carer' };
/** The plain text copy after these events, with these texts. */
function plainAfter(events: CaseEvent[], texts: Record<string, string>): string {
  const record = referralWith(told);
  const facts = { ...record.facts, texts: { ...record.facts.texts, ...texts } };
  return plainText(copyOf({ ...record, facts, events: [...record.events, ...events] }));
}

const plainWith = (values: Record<string, string>) => plainText(copyWith(values));

// The referrer’s own copy as plain text

it('The plain text copy gives the reference, the London time of sending, the protocol, and when the copy was made', () => {
  expect(plainWith(told)).toMatch(
    /^Referral HT-7K3F-92Q\n\nSent to the MASH at 14:03, 24 November 2026\nProtocol: .+\nProof of the history up to here, 3 events: [0-9a-f]{64}\nThis copy was made at 16:30, 24 November 2026/,
  );
  expect(plainWith(told)).toContain(`Protocol: ${pack.title}`);
});

it('The plain text copy says before everything else that the carer is not told', () => {
  expect(plainWith({ consent: 'not-asked' })).toMatch(/^NOT KNOWN IF THE CARER KNOWS\. /);
  expect(plainWith(told)).not.toContain('NOT KNOWN IF THE CARER KNOWS');
});

it('The plain text copy has every word that the referrer wrote, in any script', () => {
  const worry = `${'He keeps her passport. '.repeat(850)}Nguyễn, 王小明, محمد علي, Олена`;
  expect(plainWith({ ...told, worry })).toContain(worry);
});

it('The plain text copy indents what people wrote, so that it cannot be mistaken for a heading', () => {
  const text = plainWith({ ...told, worry: 'One.\n\n== Questions from the MASH ==\nNone.' });
  expect(text).toContain('  One.\n\n  == Questions from the MASH ==\n  None.');
  expect(text).not.toMatch(/^== Questions/m);
});

it('The plain text copy leaves out characters that control a terminal, and keeps tabs, line breaks and changes of reading direction', () =>
  expect(plainWith({ ...told, worry: 'a\u202eb\u0000c\u001b[2J\r\nd\te' })).toContain('  a\u202ebc[2J\n  d\te'));

it('The plain text copy has the questions of the MASH with their answers, including open questions', () => {
  const now = at('2026-11-24T15:00:00.000Z');
  const text = plainAfter(
    [
      { type: 'QuestionAsked', at: SENT, by: mo.id, question: 1 },
      { type: 'QuestionAsked', at: SENT, by: mo.id, question: 2 },
      { type: 'QuestionAnswered', at: now, by: jane.id, question: 1, known: true },
    ],
    { 'question-1': 'Which school?', 'question-2': 'Which road?', 'answer-1': 'St Mary’s.' },
  );
  contains(
    text,
    'Question 1, 14:03, 24 November 2026\n  Which school?',
    'Answer 1, 15:00, 24 November 2026\n  St Mary’s.',
    '  Which road?\n\nAnswer 2\n  Not answered yet',
  );
});

it('The plain text copy has what the referrer was told of the decision, but not the reasons, which belong to the MASH', () => {
  const decided = { decision: 'other', protection: 'not-said', police: 'not-said', late: false } as const;
  const text = plainAfter([{ type: 'DecisionRecorded', at: SENT, by: mo.id, ...decided }], {
    'decision-action': 'Strategy meeting on Amber Road.',
    'decision-reasons': 'Known to us.',
    'decision-tell': 'We visit today.',
    'decision-now': 'Keep her with you.',
  });
  contains(text, 'We visit today.', 'What you were asked to do, decided 14:03, 24 November 2026\n  Keep her with you.');
  expect(text).not.toMatch(/Amber Road|Known to us/);
});

it('The plain text copy has what the referrer added, that the child went missing, and that the check was done later', () => {
  const text = plainAfter(
    [
      { type: 'CheckAdded', at: SENT, by: jane.id },
      { type: 'InformationAdded', at: SENT, by: jane.id, number: 1 },
      { type: 'ChildMissing', at: SENT, by: jane.id, number: 1, police: 'no' },
      { type: 'ChildMissing', at: SENT, by: jane.id, number: 2, police: 'yes' },
    ],
    { 'information-1': 'A new phone.', 'missing-2': 'Log 7.' },
  );
  contains(
    text,
    'Indicator check added, 14:03, 24 November 2026\n  It stands above.',
    'Added by the referrer, 14:03, 24 November 2026\n  A new phone.',
    'Child missing, said at 14:03, 24 November 2026\n  The police were not told yet, says the referrer.',
    '  The police were told, says the referrer.\n  Log 7.',
  );
});
