import { expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import type { Card } from '../../src/cards/parts.ts';
import { emptyAnswers, emptyTicks, newDraft } from '../../src/draft/draft.ts';
import { assessmentFormCard } from '../../src/features/assessment/forms.ts';
import { contactsCard } from '../../src/features/contacts/cards.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import { assessedCases } from '../cards/sample-assessment.ts';
import { pack } from '../case/a-case.ts';
import { draftAt, NOW, pressed } from '../draft/a-draft.ts';
import { textIn } from '../fakes/card.ts';

// What `stage-2.ts` requires (what follows a referral, and what else helps the agencies), where no other test shows it.

const wordsOn = (card: Card): string => textIn(card as Parameters<typeof textIn>[0]);

// The Assessment team

const [record] = Object.values(assessedCases('usual'));

it.each(['Child in need', 'Child protection procedures', 'Looked after by the council'])(
  'The Assessment team can record %s',
  (service) => {
    if (!record) throw new Error('there is no case to assess');
    expect(wordsOn(assessmentFormCard(record, 'service')).split('\n')).toContain(service);
  },
);

// The contacts

const contactsFor = (agency: string) => {
  const answers = { ...emptyAnswers, values: { agency } };
  return wordsOn(contactsCard(pack, { answers, isAdmin: false, now: NOW })).split('\n');
};

it('The contacts name Paladin to the police, without a number', () => {
  const lines = contactsFor('police');
  const at = lines.findIndex((each) => each.startsWith('Paladin'));
  expect(at).toBeGreaterThan(-1);
  expect(lines.slice(at, at + 2).join()).not.toMatch(/\d[\d ]{5}/);
});

it('The contacts have a place for the protocol on missing children', () =>
  expect(contactsFor('health')).toContain('Protocol for missing children'));

// A care arrangement that is unclear

const living = { 'pf-carer': 'not-close-family', 'pf-began': '', 'pf-full-time': 'yes' };
const afterAnswers = pressed(draftAt('private-fostering', { kin: 'yes', danger: 'no' }), { fields: living });
const ticks = {
  fostering: { ...emptyTicks, seen: ['F01'] },
  harm: { ...emptyTicks, suspected: ['S01'] },
};
const draft = { ...newDraft({}), ...afterAnswers, answers: { ...afterAnswers.answers, ticks } };
const text = wordsOn(questionCard({ caseId: 'HT-7K3F-92Q' as CaseId, draft, pack }));

it('If the care arrangement is unclear, the bot names the private fostering social worker', () =>
  expect(text).toContain('Private fostering social worker'));

it('If the care arrangement is unclear, the bot shows the signs of private fostering and of trafficking side by side, and rules on neither', () => {
  const [fostering = 0, trafficking = 0] = ['Private fostering: what you ticked', 'Trafficking: what you ticked'].map(
    (title) => text.indexOf(title),
  );
  expect(fostering).toBeGreaterThan(0);
  expect(trafficking).toBeGreaterThan(fostering);
  expect(text.slice(trafficking)).not.toContain('Nothing ticked');
  expect(text).toContain('This is help, not a ruling.');
});
