import { expect, it } from '@jest/globals';
import { isConsentRecorded } from '../../src/draft/consent.ts';
import { path } from '../../src/draft/steps.ts';
import { aboutJane, at, draftAt, pack, press, pressed } from './a-draft.ts';

const withReason = ['not-asked', 'refused', 'nobody'];
const before = { danger: 'no', ...aboutJane };

const answered = (consent: string, fields: Record<string, string>, next: 'continue' | 'check-answers' = 'continue') =>
  press(draftAt('consent', { ...before, consent }), { fields, next });

// Have you asked for consent?

it.each(['obtained', 'unsure', ...withReason])('The consent answer “%s” lets the referral be sent', (consent) => {
  const draft = pressed(draftAt('consent-asked', before), { choice: consent, whole: true });
  expect(at(draft)).toBe('consent');
  const fields = { 'consent-why': 'He may be involved.', 'consent-risk': 'not-sure', 'knowing-risk': 'no' };
  const { draft: next, problems } = press(draft, { fields, whole: true, next: 'check-answers' });
  expect(problems).toEqual([]);
  expect(at(next)).toBe('check-answers');
  expect(isConsentRecorded(next.answers)).toBe(true);
});

it('Where they agreed, the card asks for the risk of their knowing and for no reason', () => {
  expect(answered('obtained', {}).problems).toEqual([{ field: 'knowing-risk', kind: 'required' }]);
  expect(answered('obtained', { 'knowing-risk': 'yes' }).problems).toEqual([]);
});

it('Whoever is not sure, and presses Continue, goes on', () => expect(answered('unsure', {}).problems).toEqual([]));

it.each(withReason)('The consent answer “%s” needs a reason', (consent) => {
  for (const why of ['', '  ', 'not sure', 'not known', 'I don’t know', '?']) {
    const { draft, problems } = answered(consent, { 'consent-why': why, 'consent-risk': 'yes' });
    expect(problems).toEqual([{ field: 'consent-why', kind: 'required' }]);
    expect(isConsentRecorded(draft.answers)).toBe(false);
  }
});

it('The consent question must be answered, and its card can be left as it was', () => {
  const asked = draftAt('consent-asked', before);
  const { draft, problems } = press(asked, { whole: true });
  expect(problems).toEqual([{ field: 'consent', kind: 'required' }]);
  expect(draft.answers.values.consent).toBeUndefined();
  const refused = draftAt('consent-asked', { ...before, consent: 'refused', 'consent-why': 'No.' });
  expect(pressed(refused, { whole: true, next: 'check-answers' }).answers.values.consent).toBe('refused');
});

const asks = (consent: string) =>
  path(draftAt('consent', { consent }), pack).flatMap((step) =>
    step.kind === 'form' && step.id === 'consent' ? step.form.fields : [],
  );

it.each([
  ['not-asked', ['consent-risk', 'consent-why', 'knows']],
  ['obtained', ['consent-from', 'knowing-risk', 'consent-why', 'knows']],
  ['refused', ['consent-from', 'consent-risk', 'consent-why', 'knows']],
  ['nobody', ['consent-why', 'knows']],
  ['unsure', ['consent-risk', 'consent-why', 'knows']],
])('After “%s” the card asks only what that answer needs', (consent, fields) =>
  expect(asks(consent)).toEqual([...fields, 'basis', 'later-reasons', 'advice']),
);

it('A changed answer drops what it no longer asks, so that nothing says who agreed where nobody was asked', () => {
  const agreed = { ...before, consent: 'obtained', 'consent-from': 'carer', 'knowing-risk': 'no', knows: 'told-by-me' };
  const { values } = pressed(draftAt('consent-asked', agreed), { choice: 'not-asked', whole: true }).answers;
  expect(values).toEqual({ ...before, consent: 'not-asked', knows: 'told-by-me' });
});

it('A referrer can name any number of lawful bases, and none that is not listed', () => {
  const fields = { 'consent-why': 'She said no.', 'consent-risk': 'no', basis: 'LB1,LB5,LB4' };
  expect(answered('refused', fields).draft.answers.values.basis).toBe('LB4,LB5,LB1');
  expect(answered('refused', { ...fields, basis: 'LB9' }).problems).toEqual([{ field: 'basis', kind: 'not-a-choice' }]);
});
