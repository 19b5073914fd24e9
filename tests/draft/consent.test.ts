import { expect, it } from '@jest/globals';
import { isConsentRecorded, suggestedConsent } from '../../src/draft/consent.ts';
import { aboutJane, at, draftAt, pack, press } from './a-draft.ts';

const answers = (values: Record<string, string>) => ({ values, ticks: {}, readings: {} });
const otherAnswers = ['not-sought-risk', 'not-sought-carer', 'not-sought-nobody', 'refused', 'unsure-asked', 'unsure'];
const before = { danger: 'no', ...aboutJane, 'consent-risk': 'yes' };

const answered = (fields: Record<string, string>, next: 'continue' | 'check-answers' = 'continue') =>
  press(draftAt('consent', before), { fields, next });

// Consent

it.each(['obtained', ...otherAnswers])('The consent answer “%s” lets the referral be sent', (consent) => {
  const draft = draftAt('consent', before);
  const { draft: next, problems } = press(draft, {
    fields: { consent, 'consent-why': 'He may be involved.', basis: '', advice: '' },
    next: 'check-answers',
  });
  expect(problems).toEqual([]);
  expect(at(next)).toBe('check-answers');
  expect(isConsentRecorded(next.answers)).toBe(true);
});

it('Consent that was obtained needs no reason', () => {
  const { problems } = answered({ consent: 'obtained' });
  expect(problems).toEqual([]);
});

it.each(otherAnswers)('The consent answer “%s” needs a reason', (consent) => {
  for (const why of ['', '  ']) {
    const { draft, problems } = answered({ consent, 'consent-why': why });
    expect(problems).toEqual([{ field: 'consent-why', kind: 'required' }]);
    expect(draft.answers.values.consent).toBe(consent); // the choice itself is saved
    expect(isConsentRecorded(draft.answers)).toBe(false);
  }
});

it.each(['not sure', 'not known', 'I don’t know', '?'])('“%s” is no reason', (why) => {
  const fields = { consent: 'not-sought-risk', 'consent-why': why };
  const { problems } = press(draftAt('consent', before), { fields, next: 'check-answers' });
  expect(problems).toEqual([{ field: 'consent-why', kind: 'required' }]);
});

it('The consent question must be answered', () => {
  const { problems } = answered({ consent: '' });
  expect(problems).toEqual([{ field: 'consent', kind: 'required' }]);
});

it('A referrer can name any number of lawful bases, and none that is not listed', () => {
  const fields = { consent: 'refused', 'consent-why': 'She said no.', basis: 'LB1,LB5,LB4' };
  const { draft } = press(draftAt('consent', before), { fields });
  expect(draft.answers.values.basis).toBe('LB4,LB5,LB1');
  expect(answered({ ...fields, basis: 'LB9' }).problems).toEqual([{ field: 'basis', kind: 'not-a-choice' }]);
});

// The suggested answer about consent

it('The suggestion is not to ask for consent if asking could put the child at risk', () =>
  expect(suggestedConsent(answers({ 'consent-risk': 'yes' }), pack)).toBe('not-sought-risk'));

it('The suggestion is “unsure” if the referrer is not sure about the risk', () =>
  expect(suggestedConsent(answers({ 'consent-risk': 'not-sure' }), pack)).toBe('unsure'));

const withY06 = (values: Record<string, string>, how: 'seen' | 'suspected' = 'seen') => ({
  ...answers(values),
  ticks: { youth: { seen: [], suspected: [], note: '', looked: false, [how]: ['Y06'] } },
});

it('If those who claim to be the parents may be involved, the suggestion is not to ask the carer for consent', () => {
  for (const how of ['seen', 'suspected'] as const)
    for (const risk of ['yes', 'not-sure'])
      expect(suggestedConsent(withY06({ 'consent-risk': risk }, how), pack)).toBe('not-sought-carer');
  expect(suggestedConsent(withY06({}), pack)).toBe('not-sought-carer');
});

it('There is no suggestion if the referrer said that asking is no risk, whatever is ticked', () =>
  expect(suggestedConsent(withY06({ 'consent-risk': 'no' }), pack)).toBe(''));

it('There is no suggestion if nothing speaks against asking', () =>
  expect(suggestedConsent(answers({ 'consent-risk': 'no' }), pack)).toBe(''));
