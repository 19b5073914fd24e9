import { describe, expect, it } from '@jest/globals';
import {
  addCheck,
  answerQuestion,
  ask,
  type DecisionForm,
  mayDecide,
  recordDecision,
  recordPhoneCall,
  submit,
  take,
} from '../../src/referral/commands.ts';
import type { Person, Role } from '../../src/referral/outcome.ts';
import { referralOf } from '../../src/referral/state.ts';
import { aDraft, aReferral, at, consent, guest, jane, meg, mo, pack, pat, sam, then, tom } from './a-case.ts';

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
const decidedCase = then(aReferral(SENT), recordDecision(awaiting, form, {}, by(mo)), mo, LATER);
const decided = referralOf(decidedCase.events);

const ofLength = (length: number) => 'x'.repeat(length);
const emoji = (length: number) => '🧒'.repeat(length); // each is one character to a person and two to JavaScript

describe('submitting a referral', () => {
  const submission = { author: jane.id, answers: consent, known: true, checkDone: false, clocks: pack.clocks };

  it('goes ahead with no indicator ticked and nothing known of the child, when the worker is still worried', () => {
    expect(submit(draft, submission, by(jane))).toMatchObject({
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
  ])('goes ahead whatever was done about consent: %s', (answer) => {
    const why = answer === 'obtained' ? '' : 'He may be involved.';
    const answers = { values: { consent: answer, 'consent-why': why }, ticks: {}, readings: {} };
    expect(submit(draft, { ...submission, answers }, by(jane))).toMatchObject({ kind: 'happened' });
  });

  it.each(['refused', 'not-sought-risk', 'not-sought-carer', 'not-sought-nobody', 'unsure-asked', 'unsure'])(
    'asks for the reason first when consent was: %s',
    (answer) => {
      const answers = { values: { consent: answer, 'consent-why': '  ' }, ticks: {}, readings: {} };
      expect(submit(draft, { ...submission, answers }, by(jane))).toEqual(refused('consent-is-missing'));
    },
  );

  it('asks for the consent decision when nothing was said about it', () => {
    const answers = { values: {}, ticks: {}, readings: {} };
    expect(submit(draft, { ...submission, answers }, by(jane))).toEqual(refused('consent-is-missing'));
  });

  it('asks who is referring, so that the MASH can ring', () => {
    expect(submit(draft, { ...submission, known: false }, by(jane))).toEqual(refused('who-refers-is-missing'));
  });

  it('is for its author only, not even for a MASH manager', () => {
    expect(submit(draft, submission, by(tom))).toEqual(refused('not-the-author'));
    expect(submit(draft, submission, by(mo))).toEqual(refused('not-the-author'));
  });

  it('twice sends it once', () => {
    expect(submit(awaiting, submission, by(jane))).toEqual(NOTHING);
    expect(submit(decided, submission, by(jane))).toEqual(NOTHING);
  });
});

describe('telling of a telephone call', () => {
  const CALL = at('2026-11-24T13:00:00.000Z');

  it('is recorded with its own time, for both clocks run from it', () => {
    expect(recordPhoneCall(draft, CALL, by(jane))).toMatchObject({
      events: [{ type: 'PhoneCallRecorded', at: LATER, by: 'jane', calledAt: '2026-11-24T13:00:00.000Z' }],
    });
  });

  it('twice records it once', () => {
    const phoned = referralOf(then(aDraft(SENT), recordPhoneCall(draft, CALL, by(jane)), jane, LATER).events);
    expect(recordPhoneCall(phoned, CALL, by(jane))).toEqual(NOTHING);
  });

  it('is for the person who began the draft', () => {
    expect(recordPhoneCall(draft, CALL, by(tom))).toEqual(refused('not-the-author'));
  });

  it('cannot move the clock of a referral that is sent', () => {
    expect(recordPhoneCall(awaiting, CALL, by(jane))).toEqual(refused('not-submitted'));
  });
});

describe('taking a referral', () => {
  it.each([
    ['a member of the MASH', 'allowed', pat],
    ['a MASH manager', 'allowed', mo],
    ['a guest of the channel', 'refused', guest],
    ['the referrer', 'refused', jane],
    ['somebody else', 'refused', tom],
  ])('by %s: %s', (_, rule, person) => {
    const outcome = take(awaiting, by(person));
    expect(outcome).toEqual(
      rule === 'allowed'
        ? { kind: 'happened', events: [{ type: 'ReferralTaken', at: LATER, by: person.id }], texts: {} }
        : refused('only-the-mash'),
    );
  });

  it('twice by the same person takes it once', () => {
    const taken = referralOf(then(aReferral(SENT), take(awaiting, by(pat)), pat, LATER).events);
    expect(take(taken, by(pat))).toEqual(NOTHING);
  });

  it('is told to the second person as already done, and by whom', () => {
    const taken = referralOf(then(aReferral(SENT), take(awaiting, by(pat)), pat, LATER).events);
    expect(take(taken, by(sam))).toEqual(refused('already-taken', { by: 'pat' }));
  });

  it('is over once it is decided, and impossible before it is sent', () => {
    expect(take(decided, by(pat))).toEqual(refused('already-decided'));
    expect(take(draft, by(pat))).toEqual(refused('not-submitted'));
  });

  it('says nothing about a case to somebody who may not know of it', () => {
    for (const state of [draft, awaiting, decided]) expect(take(state, by(tom))).toEqual(refused('only-the-mash'));
  });
});

describe('asking the referrer', () => {
  it('is for the MASH, and keeps the words apart from the history', () => {
    expect(ask(awaiting, 'Who is the uncle?', {}, by(pat))).toEqual({
      kind: 'happened',
      events: [{ type: 'QuestionAsked', at: LATER, by: 'pat', question: 1 }],
      texts: { 'question-1': 'Who is the uncle?' },
    });
    for (const person of [guest, jane, tom])
      expect(ask(awaiting, 'Who is the uncle?', {}, by(person))).toEqual(refused('only-the-mash'));
  });

  it('is still possible when the decision is recorded', () => {
    expect(ask(decided, 'Who is the uncle?', {}, by(pat))).toMatchObject({ kind: 'happened' });
  });

  it('the same again while it waits for its answer asks once', () => {
    const asked = then(aReferral(SENT), ask(awaiting, 'Who is the uncle?', {}, by(pat)), pat, LATER);
    expect(ask(referralOf(asked.events), 'Who is the uncle?', asked.facts.texts, by(sam))).toEqual(NOTHING);
    expect(ask(referralOf(asked.events), 'Where is she now?', asked.facts.texts, by(sam))).toMatchObject({
      events: [{ question: 2 }],
    });
  });

  it('the same again after it was answered asks again', () => {
    const asked = then(aReferral(SENT), ask(awaiting, 'Where is she?', {}, by(pat)), pat, LATER);
    const answered = then(asked, answerQuestion(referralOf(asked.events), 1, 'At school', by(jane)), jane, LATER);
    expect(ask(referralOf(answered.events), 'Where is she?', answered.facts.texts, by(pat))).toMatchObject({
      events: [{ question: 2 }],
    });
  });

  it('needs words, and at most 2,000 characters of them', () => {
    expect(ask(awaiting, ' \n ', {}, by(pat))).toEqual(refused('text-missing', { fields: ['question'] }));
    expect(ask(awaiting, ofLength(2000), {}, by(pat))).toMatchObject({ kind: 'happened' });
    expect(ask(awaiting, ofLength(2001), {}, by(pat))).toEqual(
      refused('text-too-long', { fields: ['question'], limit: 2000 }),
    );
  });

  it('counts characters as people do: 2,000 emoji fit and are not cut', () => {
    expect(ask(awaiting, emoji(2000), {}, by(pat))).toMatchObject({ texts: { 'question-1': emoji(2000) } });
    expect(ask(awaiting, emoji(2001), {}, by(pat))).toMatchObject({ kind: 'refused' });
  });
});

describe('answering a question of the MASH', () => {
  const askedCase = then(aReferral(SENT), ask(awaiting, 'Who is the uncle?', {}, by(pat)), pat, LATER);
  const asked = referralOf(askedCase.events);

  it('is for the referrer, in their own words', () => {
    expect(answerQuestion(asked, 1, 'A Mr Dar.', by(jane))).toEqual({
      kind: 'happened',
      events: [{ type: 'QuestionAnswered', at: LATER, by: 'jane', question: 1, known: true }],
      texts: { 'answer-1': 'A Mr Dar.' },
    });
    for (const person of [pat, mo, tom])
      expect(answerQuestion(asked, 1, 'A Mr Dar.', by(person))).toEqual(refused('not-the-author'));
  });

  it('with nothing is the answer “not known”', () => {
    expect(answerQuestion(asked, 1, ' ', by(jane))).toMatchObject({ events: [{ known: false }], texts: {} });
  });

  it('twice answers once: the first answer stands', () => {
    const answered = then(askedCase, answerQuestion(asked, 1, 'A Mr Dar.', by(jane)), jane, LATER);
    expect(answerQuestion(referralOf(answered.events), 1, 'A Mr Khan.', by(jane))).toEqual(NOTHING);
  });

  it('that nobody asked is refused', () => {
    expect(answerQuestion(asked, 2, 'A Mr Dar.', by(jane))).toEqual(refused('no-such-question'));
  });

  it('has at most 2,000 characters', () => {
    expect(answerQuestion(asked, 1, ofLength(2001), by(jane))).toEqual(
      refused('text-too-long', { fields: ['answer'], limit: 2000 }),
    );
  });
});

describe('adding the indicator check after sending', () => {
  it('is for the referrer, also when the case is decided', () => {
    expect(addCheck(awaiting, by(jane))).toMatchObject({ events: [{ type: 'CheckAdded', by: 'jane' }] });
    expect(addCheck(decided, by(jane))).toMatchObject({ kind: 'happened' });
    expect(addCheck(awaiting, by(mo))).toEqual(refused('not-the-author'));
    expect(addCheck(draft, by(jane))).toEqual(refused('not-submitted'));
  });
});

describe('recording the decision', () => {
  const decide = (more: Partial<DecisionForm>, person = mo) =>
    recordDecision(awaiting, { ...form, ...more }, {}, by(person));

  it('says what will be done and why, who decided and when', () => {
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

  it('tells the referrer only what the manager allowed, where that was said', () => {
    expect(decide({ tell: 'We are acting on it.' })).toMatchObject({
      texts: { 'decision-tell': 'We are acting on it.' },
    });
  });

  it.each<[string, 'allowed' | 'refused', Role[]]>([
    ['a manager who is in the MASH channel', 'allowed', ['mash-member', 'mash-manager']],
    ['a member of the MASH who is no manager', 'refused', ['mash-member']],
    ['a listed manager who is not in the MASH channel', 'refused', ['mash-manager']],
    ['a guest', 'refused', []],
  ])('by %s: %s', (_, rule, roles) => {
    const person = { id: meg.id, name: 'Meg Hall', roles: new Set(roles) };
    const outcome = recordDecision(awaiting, form, {}, by(person));
    if (rule === 'allowed') expect(outcome).toMatchObject({ kind: 'happened' });
    else expect(outcome).toEqual(refused('only-a-manager-decides'));
  });

  it('on a referral of one’s own is refused, also to a manager', () => {
    const author = { ...jane, roles: new Set<Role>(['mash-member', 'mash-manager']) };
    expect(recordDecision(awaiting, form, {}, by(author))).toEqual(refused('own-referral'));
    expect(mayDecide(awaiting, author)).toEqual({ kind: 'own-referral' });
    expect(mayDecide(awaiting, mo)).toBeUndefined();
  });

  it('needs what will be done and the reasons, whichever decision it is', () => {
    for (const decision of ['assessment', 'other'] as const) {
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
  ])('holds at most 2,000 characters in %s and names the limit', (key, field) => {
    expect(decide({ [key]: emoji(2000) })).toMatchObject({ kind: 'happened' });
    expect(decide({ [key]: ofLength(2001) })).toEqual(refused('text-too-long', { fields: [field], limit: 2000 }));
  });

  it('twice by the same manager records it once', () => {
    expect(recordDecision(decided, form, decidedCase.facts.texts, by(mo))).toEqual(NOTHING);
  });

  it('by a second manager is refused: the first one stands, even where both say the same', () => {
    const { texts } = decidedCase.facts;
    expect(recordDecision(decided, form, texts, by(meg))).toEqual(refused('already-decided'));
    expect(recordDecision(decided, { ...form, decision: 'other' }, texts, by(mo))).toEqual(refused('already-decided'));
    expect(recordDecision(decided, { ...form, action: 'Nothing.' }, texts, by(mo))).toEqual(refused('already-decided'));
    expect(recordDecision(decided, { ...form, reasons: 'None.' }, texts, by(mo))).toEqual(refused('already-decided'));
  });

  it('needs no referral to be taken first, but one that is sent', () => {
    expect(decide({})).toMatchObject({ kind: 'happened' });
    expect(recordDecision(draft, form, {}, by(mo))).toEqual(refused('not-submitted'));
  });

  it('refuses whoever may not decide before it looks at anything else, so a refusal tells nothing', () => {
    for (const state of [draft, awaiting, decided])
      expect(recordDecision(state, { ...form, action: '' }, decidedCase.facts.texts, by(pat))).toEqual(
        refused('only-a-manager-decides'),
      );
  });
});
