import { expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { Answers, emptyAnswers } from '../../src/draft/draft.ts';
import { arrangementInWords, withFosteringFinding } from '../../src/draft/private-fostering.ts';
import { typedAnswer } from '../../src/draft/typed.ts';
import { answerContext, at, draftAt, movedTo, NOW, pack, press, pressed } from './a-draft.ts';

// NOW is Tuesday 24 November 2026
const fullAnswers = {
  'pf-carer': 'not-close-family',
  'pf-began': '1 September 2026',
  'pf-until': '',
  'pf-full-time': 'yes',
  'pf-disabled': 'no',
};
const kin = { kin: 'yes', danger: 'no', 'child-age': '04/03/2012' };
const start = draftAt('private-fostering', kin);
const answered = pressed(start, { fields: fullAnswers });
const finding = (answers: Answers) => answers.values['pf-finding'];

// The finding on private fostering

it('The finding on private fostering and its reasons are stored with the answers and shown on a card', () => {
  expect(finding(answered.answers)).toBe('looks-like');
  expect(at(answered)).toBe('private-fostering-finding');
  expect(arrangementInWords(answered.answers)).toEqual({
    finding: 'This looks like private fostering',
    because: [
      'The carer is not close family or a legal guardian.',
      'The care is full time.',
      'More than 27 days, since 1 September 2026.',
      'The child is under 16.',
      'The child turns 16 on 4 March 2028.',
    ].join(' '),
  });
  expect(Answers.parse(JSON.parse(JSON.stringify(answered.answers)))).toEqual(answered.answers);
});

it('A changed answer changes the finding', () => {
  const again = pressed(
    { ...answered, progress: start.progress },
    { fields: { ...fullAnswers, 'pf-carer': 'close-family' } },
  );
  expect(finding(again.answers)).toBe('does-not');
  expect(arrangementInWords(again.answers)).toEqual({
    finding: 'This does not look like private fostering',
    because: 'The carer is close family or the child’s legal guardian.',
  });
});

it('A changed age on another card changes the finding', () => {
  const child = movedTo(answered, 'child');
  const grown = pressed(child, { fields: { 'child-age': '04/03/2009' } });
  expect(finding(grown.answers)).toBe('does-not');
  expect(arrangementInWords(grown.answers)?.because).toMatch(/^The child is 16 or older and not disabled\./);
});

it('The finding is “cannot tell” if the answers are too few, unclear or “not known”', () => {
  const some: Record<string, string>[] = [
    { 'pf-carer': 'not-known' },
    { 'pf-full-time': 'yes' },
    { 'pf-began': 'a while ago' },
  ];
  for (const fields of some) {
    const { answers } = pressed(start, { fields });
    expect(finding(answers)).toBe('cannot-tell');
    expect(arrangementInWords(answers)?.finding).toBe('Private fostering: cannot tell yet');
  }
});

it('The finding and its reasons go when every answer is emptied', () => {
  const nothing = Object.fromEntries(Object.keys(fullAnswers).map((field) => [field, '']));
  const { answers } = pressed({ ...answered, progress: start.progress }, { fields: nothing });
  expect(answers.values).not.toHaveProperty('pf-finding');
  expect(answers.readings).not.toHaveProperty('pf-finding');
  expect(arrangementInWords(answers)).toBeUndefined();
});

it('A child’s age alone gives no finding', () => {
  const { answers } = pressed(draftAt('child', kin), { fields: { 'child-age': '04/03/2012' } });
  expect(arrangementInWords(answers)).toBeUndefined();
  expect(withFosteringFinding({ ...start, answers: emptyAnswers }, NOW).answers).toEqual(emptyAnswers);
});

it('The finding counts the days of care up to the day of the answer', () => {
  const short = pressed(start, { fields: { ...fullAnswers, 'pf-began': '28 October 2026', 'pf-until': '' } });
  expect(finding(short.answers)).toBe('looks-like'); // the 28th day is 24 November
  const shorter = pressed(start, { fields: { ...fullAnswers, 'pf-began': '29 October 2026', 'pf-until': '' } });
  expect(finding(shorter.answers)).toBe('cannot-tell');
  const tomorrow = Instant.parse('2026-11-25T14:03:20.000Z');
  expect(finding(withFosteringFinding(shorter, tomorrow).answers)).toBe('looks-like');
});

it('The finding is stored even if another answer of the form has a fault', () => {
  const { draft, problems } = press(start, { fields: { ...fullAnswers, 'pf-disabled': 'perhaps' } });
  expect(problems).toEqual([{ field: 'pf-disabled', kind: 'not-a-choice' }]);
  expect(finding(draft.answers)).toBe('looks-like');
});

it('The finding changes no other answer and leaves the original draft alone', () => {
  const before = JSON.stringify(start);
  const { values } = withFosteringFinding(
    { ...start, answers: { ...start.answers, values: { ...kin, ...fullAnswers } } },
    NOW,
  ).answers;
  expect(values).toEqual({ ...kin, ...fullAnswers, 'pf-finding': expect.any(String) });
  expect(JSON.stringify(start)).toBe(before);
});

// Reporting it

it.each([
  ['report', 'yes'],
  ['continue', 'no'],
])('The button “%s” sets the report to %s', (choice, report) => {
  const after = pressed(answered, { choice });
  expect(after.answers.values['pf-report']).toBe(report);
  expect(at(after)).toBe('check-answers');
});

it('The choice to report can be typed by its words or its number, and anything else is unclear', () => {
  for (const phrase of ['1', 'report it as well', 'Report it'])
    expect(typedAnswer(answered, phrase, answerContext)).toMatchObject({
      kind: 'answered',
      draft: { answers: { values: { 'pf-report': 'yes' } } },
    });
  for (const phrase of ['2', 'continue'])
    expect(typedAnswer(answered, phrase, answerContext)).toMatchObject({
      kind: 'answered',
      draft: { answers: { values: { 'pf-report': 'no' } } },
    });
  for (const phrase of ['3', 'who knows'])
    expect(typedAnswer(answered, phrase, answerContext)).toEqual({ kind: 'unclear' });
});

it('The choice to report stays when the referrer returns to the card and presses “Finish and send”', () => {
  const reported = pressed(answered, { choice: 'report' });
  const back = movedTo(reported, 'private-fostering-finding');
  expect(pressed(back, { next: 'check-answers' }).answers.values['pf-report']).toBe('yes');
});

it('No answer about private fostering is required', () => {
  const silent = pressed(start, { fields: {} });
  expect(at(silent)).toBe('private-fostering-finding');
  expect(at(pressed(silent, { choice: 'continue' }))).toBe('check-answers');
  expect(pack.fields.filter(({ id, required }) => id.startsWith('pf-') && required)).toEqual([]);
});
