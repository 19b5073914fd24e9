import { describe, expect, it } from '@jest/globals';
import type { Person, Role } from '../../src/base/people.ts';
import {
  addIndicatorCheck,
  askReferrer,
  recordAnswer,
  recordDecision,
  recordPhoneCall,
  submitReferral,
  takeBackPhoneCall,
  takeReferral,
  whyNotDecide,
  withdraw,
} from '../../src/case/commands.ts';
import type { DecisionForm } from '../../src/case/decision-record.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf } from '../../src/case/state.ts';
import { recordInformation } from '../../src/features/information/rules.ts';
import { recordFound, recordMissing } from '../../src/features/missing/rules.ts';
import { DecisionKind } from '../../src/history/decision.ts';
import {
  aDraft,
  aReferral,
  aSubmission,
  at,
  consent,
  guest,
  jane,
  meg,
  mo,
  pat,
  sam,
  tom,
  withOutcome,
} from './a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const LATER = at('2026-11-24T16:00:00.000Z');
const by = (person: Person) => ({ by: person, now: LATER });
const refused = (kind: string, more = {}) => ({ kind: 'refused', why: { kind, ...more } });
const NOTHING = { kind: 'nothing-to-do' };

const draft = referralOf(aDraft(SENT).events);
const awaiting = referralOf(aReferral(SENT).events);

const form: DecisionForm = {
  decision: 'assessment',
  action: 'A social worker visits today.',
  reasons: 'The burn, and nobody knows the uncle.',
  protection: 'yes',
  protectionWhat: 'Police protection.',
  police: 'yes',
  tell: '',
};
const decidedCase = withOutcome(aReferral(SENT), recordDecision(awaiting, form, {}, by(mo)), mo, LATER);
const decided = referralOf(decidedCase.events);

const ofLength = (length: number) => 'x'.repeat(length);
const emoji = (length: number) => '🧒'.repeat(length); // each is one character to a person and two to JavaScript

describe('Submitting a referral', () => {
  it('A referrer can send a referral without a ticked indicator and without knowing anything about the child', () => {
    expect(submitReferral(draft, aSubmission, by(jane))).toMatchObject({
      kind: 'happened',
      events: [{ type: 'ReferralSubmitted', by: 'jane', at: LATER, checkDone: false }],
      texts: {},
    });
  });

  it.each([
    'obtained',
    'refused',
    'not-sought-risk',
    'not-sought-carer',
    'not-sought-nobody',
    'unsure-asked',
    'unsure',
  ])('A referral can be sent whatever was done about consent: %s', (answer) => {
    const why = answer === 'obtained' ? '' : 'He may be involved.';
    const answers = { values: { consent: answer, 'consent-why': why }, ticks: {}, readings: {} };
    expect(submitReferral(draft, { ...aSubmission, answers }, by(jane))).toMatchObject({ kind: 'happened' });
  });

  it.each(['refused', 'not-sought-risk', 'not-sought-carer', 'not-sought-nobody', 'unsure-asked', 'unsure'])(
    'A referral needs a reason if consent was: %s',
    (answer) => {
      const answers = { values: { consent: answer, 'consent-why': '  ' }, ticks: {}, readings: {} };
      expect(submitReferral(draft, { ...aSubmission, answers }, by(jane))).toEqual(refused('consent-is-missing'));
    },
  );

  it('A referral without a word about consent is refused', () => {
    const answers = { values: {}, ticks: {}, readings: {} };
    expect(submitReferral(draft, { ...aSubmission, answers }, by(jane))).toEqual(refused('consent-is-missing'));
  });

  it('A referral that does not say who refers is refused, because the MASH could not ring', () => {
    expect(submitReferral(draft, { ...aSubmission, referrerKnown: false }, by(jane))).toEqual(
      refused('who-refers-is-missing'),
    );
  });

  it('Only the author can send a referral, not even a MASH manager', () => {
    expect(submitReferral(draft, aSubmission, by(tom))).toEqual(refused('not-the-author'));
    expect(submitReferral(draft, aSubmission, by(mo))).toEqual(refused('not-the-author'));
  });

  const leaving = (sight: string) => {
    const readings = { 'leaves-sight': { words: 'then', at: at(sight) } };
    return submitReferral(draft, { ...aSubmission, answers: { ...consent, readings } }, by(jane));
  };

  it.each([
    ['in the future', '2026-11-24T16:00:00.001Z'],
    ['now', '2026-11-24T16:00:00.000Z'],
    ['in the past: the child has gone, which is more urgent still', '2026-11-24T15:30:00.000Z'],
  ])('The sent referral says when the child leaves sight, even if that is %s', (_, sight) => {
    expect(leaving(sight)).toMatchObject({ events: [{ leavesSight: sight }] });
  });

  it('Sending a referral again changes nothing', () => {
    expect(submitReferral(awaiting, aSubmission, by(jane))).toEqual(NOTHING);
    expect(submitReferral(decided, aSubmission, by(jane))).toEqual(NOTHING);
  });
});

describe('Recording a telephone call', () => {
  const CALL = at('2026-11-24T13:00:00.000Z');

  it('A call is recorded with its own time, because the 24 hours to decide and the 48 hours to write run from it', () => {
    expect(recordPhoneCall(draft, CALL, by(jane))).toMatchObject({
      events: [{ type: 'PhoneCallRecorded', at: LATER, by: 'jane', calledAt: '2026-11-24T13:00:00.000Z' }],
    });
  });

  it('Recording the same call again changes nothing', () => {
    const phoned = referralOf(withOutcome(aDraft(SENT), recordPhoneCall(draft, CALL, by(jane)), jane, LATER).events);
    expect(recordPhoneCall(phoned, CALL, by(jane))).toEqual(NOTHING);
  });

  it('Only the person who started the draft can record a call', () => {
    expect(recordPhoneCall(draft, CALL, by(tom))).toEqual(refused('not-the-author'));
  });

  it('A call cannot move the clock of a referral that is sent', () => {
    expect(recordPhoneCall(awaiting, CALL, by(jane))).toEqual(refused('not-submitted'));
  });
});

describe('Taking back a telephone call', () => {
  const CALL = at('2026-11-24T13:00:00.000Z');
  const phoned = referralOf(withOutcome(aDraft(SENT), recordPhoneCall(draft, CALL, by(jane)), jane, LATER).events);

  it('Taking back a telephone call is recorded', () => {
    expect(takeBackPhoneCall(phoned, by(jane))).toEqual({
      kind: 'happened',
      events: [{ type: 'PhoneCallTakenBack', at: LATER, by: 'jane' }],
      texts: {},
    });
  });

  it('Taking back a telephone call changes nothing if no call is recorded', () => {
    expect(takeBackPhoneCall(draft, by(jane))).toEqual(NOTHING);
  });

  it('Only the person who started the draft can take back that they phoned', () => {
    expect(takeBackPhoneCall(phoned, by(tom))).toEqual(refused('not-the-author'));
  });

  it('Taking back a telephone call changes no clock of a referral that is sent', () => {
    const sentAfter = referralOf(aReferral(SENT, { calledAt: CALL }).events);
    expect(takeBackPhoneCall(sentAfter, by(jane))).toEqual(NOTHING);
  });
});

describe('Reporting the child missing', () => {
  const own = { author: jane.id, texts: {} };
  const nothingSaid = { police: 'not-said', words: '' } as const;
  const gone = referralOf(withOutcome(aDraft(SENT), withdraw(draft, by(jane)), jane, LATER).events);

  it.each([
    ['a draft', draft],
    ['a referral that awaits its decision', awaiting],
    ['a decided referral', decided],
  ])('The author of %s can report the child missing without saying anything about the police', (_, referral) => {
    expect(recordMissing(referral, nothingSaid, own, by(jane))).toEqual({
      kind: 'happened',
      events: [{ type: 'ChildMissing', at: LATER, by: 'jane', number: 1, police: 'not-said' }],
      texts: {},
    });
  });

  it('The words about the police are kept apart from the history', () => {
    expect(recordMissing(awaiting, { police: 'yes', words: '14:10, log 123' }, own, by(jane))).toEqual({
      kind: 'happened',
      events: [{ type: 'ChildMissing', at: LATER, by: 'jane', number: 1, police: 'yes' }],
      texts: { 'missing-1': '14:10, log 123' },
    });
  });

  it('Reporting the child missing again changes nothing unless the report says something new', () => {
    const once = withOutcome(aReferral(SENT), recordMissing(awaiting, nothingSaid, own, by(jane)), jane, LATER);
    const known = { author: jane.id, texts: once.facts.texts };
    expect(recordMissing(referralOf(once.events), nothingSaid, known, by(jane))).toEqual(NOTHING);
    const told = { police: 'yes', words: 'Log 123' } as const;
    const outcome = recordMissing(referralOf(once.events), told, known, by(jane));
    expect(outcome).toMatchObject({ events: [{ number: 2, police: 'yes' }], texts: { 'missing-2': 'Log 123' } });
    const twice = withOutcome(once, outcome, jane, LATER);
    const again = { author: jane.id, texts: twice.facts.texts };
    expect(recordMissing(referralOf(twice.events), told, again, by(jane))).toEqual(NOTHING);
  });

  it('A report that the child is missing counts as new if its words or its answer about the police differ', () => {
    const told = { police: 'yes', words: 'Log 123' } as const;
    const once = withOutcome(aReferral(SENT), recordMissing(awaiting, told, own, by(jane)), jane, LATER);
    const known = { author: jane.id, texts: once.facts.texts };
    for (const report of [
      { police: 'not-said', words: 'She took her coat.' },
      { police: 'no', words: 'Log 123' },
      { police: 'no', words: '' },
      { police: 'yes', words: '' },
    ] as const)
      expect(recordMissing(referralOf(once.events), report, known, by(jane))).toMatchObject({
        events: [{ type: 'ChildMissing', number: 2, police: report.police }],
      });
  });

  it('The same report that the child is missing counts as new after the child was found', () => {
    const once = withOutcome(aReferral(SENT), recordMissing(awaiting, nothingSaid, own, by(jane)), jane, LATER);
    const found = withOutcome(once, recordFound(referralOf(once.events), '', own, by(jane)), jane, LATER);
    expect(referralOf(found.events)).toMatchObject({ found: { number: 1 } });
    const outcome = recordMissing(referralOf(found.events), nothingSaid, own, by(jane));
    expect(outcome).toMatchObject({ events: [{ number: 2 }] });
    expect(referralOf(withOutcome(found, outcome, jane, LATER).events)).toMatchObject({
      found: undefined,
    });
  });

  it('Only the author can report the child missing, and not for a deleted draft', () => {
    for (const person of [tom, pat, mo])
      expect(recordMissing(awaiting, nothingSaid, own, by(person))).toEqual(refused('not-the-author'));
    expect(recordMissing(gone, nothingSaid, own, by(jane))).toEqual(refused('not-submitted'));
    expect(recordMissing({ status: 'not-started' }, nothingSaid, own, by(jane))).toEqual(refused('not-submitted'));
  });

  it('The words about a missing child have at most 2,000 characters', () => {
    const said = (words: string) => ({ police: 'no', words }) as const;
    expect(recordMissing(draft, said(emoji(2000)), own, by(jane))).toMatchObject({ kind: 'happened' });
    expect(recordMissing(draft, said(ofLength(2001)), own, by(jane))).toEqual(
      refused('text-too-long', { fields: ['missing'], limit: 2000 }),
    );
  });
});

describe('Reporting the child found', () => {
  const own = { author: jane.id, texts: {} };
  const childMissing = referralOf(
    withOutcome(aReferral(SENT), recordMissing(awaiting, { police: 'no', words: '' }, own, by(jane)), jane, LATER)
      .events,
  );

  it('A report that the child is found records the number of the missing-child report that it ends, and keeps the words apart from the history', () => {
    expect(recordFound(childMissing, 'At her aunt’s.', own, by(jane))).toEqual({
      kind: 'happened',
      events: [{ type: 'ChildFound', at: LATER, by: 'jane', number: 1 }],
      texts: { 'found-1': 'At her aunt’s.' },
    });
  });

  it('Reporting the child found changes nothing if the child was not missing or was already found', () => {
    expect(recordFound(awaiting, '', own, by(jane))).toEqual(NOTHING);
    const found = { ...childMissing, found: { number: 1, at: LATER } };
    expect(recordFound(found, 'Again.', own, by(jane))).toEqual(NOTHING);
  });

  it('Only the author of an existing case can report the child found, in at most 2,000 characters', () => {
    for (const person of [tom, pat, mo])
      expect(recordFound(childMissing, '', own, by(person))).toEqual(refused('not-the-author'));
    expect(recordFound({ status: 'not-started' }, '', own, by(jane))).toEqual(refused('not-submitted'));
    expect(recordFound(childMissing, ofLength(2001), own, by(jane))).toEqual(
      refused('text-too-long', { fields: ['missing'], limit: 2000 }),
    );
  });
});

describe('Deleting a draft', () => {
  it('Deleting a draft is recorded without any of its words', () => {
    expect(withdraw(draft, by(jane))).toEqual({
      kind: 'happened',
      events: [{ type: 'DraftWithdrawn', at: LATER, by: 'jane' }],
      texts: {},
    });
  });

  it('Deleting a draft again changes nothing', () => {
    const gone = referralOf(withOutcome(aDraft(SENT), withdraw(draft, by(jane)), jane, LATER).events);
    expect(withdraw(gone, by(jane))).toEqual(NOTHING);
  });

  it('Only the person who started a draft can delete it', () => {
    expect(withdraw(draft, by(mo))).toEqual(refused('not-the-author'));
  });

  it('A referral that is sent cannot be deleted', () => {
    for (const referral of [awaiting, decided]) expect(withdraw(referral, by(jane))).toEqual(refused('not-a-draft'));
  });

  it('Nothing can be recorded on a deleted draft', () => {
    const gone = referralOf(withOutcome(aDraft(SENT), withdraw(draft, by(jane)), jane, LATER).events);
    expect(submitReferral(gone, aSubmission, by(jane))).toEqual(NOTHING);
    expect(recordPhoneCall(gone, SENT, by(jane))).toEqual(refused('not-submitted'));
    expect(takeBackPhoneCall(gone, by(jane))).toEqual(NOTHING);
    expect(recordInformation(gone, 'More.', {}, by(jane))).toEqual(refused('not-submitted'));
  });
});

describe('Adding information after sending', () => {
  it('Only the referrer can add information, even after the decision, and the words are kept apart from the history', () => {
    for (const referral of [awaiting, decided])
      expect(recordInformation(referral, 'He was at the gate.', {}, by(jane))).toEqual({
        kind: 'happened',
        events: [{ type: 'InformationAdded', at: LATER, by: 'jane', number: 1 }],
        texts: { 'information-1': 'He was at the gate.' },
      });
    for (const person of [tom, pat, mo])
      expect(recordInformation(awaiting, 'He was at the gate.', {}, by(person))).toEqual(refused('not-the-author'));
    expect(recordInformation(draft, 'He was at the gate.', {}, by(jane))).toEqual(refused('not-submitted'));
  });

  it('Adding the same information twice in a row changes nothing, but other information, or the same later on, is added', () => {
    const add = (record: CaseRecord, text: string) =>
      recordInformation(referralOf(record.events), text, record.facts.texts, by(jane));
    const once = withOutcome(aReferral(SENT), add(aReferral(SENT), 'At the gate.'), jane, LATER);
    expect(add(once, 'At the gate.')).toEqual(NOTHING);
    const twice = withOutcome(once, add(once, 'At home.'), jane, LATER);
    expect(twice.facts.texts).toEqual({ 'information-1': 'At the gate.', 'information-2': 'At home.' });
    expect(add(twice, 'At the gate.')).toMatchObject({ events: [{ number: 3 }] });
  });

  it('Added information needs words, at most 2,000 characters of them', () => {
    expect(recordInformation(awaiting, ' \n', {}, by(jane))).toEqual(
      refused('text-missing', { fields: ['information'] }),
    );
    expect(recordInformation(awaiting, emoji(2000), {}, by(jane))).toMatchObject({ kind: 'happened' });
    expect(recordInformation(awaiting, ofLength(2001), {}, by(jane))).toEqual(
      refused('text-too-long', { fields: ['information'], limit: 2000 }),
    );
  });
});

describe('Taking a referral', () => {
  it.each([
    ['a member of the MASH', 'allowed', pat],
    ['a MASH manager', 'allowed', mo],
    ['a guest of the channel', 'refused', guest],
    ['the referrer', 'refused', jane],
    ['another person', 'refused', tom],
  ])('Taking a referral as %s is %s', (_, rule, person) => {
    const outcome = takeReferral(awaiting, by(person));
    expect(outcome).toEqual(
      rule === 'allowed'
        ? { kind: 'happened', events: [{ type: 'ReferralTaken', at: LATER, by: person.id }], texts: {} }
        : refused('only-the-mash'),
    );
  });

  it('Taking a referral again changes nothing', () => {
    const taken = referralOf(withOutcome(aReferral(SENT), takeReferral(awaiting, by(pat)), pat, LATER).events);
    expect(takeReferral(taken, by(pat))).toEqual(NOTHING);
  });

  it('A second person who takes a referral is told who already has it', () => {
    const taken = referralOf(withOutcome(aReferral(SENT), takeReferral(awaiting, by(pat)), pat, LATER).events);
    expect(takeReferral(taken, by(sam))).toEqual(refused('already-taken', { by: 'pat' }));
  });

  it('Nobody can take a referral that is decided or not sent yet', () => {
    expect(takeReferral(decided, by(pat))).toEqual(refused('already-decided'));
    expect(takeReferral(draft, by(pat))).toEqual(refused('not-submitted'));
  });

  it('A person outside the MASH learns nothing about a case by trying to take it', () => {
    for (const state of [draft, awaiting, decided])
      expect(takeReferral(state, by(tom))).toEqual(refused('only-the-mash'));
  });
});

describe('Asking the referrer', () => {
  it('Only the MASH can ask the referrer, and the words are kept apart from the history', () => {
    expect(askReferrer(awaiting, 'Who is the uncle?', {}, by(pat))).toEqual({
      kind: 'happened',
      events: [{ type: 'QuestionAsked', at: LATER, by: 'pat', question: 1 }],
      texts: { 'question-1': 'Who is the uncle?' },
    });
    for (const person of [guest, jane, tom])
      expect(askReferrer(awaiting, 'Who is the uncle?', {}, by(person))).toEqual(refused('only-the-mash'));
  });

  it('The MASH can still ask the referrer after the decision', () => {
    expect(askReferrer(decided, 'Who is the uncle?', {}, by(pat))).toMatchObject({ kind: 'happened' });
  });

  it('Asking a question again while it waits for its answer changes nothing', () => {
    const asked = withOutcome(aReferral(SENT), askReferrer(awaiting, 'Who is the uncle?', {}, by(pat)), pat, LATER);
    expect(askReferrer(referralOf(asked.events), 'Who is the uncle?', asked.facts.texts, by(sam))).toEqual(NOTHING);
    expect(askReferrer(referralOf(asked.events), 'Where is she now?', asked.facts.texts, by(sam))).toMatchObject({
      events: [{ question: 2 }],
    });
  });

  it('A question that was answered can be asked again', () => {
    const asked = withOutcome(aReferral(SENT), askReferrer(awaiting, 'Where is she?', {}, by(pat)), pat, LATER);
    const answered = withOutcome(asked, recordAnswer(referralOf(asked.events), 1, 'At school', by(jane)), jane, LATER);
    expect(askReferrer(referralOf(answered.events), 'Where is she?', answered.facts.texts, by(pat))).toMatchObject({
      events: [{ question: 2 }],
    });
  });

  it('A question needs words, at most 2,000 characters of them', () => {
    expect(askReferrer(awaiting, ' \n ', {}, by(pat))).toEqual(refused('text-missing', { fields: ['question'] }));
    expect(askReferrer(awaiting, ofLength(2000), {}, by(pat))).toMatchObject({ kind: 'happened' });
    expect(askReferrer(awaiting, ofLength(2001), {}, by(pat))).toEqual(
      refused('text-too-long', { fields: ['question'], limit: 2000 }),
    );
  });

  it('A question counts characters as people do: 2,000 emoji fit and are not cut', () => {
    expect(askReferrer(awaiting, emoji(2000), {}, by(pat))).toMatchObject({ texts: { 'question-1': emoji(2000) } });
    expect(askReferrer(awaiting, emoji(2001), {}, by(pat))).toMatchObject({ kind: 'refused' });
  });
});

describe('Answering a question of the MASH', () => {
  const askedCase = withOutcome(aReferral(SENT), askReferrer(awaiting, 'Who is the uncle?', {}, by(pat)), pat, LATER);
  const asked = referralOf(askedCase.events);

  it('Only the referrer can answer a question', () => {
    expect(recordAnswer(asked, 1, 'A Mr Dar.', by(jane))).toEqual({
      kind: 'happened',
      events: [{ type: 'QuestionAnswered', at: LATER, by: 'jane', question: 1, known: true }],
      texts: { 'answer-1': 'A Mr Dar.' },
    });
    for (const person of [pat, mo, tom])
      expect(recordAnswer(asked, 1, 'A Mr Dar.', by(person))).toEqual(refused('not-the-author'));
  });

  it('An empty answer means “not known”', () => {
    expect(recordAnswer(asked, 1, ' ', by(jane))).toMatchObject({ events: [{ known: false }], texts: {} });
  });

  it('Only the first answer to a question counts', () => {
    const answered = withOutcome(askedCase, recordAnswer(asked, 1, 'A Mr Dar.', by(jane)), jane, LATER);
    expect(recordAnswer(referralOf(answered.events), 1, 'A Mr Khan.', by(jane))).toEqual(NOTHING);
  });

  it('An answer to a question that nobody asked is refused', () => {
    expect(recordAnswer(asked, 2, 'A Mr Dar.', by(jane))).toEqual(refused('no-such-question'));
  });

  it('An answer has at most 2,000 characters', () => {
    expect(recordAnswer(asked, 1, ofLength(2001), by(jane))).toEqual(
      refused('text-too-long', { fields: ['answer'], limit: 2000 }),
    );
  });
});

describe('Adding an indicator check after sending', () => {
  it('Only the referrer can add an indicator check, even after the decision', () => {
    expect(addIndicatorCheck(awaiting, by(jane))).toMatchObject({ events: [{ type: 'CheckAdded', by: 'jane' }] });
    expect(addIndicatorCheck(decided, by(jane))).toMatchObject({ kind: 'happened' });
    expect(addIndicatorCheck(awaiting, by(mo))).toEqual(refused('not-the-author'));
    expect(addIndicatorCheck(draft, by(jane))).toEqual(refused('not-submitted'));
  });
});

describe('Recording the decision', () => {
  const decide = (more: Partial<DecisionForm>, person = mo) =>
    recordDecision(awaiting, { ...form, ...more }, {}, by(person));

  it('A decision records what will be done and why, who decided and when', () => {
    expect(decide({})).toEqual({
      kind: 'happened',
      events: [
        {
          type: 'DecisionRecorded',
          at: LATER,
          by: 'mo',
          decision: 'assessment',
          protection: 'yes',
          police: 'yes',
          late: false,
        },
      ],
      texts: {
        'decision-action': 'A social worker visits today.',
        'decision-reasons': 'The burn, and nobody knows the uncle.',
        'decision-tell': 'A social worker visits today.',
        'decision-protection': 'Police protection.',
      },
    });
  });

  it('A decision tells the referrer what the manager wrote for them, instead of what will be done', () => {
    expect(decide({ tell: 'We are acting on it.' })).toMatchObject({
      texts: { 'decision-tell': 'We are acting on it.' },
    });
  });

  it('A decision keeps what the referrer should do now, if the manager wrote it', () => {
    expect(decide({ doNow: 'Keep her in the cubicle.' })).toMatchObject({
      texts: { 'decision-now': 'Keep her in the cubicle.' },
    });
    expect(decide({ doNow: ' \n' })).not.toHaveProperty(['texts', 'decision-now']);
  });

  it.each<[string, 'allowed' | 'refused', Role[]]>([
    ['a manager who is in the MASH channel', 'allowed', ['mash-member', 'mash-manager']],
    ['a member of the MASH who is no manager', 'refused', ['mash-member']],
    ['a listed manager who is not in the MASH channel', 'refused', ['mash-manager']],
    ['a guest', 'refused', []],
  ])('Recording a decision as %s is %s', (_, rule, roles) => {
    const person = { id: meg.id, name: 'Meg Hall', roles: new Set(roles) };
    const outcome = recordDecision(awaiting, form, {}, by(person));
    if (rule === 'allowed') expect(outcome).toMatchObject({ kind: 'happened' });
    else expect(outcome).toEqual(refused('only-a-manager-decides'));
  });

  it('Nobody can decide their own referral, not even a manager', () => {
    const author = { ...jane, roles: new Set<Role>(['mash-member', 'mash-manager']) };
    expect(recordDecision(awaiting, form, {}, by(author))).toEqual(refused('own-referral'));
    expect(whyNotDecide(awaiting, author)).toEqual({ kind: 'own-referral' });
    expect(whyNotDecide(awaiting, mo)).toBeUndefined();
  });

  it('Every decision needs what will be done and the reasons', () => {
    for (const decision of DecisionKind.options) {
      expect(decide({ decision, action: ' ', reasons: '' })).toEqual(
        refused('text-missing', { fields: ['action', 'reasons'] }),
      );
      expect(decide({ decision, reasons: '\n' })).toEqual(refused('text-missing', { fields: ['reasons'] }));
    }
  });

  it.each([
    ['action', 'action'],
    ['reasons', 'reasons'],
    ['tell', 'tell'],
    ['protectionWhat', 'protection-what'],
  ])('A decision form takes at most 2,000 characters in %s, and the refusal names the limit', (key, field) => {
    expect(decide({ [key]: emoji(2000) })).toMatchObject({ kind: 'happened' });
    expect(decide({ [key]: ofLength(2001) })).toEqual(refused('text-too-long', { fields: [field], limit: 2000 }));
  });

  it('What a decision asks the referrer to do now has at most 500 characters', () => {
    expect(decide({ doNow: emoji(500) })).toMatchObject({ kind: 'happened' });
    expect(decide({ doNow: ofLength(501) })).toEqual(refused('text-too-long', { fields: ['do-now'], limit: 500 }));
  });

  it('Recording the same decision again changes nothing', () => {
    expect(recordDecision(decided, form, decidedCase.facts.texts, by(mo))).toEqual(NOTHING);
  });

  it('A second decision is refused, even if a second manager says the same as the first', () => {
    const { texts } = decidedCase.facts;
    expect(recordDecision(decided, form, texts, by(meg))).toEqual(refused('already-decided'));
    expect(recordDecision(decided, { ...form, decision: 'other' }, texts, by(mo))).toEqual(refused('already-decided'));
    expect(recordDecision(decided, { ...form, action: 'Nothing.' }, texts, by(mo))).toEqual(refused('already-decided'));
    expect(recordDecision(decided, { ...form, reasons: 'None.' }, texts, by(mo))).toEqual(refused('already-decided'));
  });

  it('A manager can decide a referral that nobody has taken, but not one that is not sent', () => {
    expect(decide({})).toMatchObject({ kind: 'happened' });
    expect(recordDecision(draft, form, {}, by(mo))).toEqual(refused('not-submitted'));
  });

  it('A person who may not decide is refused before anything else is checked, so the refusal reveals nothing', () => {
    for (const state of [draft, awaiting, decided])
      expect(recordDecision(state, { ...form, action: '' }, decidedCase.facts.texts, by(pat))).toEqual(
        refused('only-a-manager-decides'),
      );
  });
});
