import { expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { writtenCard, writtenParts } from '../../src/cards/thread.ts';
import { type Answers, emptyAnswers, emptyTicks, newDraft } from '../../src/draft/draft.ts';
import { path } from '../../src/draft/steps.ts';
import { adviceCard, contactsCard } from '../../src/features/contacts/cards.ts';
import { decisionNoticeCard } from '../../src/features/decision/cards.ts';
import { decisionForm } from '../../src/features/decision/forms.ts';
import { informationForm } from '../../src/features/information/cards.ts';
import { missingCard } from '../../src/features/missing/cards.ts';
import { askForm, questionFromMashCard } from '../../src/features/question/cards.ts';
import { decisionOverdueCard } from '../../src/features/referral/cards.ts';
import { welcomeCard } from '../../src/features/welcome/cards.ts';
import { checkAnswersCard } from '../../src/features/wizard/check-answers.ts';
import { fieldOf, type Warning } from '../../src/protocol/pack.ts';
import { everythingOf, mashCardOf, questionAt, receiptOf } from '../cards/drawn.ts';
import { asSent, cases, NOW, referral, unsent, unwritten } from '../cards/sample-cases.ts';
import { pack } from '../case/a-case.ts';
import { contains } from '../conversations/expecting.ts';
import { textIn } from '../fakes/card.ts';
import { reminders } from './catalogue.ts';

// What the protocol and the safety rules ask of the words on the cards, as far as no other test shows it.

const wordsOn = (card: Card): string => textIn(card as Parameters<typeof textIn>[0]);

const known = (values: Answers['values'], ticks: Answers['ticks'] = {}): Answers => ({ values, ticks, readings: {} });

function warned(id: string): Warning {
  const warning = pack.warnings.find((each) => each.id === id);
  if (!warning) throw new Error(`the pack has no warning ${id}`);
  return warning;
}

// The first card

const first = wordsOn(welcomeCard(pack));

it('The first card says what the bot is for: to check, to decide about consent, to refer, and to hear what will be done', () => {
  for (const part of ['check what you have seen', 'consent', 'written referral to the MASH', 'what they will do'])
    expect(first).toContain(part);
});

it('The first card asks for a worry and not for proof', () =>
  expect(first).toContain('You do not have to be sure. You do not need proof.'));

it('The first card says what trafficking is: moving a child into a country or within it, to exploit them', () => {
  expect(first).toMatch(/traffick/i);
  expect(first).toMatch(/\b(within|inside) (it|one|the UK|(a|the|this|their own) country)\b/i);
});

it('The first card says that the child’s welfare comes first', () =>
  expect(first).toMatch(/welfare comes first|child comes first/i));

it('The first card gives a number to ring if there is no answer within a minute', () =>
  expect(first).toContain(`No answer within a minute? Ring\n${pack.phones.urgent}`));

// The manager’s decision

const decision = decisionForm(asSent(cases('usual').awaiting), NOW);
const form = wordsOn(decision);

it('The decision form reminds the manager that the child’s welfare comes first', () =>
  expect(form).toContain('The child’s welfare comes first.'));

it('A manager can pass the case to the Assessment team or choose other action, and describe immediate protection', () => {
  expect(form).toMatch(/Concerns about trafficking: pass to the Assessment team\n[^?]*\nOther action\n/);
  contains(form, 'Immediate protection?');
  contains(
    JSON.stringify(decision),
    'What protection?',
    'What may the referrer be told?',
    'What should the referrer do',
  );
});

// Immigration status

const { label, limit, ...field } = fieldOf(pack, 'immigration');

it('The question about immigration status is optional, and its answer opens or closes no card', () => {
  expect(field.required).toBe(false);
  const ways = ['', 'none', 'seeking asylum', 'British'].map((immigration) =>
    path({ ...newDraft({}), answers: known({ agency: 'health', immigration }) }, pack).map(({ id }) => id),
  );
  expect(new Set(ways.map(String)).size).toBe(1);
});

it('The question about immigration status says that every child has a right to all services', () =>
  expect(wordsOn(questionAt('status', emptyAnswers))).toContain(warned('W16').text));

// A serious or untreated injury

const said = (seen: string[], suspected: string[] = []) =>
  wordsOn(questionAt('summary', known({}, { harm: { ...emptyTicks, seen, suspected } })));

it('A serious or untreated injury, seen or suspected, brings the warning to get medical help first', () => {
  const { strong = 'NONE', text } = warned('W22');
  expect(strong).toMatch(/medical help first/);
  for (const card of [said(['S03']), said([], ['S03'])]) {
    expect(card).toContain(`${strong} ${text}`);
    expect(card.slice(card.indexOf(strong)).match(/call 999/g)).toHaveLength(2);
  }
  expect(said(['S01'])).not.toContain(strong);
});

// Advice

it('The Refugee Council comes first in the advice for a child who is here without family and seeks asylum', () => {
  const order = (asylum: string) => {
    const text = wordsOn(adviceCard(pack, known({ asylum })));
    return text.indexOf('Refugee Council') < text.indexOf('MASH advice line');
  };
  expect([order('yes'), order('no')]).toEqual([true, false]);
});

it('The advice says whom to tell if the worry is about somebody who works with children', () =>
  expect(
    wordsOn(adviceCard(pack, emptyAnswers)) +
      wordsOn(contactsCard(pack, { answers: emptyAnswers, isAdmin: false, now: NOW })),
  ).toMatch(/works? with children/i));

// What the agencies are asked to remember

/** The form with the questions of an agency that has none of its own. */
const formsOf: Record<string, string> = { housing: 'home', youth: 'home', voluntary: 'status' };

it.each(reminders)('The card for %s says “%s”', (agency, words) =>
  expect(wordsOn(questionAt(formsOf[agency] ?? agency, known({ agency })))).toContain(words),
);

// “the parent or carer has NOT been told”

const { awaiting, asked, decided } = cases('empty');
const state = referral(decided);
const { phoned, missing } = unwritten('empty');
const { takenBack } = unsent('empty');
const afterConsent = newDraft({}).progress;
const draft = { answers: known({ consent: 'not-sought-risk' }), progress: { ...afterConsent, at: 'check-answers' } };
const [question] = referral(asked).questions;

it.each<[string, () => Card]>([
  ['the shared card', () => mashCardOf(awaiting)],
  ['“Everything”', () => everythingOf(awaiting)],
  ['the question form', () => askForm(awaiting)],
  ['the decision form', () => decisionForm(asSent(awaiting), NOW)],
  ['the written referral', () => writtenCard(awaiting, pack, 1)],
  ['the receipt', () => receiptOf(awaiting)],
  ['“Add information”', () => informationForm(awaiting, pack)],
  [
    'a question of the MASH',
    () => questionFromMashCard(asked, question ?? (expect(question).toBeDefined() as never), pack),
  ],
  ['the overdue notice', () => decisionOverdueCard(awaiting, referral(awaiting), pack)],
  [
    'the decision notice',
    () => decisionNoticeCard(decided, state as Extract<typeof state, { status: 'decided' }>, pack),
  ],
  ['check answers', () => checkAnswersCard({ caseId: awaiting.id, draft, pack })],
  ['“Child is missing”', () => missingCard(missing, pack)],
  ['the card of a call that is not in writing yet', () => mashCardOf(phoned)],
  ['the card of a missing child that is not in writing yet', () => mashCardOf(missing)],
  ['the card of a case whose referrer did not ring after all', () => mashCardOf(takenBack)],
])('The warning that the carer was not told is on %s', (_, card) =>
  expect(wordsOn(card())).toMatch(/carer (has )?not (been )?told|treat them as not told|please do not tell them/i),
);

// The written referral

it('The written referral says that it may be shared with Children’s Services (the MASH) and the police', () => {
  const text = writtenParts(cases('usual').awaiting, pack)
    .flat()
    .flatMap(({ runs }) => runs.map((run) => run.text));
  expect(text.join('\n')).toMatch(/shared with[\s\S]{0,40}Children’s Services[\s\S]{0,40}police/i);
});

// A telephone number

it('Each of our telephone numbers has a line of its own, so that it never wraps', () => {
  const phones = [pack.phones.urgent, ...pack.contacts.flatMap(({ phone }) => phone ?? [])];
  const numbers = phones.filter((each) => each !== '999');
  const { undelivered } = cases('empty');
  const steps = ['danger-phone', 'consent'].map((step) => questionAt(step, known({ danger: 'yes' })));
  const lines = [...steps, receiptOf(undelivered)].map(wordsOn).join('\n').split('\n');
  const withNumbers = lines.filter((line) => numbers.some((number) => line.includes(number)));
  expect(withNumbers.length).toBeGreaterThan(2);
  for (const line of withNumbers) expect(numbers).toContain(line);
});
