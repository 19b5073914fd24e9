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
import { recordFound, recordMissing } from '../../src/case/missing.ts';
import type { Outcome } from '../../src/case/outcome.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { type Referral, referralOf } from '../../src/case/state.ts';
import { recordInformation } from '../../src/features/information/rules.ts';
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
const tooLong = (field: string, limit = 2000) => refused('text-too-long', { fields: [field], limit });
const missingText = (...fields: string[]) => refused('text-missing', { fields });
const happened = (event: object, texts = {}) => ({ kind: 'happened', events: [{ at: LATER, ...event }], texts });
const ALLOWED = { kind: 'happened' };
const NOTHING = { kind: 'nothing-to-do' };

const draftCase = aDraft(SENT);
const awaitingCase = aReferral(SENT);
const draft = referralOf(draftCase.events);
const awaiting = referralOf(awaitingCase.events);
/** The referral after what a command came to. */
const after = (outcome: Outcome, record = awaitingCase) => referralOf(withOutcome(record, outcome).events);

const form: DecisionForm = {
  decision: 'assessment',
  action: 'A social worker visits today.',
  reasons: 'The burn, and nobody knows the uncle.',
  protection: 'yes',
  protectionWhat: 'Police protection.',
  police: 'yes',
  tell: '',
};
const decidedCase = withOutcome(awaitingCase, recordDecision(awaiting, form, {}, by(mo)));
const decided = referralOf(decidedCase.events);
const gone = after(withdraw(draft, by(jane)), draftCase);

const ofLength = (length: number) => 'x'.repeat(length);
const emoji = (length: number) => '🧒'.repeat(length); // each is one character to a person and two to JavaScript

// Submitting a referral

const submit = (more: Partial<Parameters<typeof submitReferral>[1]> = {}, person = jane, referral = draft) =>
  submitReferral(referral, { ...aSubmission, ...more }, by(person));
const consenting = (values: Record<string, string>) => submit({ answers: { ...consent, values } });

it('A referrer can send a referral without a ticked indicator and without knowing anything about the child', () => {
  expect(submit()).toMatchObject(happened({ type: 'ReferralSubmitted', by: 'jane', checkDone: false }));
});

it.each(['refused', 'not-asked', 'nobody'])(
  'A referral can be sent whatever was done about consent, but needs a reason if it was: %s',
  (answer) => {
    expect(consenting({ consent: answer, 'consent-why': 'He may be involved.' })).toMatchObject(ALLOWED);
    expect(consenting({ consent: answer, 'consent-why': '  ' })).toEqual(refused('consent-is-missing'));
  },
);

it('A referral without a word about consent, or about who refers, is refused: the MASH could not ring', () => {
  expect(consenting({})).toEqual(refused('consent-is-missing'));
  expect(submit({ referrerKnown: false })).toEqual(refused('who-refers-is-missing'));
});

it('Only the author can send a referral, not even a MASH manager', () => {
  for (const person of [tom, mo]) expect(submit({}, person)).toEqual(refused('not-the-author'));
});

it.each([
  ['in the future', '2026-11-24T16:00:00.001Z'],
  ['now', '2026-11-24T16:00:00.000Z'],
  ['in the past: the child has gone, which is more urgent still', '2026-11-24T15:30:00.000Z'],
])('The sent referral says when the child leaves sight, even if that is %s', (_, sight) => {
  const readings = { 'leaves-sight': { words: 'then', at: at(sight) } };
  expect(submit({ answers: { ...consent, readings } })).toMatchObject({ events: [{ leavesSight: sight }] });
});

it('Sending a referral again changes nothing', () => {
  for (const referral of [awaiting, decided]) expect(submit({}, jane, referral)).toEqual(NOTHING);
});

// A telephone call

const calledAt = at('2026-11-24T13:00:00.000Z');
const call = recordPhoneCall(draft, calledAt, by(jane));
const phoned = after(call, draftCase);

it('A call is recorded with its own time, because the 24 hours to decide and the 48 hours to write run from it', () => {
  expect(call).toMatchObject(happened({ type: 'PhoneCallRecorded', by: 'jane', calledAt }));
});

it('Taking back a telephone call is recorded', () => {
  expect(takeBackPhoneCall(phoned, by(jane))).toEqual(happened({ type: 'PhoneCallTakenBack', by: 'jane' }));
});

it('Recording the same call again, or taking back one that is not recorded, changes nothing', () => {
  expect(recordPhoneCall(phoned, calledAt, by(jane))).toEqual(NOTHING);
  expect(takeBackPhoneCall(draft, by(jane))).toEqual(NOTHING);
});

it('Only the person who started the draft can record a call or take it back', () => {
  expect(recordPhoneCall(draft, calledAt, by(tom))).toEqual(refused('not-the-author'));
  expect(takeBackPhoneCall(phoned, by(tom))).toEqual(refused('not-the-author'));
});

it('A call cannot move the clock of a referral that is sent, whether it is recorded or taken back', () => {
  expect(recordPhoneCall(awaiting, calledAt, by(jane))).toEqual(refused('not-submitted'));
  const sentAfter = referralOf(aReferral(SENT, { calledAt }).events);
  expect(takeBackPhoneCall(sentAfter, by(jane))).toEqual(NOTHING);
});

describe('Reporting the child missing', () => {
  const own = { author: jane.id, texts: {} };
  const nothingSaid = { police: 'not-said', words: '' } as const;
  const told = { police: 'yes', words: 'Log 123' } as const;
  const reported = (number: number, police: string, texts = {}) =>
    happened({ type: 'ChildMissing', by: 'jane', number, police }, texts);
  const report = (record: CaseRecord, said: Parameters<typeof recordMissing>[1]) =>
    recordMissing(referralOf(record.events), said, { ...own, texts: record.facts.texts }, by(jane));
  const once = withOutcome(awaitingCase, report(awaitingCase, nothingSaid));

  it.each([
    ['a draft', draft],
    ['a referral that awaits its decision', awaiting],
    ['a decided referral', decided],
  ])('The author of %s can report the child missing without saying anything about the police', (_, referral) => {
    expect(recordMissing(referral, nothingSaid, own, by(jane))).toEqual(reported(1, 'not-said'));
  });

  it('The words about the police are kept apart from the history', () => {
    expect(report(awaitingCase, told)).toEqual(reported(1, 'yes', { 'missing-1': 'Log 123' }));
  });

  it('Reporting the child missing again changes nothing unless the report says something new', () => {
    expect(report(once, nothingSaid)).toEqual(NOTHING);
    const outcome = report(once, told);
    expect(outcome).toEqual(reported(2, 'yes', { 'missing-2': 'Log 123' }));
    const twice = withOutcome(once, outcome);
    expect(report(twice, told)).toEqual(NOTHING);
    for (const other of [
      { police: 'not-said', words: 'She took her coat.' },
      { police: 'no', words: 'Log 123' },
      { police: 'no', words: '' },
      { police: 'yes', words: '' },
    ] as const)
      expect(report(twice, other)).toMatchObject({ events: [{ number: 3, police: other.police }] });
  });

  it('The same report that the child is missing counts as new after the child was found', () => {
    const found = withOutcome(once, recordFound(referralOf(once.events), '', own, by(jane)));
    expect(referralOf(found.events)).toMatchObject({ found: { number: 1 } });
    const outcome = report(found, nothingSaid);
    expect(outcome).toEqual(reported(2, 'not-said'));
    expect(after(outcome, found)).toMatchObject({ found: undefined });
  });

  it('A report that the child is found records the number of the missing-child report that it ends (0: nobody had said so), and keeps the words apart from the history', () => {
    const missing = referralOf(once.events);
    const found = recordFound(missing, 'At her aunt’s.', own, by(jane));
    expect(found).toEqual(happened({ type: 'ChildFound', by: 'jane', number: 1 }, { 'found-1': 'At her aunt’s.' }));
    expect(recordFound(awaiting, '', own, by(jane))).toEqual(happened({ type: 'ChildFound', by: 'jane', number: 0 }));
    expect(recordFound(after(found, once), 'Again.', own, by(jane))).toEqual(NOTHING);
  });

  it('Only the author of an existing case can report the child missing or found, and not for a deleted draft', () => {
    for (const person of [tom, pat, mo]) {
      expect(recordMissing(awaiting, nothingSaid, own, by(person))).toEqual(refused('not-the-author'));
      expect(recordFound(referralOf(once.events), '', own, by(person))).toEqual(refused('not-the-author'));
    }
    const nothing = { status: 'not-started' } as const;
    for (const referral of [gone, nothing])
      expect(recordMissing(referral, nothingSaid, own, by(jane))).toEqual(refused('not-submitted'));
    expect(recordFound(nothing, '', own, by(jane))).toEqual(refused('not-submitted'));
  });
});

// Deleting a draft

it('Deleting a draft is recorded without any of its words, once', () => {
  expect(withdraw(draft, by(jane))).toEqual(happened({ type: 'DraftWithdrawn', by: 'jane' }));
  expect(withdraw(gone, by(jane))).toEqual(NOTHING);
});

it('Only the person who started a draft can delete it, and not once it is sent', () => {
  expect(withdraw(draft, by(mo))).toEqual(refused('not-the-author'));
  for (const referral of [awaiting, decided]) expect(withdraw(referral, by(jane))).toEqual(refused('not-a-draft'));
});

it('Nothing can be recorded on a deleted draft', () => {
  expect(submitReferral(gone, aSubmission, by(jane))).toEqual(NOTHING);
  expect(recordPhoneCall(gone, SENT, by(jane))).toEqual(refused('not-submitted'));
  expect(takeBackPhoneCall(gone, by(jane))).toEqual(NOTHING);
  expect(recordInformation(gone, 'More.', {}, by(jane))).toEqual(refused('not-submitted'));
});

// Adding to a referral after sending

const adds = (referral: Referral, person = jane) => recordInformation(referral, 'He was there.', {}, by(person));

it('Only the referrer can add information, even after the decision, and the words are kept apart from the history', () => {
  const added = { type: 'InformationAdded', by: 'jane', number: 1 };
  for (const referral of [awaiting, decided])
    expect(adds(referral)).toEqual(happened(added, { 'information-1': 'He was there.' }));
  for (const person of [tom, pat, mo]) expect(adds(awaiting, person)).toEqual(refused('not-the-author'));
  expect(adds(draft)).toEqual(refused('not-submitted'));
});

it('Adding the same information twice in a row changes nothing, but other information, or the same later on, is added', () => {
  const add = (record: CaseRecord, text: string) =>
    recordInformation(referralOf(record.events), text, record.facts.texts, by(jane));
  const once = withOutcome(awaitingCase, add(awaitingCase, 'At the gate.'));
  expect(add(once, 'At the gate.')).toEqual(NOTHING);
  const twice = withOutcome(once, add(once, 'At home.'));
  expect(twice.facts.texts).toEqual({ 'information-1': 'At the gate.', 'information-2': 'At home.' });
  expect(add(twice, 'At the gate.')).toMatchObject({ events: [{ number: 3 }] });
});

it('Only the referrer can add an indicator check, even after the decision', () => {
  expect(addIndicatorCheck(awaiting, by(jane))).toMatchObject({ events: [{ type: 'CheckAdded', by: 'jane' }] });
  expect(addIndicatorCheck(decided, by(jane))).toMatchObject(ALLOWED);
  expect(addIndicatorCheck(awaiting, by(mo))).toEqual(refused('not-the-author'));
  expect(addIndicatorCheck(draft, by(jane))).toEqual(refused('not-submitted'));
});

// Taking a referral

const taken = after(takeReferral(awaiting, by(pat)));

it('Only the MASH can take a referral, and nobody else learns anything about a case by trying', () => {
  for (const person of [pat, mo])
    expect(takeReferral(awaiting, by(person))).toEqual(happened({ type: 'ReferralTaken', by: person.id }));
  for (const person of [guest, jane, tom])
    for (const state of [draft, awaiting, decided])
      expect(takeReferral(state, by(person))).toEqual(refused('only-the-mash'));
});

it('A person who takes a referral again changes nothing, and a second person is told who has it', () => {
  expect(takeReferral(taken, by(pat))).toEqual(NOTHING);
  expect(takeReferral(taken, by(sam))).toEqual(refused('already-taken', { by: 'pat' }));
});

it('Nobody can take a referral that is decided or not sent yet', () => {
  expect(takeReferral(decided, by(pat))).toEqual(refused('already-decided'));
  expect(takeReferral(draft, by(pat))).toEqual(refused('not-submitted'));
});

describe('A question of the MASH', () => {
  const ask = (record = awaitingCase, question = 'Who is the uncle?', person = pat) =>
    askReferrer(referralOf(record.events), question, record.facts.texts, by(person));
  const askedCase = withOutcome(awaitingCase, ask());
  const asked = referralOf(askedCase.events);
  const answer = (words: string, person = jane, question = 1) => recordAnswer(asked, question, words, by(person));
  const answered = withOutcome(askedCase, answer('A Mr Dar.'));

  it('Only the MASH can ask the referrer, even after the decision, and the words are kept apart from the history', () => {
    const event = { type: 'QuestionAsked', by: 'pat', question: 1 };
    for (const record of [awaitingCase, decidedCase])
      expect(ask(record)).toEqual(happened(event, { 'question-1': 'Who is the uncle?' }));
    for (const person of [guest, jane, tom])
      expect(ask(awaitingCase, 'Who?', person)).toEqual(refused('only-the-mash'));
  });

  it('Asking a question again changes nothing while it waits for its answer, and asks it once more afterwards', () => {
    expect(ask(askedCase, 'Who is the uncle?', sam)).toEqual(NOTHING);
    expect(ask(askedCase, 'Where is she now?', sam)).toMatchObject({ events: [{ question: 2 }] });
    expect(ask(answered)).toMatchObject({ events: [{ question: 2 }] });
  });

  it('Only the referrer can answer a question', () => {
    const event = { type: 'QuestionAnswered', by: 'jane', question: 1, known: true };
    expect(answer('A Mr Dar.')).toEqual(happened(event, { 'answer-1': 'A Mr Dar.' }));
    for (const person of [pat, mo, tom]) expect(answer('A Mr Dar.', person)).toEqual(refused('not-the-author'));
  });

  it('An empty answer means “not known”', () => {
    expect(answer(' ')).toMatchObject({ events: [{ known: false }], texts: {} });
  });

  it('Only the first answer counts, and only to a question that was asked', () => {
    expect(recordAnswer(referralOf(answered.events), 1, 'A Mr Khan.', by(jane))).toEqual(NOTHING);
    expect(answer('A Mr Dar.', jane, 2)).toEqual(refused('no-such-question'));
  });
});

describe('The words of a command', () => {
  const own = { author: jane.id, texts: {} };
  const missing = after(recordMissing(awaiting, { police: 'no', words: '' }, own, by(jane)));
  const asked = after(askReferrer(awaiting, 'Who?', {}, by(pat)));
  it.each<[string, string, (words: string) => Outcome]>([
    [
      'a report that the child is missing',
      'missing',
      (words) => recordMissing(draft, { police: 'no', words }, own, by(jane)),
    ],
    ['a report that the child is found', 'missing', (words) => recordFound(missing, words, own, by(jane))],
    ['a question', 'question', (words) => askReferrer(awaiting, words, {}, by(pat))],
    ['an answer', 'answer', (words) => recordAnswer(asked, 1, words, by(jane))],
  ])('The words of %s have at most 2,000 characters, counted as people do, and are not cut', (_, field, say) => {
    const outcome = say(emoji(2000));
    expect(outcome.kind === 'happened' && Object.values(outcome.texts)).toEqual([emoji(2000)]);
    for (const words of [ofLength(2001), emoji(2001)]) expect(say(words)).toEqual(tooLong(field));
  });

  it('Added information of any length is kept whole, in parts of at most 2,000 characters', () => {
    const outcome = recordInformation(awaiting, emoji(4001), {}, by(jane));
    const parts = outcome.kind === 'happened' ? Object.values(outcome.texts) : [];
    expect(parts.join('')).toBe(emoji(4001));
    expect(parts.length).toBe(3);
  });

  it('Added information and a question need words', () => {
    expect(recordInformation(awaiting, ' \n', {}, by(jane))).toEqual(missingText('information'));
    expect(askReferrer(awaiting, ' \n ', {}, by(pat))).toEqual(missingText('question'));
  });
});

// Recording the decision

const decide = (more: Partial<DecisionForm> = {}, person = mo) =>
  recordDecision(awaiting, { ...form, ...more }, {}, by(person));
const again = (more: Partial<DecisionForm> = {}, person = mo) =>
  recordDecision(decided, { ...form, ...more }, decidedCase.facts.texts, by(person));

it('A decision records what will be done and why, who decided and when', () => {
  expect(decide()).toEqual(
    happened(
      {
        ...{ type: 'DecisionRecorded', by: 'mo', late: false },
        ...{ decision: 'assessment', protection: 'yes', police: 'yes' },
      },
      {
        'decision-action': form.action,
        'decision-reasons': form.reasons,
        'decision-tell': form.action,
        'decision-protection': form.protectionWhat,
      },
    ),
  );
});

it.each([
  ['what the manager wrote for the referrer, instead of what will be done', 'tell', 'decision-tell'],
  ['what the referrer should do now', 'doNow', 'decision-now'],
])('A decision tells %s, if the manager wrote it', (_, box, text) => {
  expect(decide({ [box]: 'We are acting on it.' })).toMatchObject({ texts: { [text]: 'We are acting on it.' } });
  expect(decide({ doNow: ' \n' })).not.toHaveProperty(['texts', 'decision-now']);
});

it.each<[string, 'allowed' | 'refused', Role[]]>([
  ['a manager who is in the MASH channel', 'allowed', ['mash-member', 'mash-manager']],
  ['a member of the MASH who is no manager', 'refused', ['mash-member']],
  ['a listed manager who is not in the MASH channel', 'refused', ['mash-manager']],
  ['a guest', 'refused', []],
])('Recording a decision as %s is %s', (_, rule, roles) => {
  const outcome = decide({}, { ...meg, roles: new Set(roles) });
  expect(outcome).toMatchObject(rule === 'allowed' ? ALLOWED : refused('only-a-manager-decides'));
});

it('Nobody can decide their own referral, not even a manager', () => {
  const author = { ...jane, roles: mo.roles };
  expect(decide({}, author)).toEqual(refused('own-referral'));
  expect(whyNotDecide(awaiting, author)).toEqual({ kind: 'own-referral' });
  expect(whyNotDecide(awaiting, mo)).toBeUndefined();
});

it('Every decision needs what will be done and the reasons', () => {
  for (const decision of DecisionKind.options) {
    expect(decide({ decision, action: ' ', reasons: '' })).toEqual(missingText('action', 'reasons'));
    expect(decide({ decision, reasons: '\n' })).toEqual(missingText('reasons'));
  }
});

it.each([
  ['action', 'action', 2000],
  ['reasons', 'reasons', 2000],
  ['tell', 'tell', 2000],
  ['protectionWhat', 'protection-what', 2000],
  ['doNow', 'do-now', 500],
])('The decision form has a limit for %s, and the refusal names it', (key, field, limit) => {
  expect(decide({ [key]: emoji(limit) })).toMatchObject(ALLOWED);
  expect(decide({ [key]: ofLength(limit + 1) })).toEqual(tooLong(field, limit));
});

it('Recording the same decision again changes nothing', () => {
  expect(again()).toEqual(NOTHING);
});

it('A second decision is refused, even if a second manager says the same as the first', () => {
  expect(again({}, meg)).toEqual(refused('already-decided'));
  for (const more of [{ decision: 'other' }, { action: 'Nothing.' }, { reasons: 'None.' }] as const)
    expect(again(more)).toEqual(refused('already-decided'));
});

it('A referral that is not sent cannot be decided', () => {
  expect(recordDecision(draft, form, {}, by(mo))).toEqual(refused('not-submitted'));
});

it('A person who may not decide is refused before anything else is checked, so the refusal reveals nothing', () => {
  for (const state of [draft, awaiting, decided])
    expect(recordDecision(state, { ...form, action: '' }, decidedCase.facts.texts, by(pat))).toEqual(
      refused('only-a-manager-decides'),
    );
});
