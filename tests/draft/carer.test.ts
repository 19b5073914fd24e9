import { expect, it } from '@jest/globals';
import type { Instant } from '../../src/base/time.ts';
import { carerBanner, carerReminder } from '../../src/cards/warnings.ts';
import { mustNotTellCarer, withControlMark } from '../../src/draft/consent.ts';
import { emptyTicks, newDraft } from '../../src/draft/draft.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';

const pack = loadPack();

const answers = (values: Record<string, string>) => ({ values, ticks: {}, readings: {} });
const banner = (values: Record<string, string>) => carerBanner(answers(values)).title;

const notTold = 'CARER NOT TOLD';
const knows = 'CARER KNOWS';
const notKnown = 'NOT KNOWN IF THE CARER KNOWS';
const notSought = ['not-asked', 'nobody', 'unsure'];

// The banner about the parent or carer

it.each([
  ['obtained', 'carer', '', knows],
  ['obtained', 'child', '', notKnown],
  ['obtained', 'child', 'not-known', notKnown],
  ['obtained', 'child', 'told-by-others', knows],
  ['obtained', 'other', '', notKnown],
  ['obtained', '', '', notKnown],
  ['obtained', 'other-parent', '', notKnown],
  ['obtained', 'other-parent', 'not-known', notKnown],
  ['obtained', 'other-parent', 'nobody', notTold],
  ['obtained', 'other-parent', 'told-by-me', knows],
  ['refused', 'other-parent', '', notKnown],
  ['obtained', 'carer', 'not-known', notKnown],
  ['refused', 'carer', '', knows],
  ['refused', 'child', '', notKnown],
  ['refused', 'other', '', notKnown],
  ['refused', '', '', notKnown],
  ['refused', '', 'nobody', notKnown],
  ['refused', '', 'told-by-me', knows],
  ['refused', 'carer', 'nobody', notKnown],
  ['obtained', 'carer', 'nobody', notKnown],
  ['', '', 'nobody', notTold],
  ['', '', 'not-known', notKnown],
  ['', '', '', notKnown],
])('With the consent “%s” of “%s”, and “%s” told, the banner says %s', (consent, from, told, title) =>
  expect(banner({ consent, 'consent-from': from, knows: told })).toBe(title),
);

it.each(notSought)(
  'With the consent answer “%s”, whether the carer knows is what somebody says; if nobody does, it is not known',
  (consent) => {
    expect(banner({ consent })).toBe(notKnown);
    expect(banner({ consent, knows: 'nobody' })).toBe(notTold);
    expect(banner({ consent, knows: 'told-by-me' })).toBe(knows);
    expect(banner({ consent, knows: 'told-by-others' })).toBe(knows);
    expect(banner({ consent, knows: 'not-known' })).toBe(notKnown);
  },
);

it('The banner never says that the carer knows unless somebody said so', () => {
  for (const consent of ['', 'obtained', ...notSought])
    for (const from of ['', 'child', 'other-parent', 'other'])
      for (const told of ['', 'nobody', 'not-known']) {
        const values = { consent, 'consent-from': from, knows: told };
        expect({ values, is: mustNotTellCarer(answers(values)) }).toEqual({ values, is: true });
      }
});

it('The banner says how the carer knows, what may follow, and that only one person speaks to the carer next', () => {
  const linesFor = (values: Record<string, string>) => carerBanner(answers(values)).lines.join(' ');
  expect(linesFor({ consent: 'refused', 'consent-from': 'carer' })).toMatch(
    /was asked and said no\. The child could now be moved, or told what to say\. Only one of us speaks to them next/,
  );
  expect(linesFor({ consent: 'refused' })).toBe(
    'They said no. It is not known who was asked: the carer may know. The child could now be moved, or told what to say. Do not contact the parent or carer.',
  );
  expect(linesFor({ knows: 'told-by-others' })).toContain('Somebody else told the parent or carer.');
  expect(linesFor({ consent: 'obtained', 'consent-from': 'carer' })).toBe('The parent or carer agreed.');
});

it('The banner is calm if the carer agreed, but warns that the child could be moved if adults seem to control the child', () => {
  const agreed = { ...newDraft({}), answers: answers({ consent: 'obtained', 'consent-from': 'carer' }) };
  const bannerAfter = (seen: string[], suspected: string[]) => {
    const ticks = { control: { ...emptyTicks, seen, suspected } };
    return carerBanner(withControlMark({ ...agreed, answers: { ...agreed.answers, ticks } }, pack).answers);
  };
  expect(bannerAfter([], []).calm).toBe(true);
  const words = ['The parent or carer agreed.', 'The child could now be moved, or told what to say.'];
  for (const [seen, suspected] of [
    [['K7'], []],
    [[], ['K3']],
    [['Y06'], []],
  ] as const)
    expect(bannerAfter([...seen], [...suspected])).toEqual({ title: knows, lines: words, calm: false });
  expect(bannerAfter(['Z1'], []).calm).toBe(true);
});

it.each([
  [{ knows: 'nobody' }, notTold],
  [{ knows: 'told-by-me' }, knows],
  [{ knows: 'not-known' }, notKnown],
  [{ consent: 'obtained', 'consent-from': 'carer' }, knows],
])(
  'With the answers %j the banner says both that the child is in care and whether the carer knows',
  (values, title) => {
    const { title: bannerTitle, lines } = carerBanner(answers({ ...values, care: 'yes' }));
    expect(bannerTitle).toBe(`${title} · CHILD IN CARE`);
    expect(lines).toContain('Ask the child’s social worker who may be spoken to.');
    expect(carerBanner(answers({ ...values, care: 'no' })).title).toBe(title);
  },
);

// What the referrer reads about the parent or carer

it.each([
  [{ knows: 'nobody' }, /NOT been told\. Please do not tell them/],
  [{ knows: 'not-known' }, /not known if the parent or carer knows\. Please do not tell them/],
  [{ consent: 'refused' }, /may know\. The child could now be moved.*tell the MASH at once/],
  [{ consent: 'obtained', 'consent-from': 'carer' }, /^$/],
  [{ consent: 'obtained', 'consent-from': 'carer', care: 'yes' }, /^Ask the child’s social worker/],
])('With the answers %j the referrer’s reminder matches %s', (values, words) =>
  expect(carerReminder(answers(values)).join(' ')).toMatch(words),
);

it.each([
  ['Mum n dad back home dont know hes here.', 'THE CARER MAY NOT KNOW', 'may not know. Please do not tell them.'],
  ['School rang dad so he knows now.', 'THE CARER MAY KNOW', 'may know. The child could now be moved'],
  ['Nan knows where she is, mum doesnt.', 'READ WHAT THE CARER MAY KNOW', 'What do they know? Type it.'],
])('Where no answer says it, the banner quotes what was told before sending: %s', (worry, title, reminder) => {
  const said = answers({ worry: `Burn Topaz. ${worry}` });
  expect(carerBanner(said)).toMatchObject({ title });
  expect(carerBanner(said).lines[0]).toBe(`They wrote before sending: “${worry}”`);
  expect(carerReminder(said).join(' ')).toContain(reminder);
  expect(carerBanner(answers({ worry: `Burn Topaz. ${worry}`, knows: 'nobody' })).title).toBe(notTold);
});

it('Nobody is told not to tell a mother who is there', () => {
  const said = { is: 'here' as const, at: '2026-06-10T12:00:00.000Z' as Instant };
  expect(carerReminder(answers({}), said).join(' ')).toMatch(
    /^You wrote at 13:00, .* of the parent or carer\. What do they know\?/,
  );
});
