import { describe, expect, it } from '@jest/globals';
import { Instant } from '../../src/base/time.ts';
import { arrangementInWords, withArrangement } from '../../src/check/arrangement.ts';
import { Answers, emptyAnswers } from '../../src/check/draft.ts';
import { typedAnswer } from '../../src/check/typed.ts';
import { at, caseContext, draftAt, NOW, pack, press, pressed } from './a-draft.ts';

// NOW is Tuesday 24 November 2026
const living = {
  'pf-carer': 'not-close-family',
  'pf-began': '1 September 2026',
  'pf-until': '',
  'pf-full-time': 'yes',
  'pf-disabled': 'no',
};
const kin = { kin: 'yes', danger: 'no', 'child-age': '04/03/2012' };
const start = draftAt('private-fostering', kin);
const found = pressed(start, { fields: living });
const finding = (answers: Answers) => answers.values['pf-finding'];

describe('what was answered about private fostering', () => {
  it('is kept with the answers as what was found and why, and leads to the card that says so', () => {
    expect(finding(found.answers)).toBe('looks-like');
    expect(at(found)).toBe('private-fostering-finding');
    expect(arrangementInWords(found.answers)).toEqual({
      finding: 'This looks like private fostering',
      because: [
        'The carer is not close family or a legal guardian.',
        'The care is full time.',
        'More than 27 days, since 1 September 2026.',
        'The child is under 16.',
        'The child turns 16 on 4 March 2028.',
      ].join(' '),
    });
    expect(Answers.parse(JSON.parse(JSON.stringify(found.answers)))).toEqual(found.answers);
  });

  it('is found anew when an answer is changed', () => {
    const again = pressed(
      { ...found, progress: start.progress },
      { fields: { ...living, 'pf-carer': 'close-family' } },
    );
    expect(finding(again.answers)).toBe('does-not');
    expect(arrangementInWords(again.answers)).toEqual({
      finding: 'This does not look like private fostering',
      because: 'The carer is close family or the child’s legal guardian.',
    });
  });

  it('is found anew when the age of the child is changed, on another card', () => {
    const child = { ...found, progress: { ...found.progress, at: 'personal' } };
    const grown = pressed(child, { fields: { 'child-age': '04/03/2009' } });
    expect(finding(grown.answers)).toBe('does-not');
    expect(arrangementInWords(grown.answers)?.because).toMatch(/^The child is 16 or older and not disabled\./);
  });

  it('cannot tell where the answers do not tell, also where they are “not known”', () => {
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

  it('is taken away, with its reason, when nothing is answered any more', () => {
    const nothing = Object.fromEntries(Object.keys(living).map((field) => [field, '']));
    const { answers } = pressed({ ...found, progress: start.progress }, { fields: nothing });
    expect(answers.values).not.toHaveProperty('pf-finding');
    expect(answers.readings).not.toHaveProperty('pf-finding');
    expect(arrangementInWords(answers)).toBeUndefined();
  });

  it('is nothing where nothing was asked: a child’s age alone finds nothing', () => {
    const { answers } = pressed(draftAt('personal', kin), { fields: { 'child-age': '04/03/2012' } });
    expect(arrangementInWords(answers)).toBeUndefined();
    expect(withArrangement({ ...start, answers: emptyAnswers }, NOW).answers).toEqual(emptyAnswers);
  });

  it('is as of the day on which it is answered: the 28th day makes the difference', () => {
    const short = pressed(start, { fields: { ...living, 'pf-began': '28 October 2026', 'pf-until': '' } });
    expect(finding(short.answers)).toBe('looks-like'); // the 28th day is 24 November
    const shorter = pressed(start, { fields: { ...living, 'pf-began': '29 October 2026', 'pf-until': '' } });
    expect(finding(shorter.answers)).toBe('cannot-tell');
    const tomorrow = Instant.parse('2026-11-25T14:03:20.000Z');
    expect(finding(withArrangement(shorter, tomorrow).answers)).toBe('looks-like');
  });

  it('is kept also where something beside it has a fault', () => {
    const { draft, problems } = press(start, { fields: { ...living, 'pf-disabled': 'perhaps' } });
    expect(problems).toEqual([{ field: 'pf-disabled', kind: 'not-a-choice' }]);
    expect(finding(draft.answers)).toBe('looks-like');
  });

  it('changes no other answer, and not the draft that was given', () => {
    const before = JSON.stringify(start);
    const { values } = withArrangement(
      { ...start, answers: { ...start.answers, values: { ...kin, ...living } } },
      NOW,
    ).answers;
    expect(values).toEqual({ ...kin, ...living, 'pf-finding': expect.any(String) });
    expect(JSON.stringify(start)).toBe(before);
  });
});

describe('reporting it', () => {
  it.each([
    ['report', 'yes'],
    ['continue', 'no'],
  ])('is said with the button “%s”: %s', (choice, report) => {
    const after = pressed(found, { choice });
    expect(after.answers.values['pf-report']).toBe(report);
    expect(at(after)).toBe('check-answers');
  });

  it('can be typed, by its words or its number, and anything else is asked again', () => {
    for (const said of ['1', 'report it as well', 'Report it'])
      expect(typedAnswer(found, said, caseContext)).toMatchObject({
        kind: 'answered',
        draft: { answers: { values: { 'pf-report': 'yes' } } },
      });
    for (const said of ['2', 'continue'])
      expect(typedAnswer(found, said, caseContext)).toMatchObject({
        kind: 'answered',
        draft: { answers: { values: { 'pf-report': 'no' } } },
      });
    for (const said of ['3', 'who knows']) expect(typedAnswer(found, said, caseContext)).toEqual({ kind: 'unclear' });
  });

  it('stays said when the worker comes by again and goes to check answers with the button for that', () => {
    const reported = pressed(found, { choice: 'report' });
    const back = { ...reported, progress: { ...reported.progress, at: 'private-fostering-finding' } };
    expect(pressed(back, { next: 'check-answers' }).answers.values['pf-report']).toBe('yes');
  });

  it('is never needed for sending: the way goes on with nothing answered', () => {
    const silent = pressed(start, { fields: {} });
    expect(at(silent)).toBe('private-fostering-finding');
    expect(at(pressed(silent, { choice: 'continue' }))).toBe('check-answers');
    expect(pack.fields.filter(({ id, required }) => id.startsWith('pf-') && required)).toEqual([]);
  });
});
