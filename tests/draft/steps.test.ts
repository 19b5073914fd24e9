import { expect, it } from '@jest/globals';
import { emptyTicks, newDraft } from '../../src/draft/draft.ts';
import { detailForms, detailsToPrint, path, type Step, stepNow } from '../../src/draft/steps.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { draftAt, pack } from './a-draft.ts';

const allNo = { abroad: 'no', care: 'no', kin: 'no', missing: 'no', cse: 'no' };
/** What each agency is asked besides the others. */
const agencyForms = [
  ...['health', 'education', 'police'].map((id): [string, string[]] => [id, [id]]),
  ...['childrens-services', 'other'].map((id): [string, string[]] => [id, []]),
];

// What a child from here is not asked

const family = ['family', 'siblings', 'family-whereabouts', 'people'];
const others = ['agencies', 'last-contact', 'other-children'];

it.each([
  ['yes', [...family, 'immigration', 'asylum', ...others]],
  ['not-known', [...family, 'immigration', 'asylum', ...others]],
  ['no', [...family, ...others]],
])('When the child came from abroad is “%s”, the card about status asks for %j', (abroad, fields) => {
  const draft = draftAt('status', { agency: 'health', abroad });
  expect(stepNow(draft, pack)).toMatchObject({ form: { fields } });
});

// The emulator shows the words of the list that stood in the same place on the card before

const lists = (step: Step) =>
  step.kind === 'form'
    ? step.form.fields.map((id) => fieldOf(pack, id).kind === 'choice' || fieldOf(pack, id).dropDown)
    : [];

it.each(agencyForms)('No card for %s has a drop-down list where the card before it has one', (agency) => {
  for (const kin of ['yes', 'no'])
    for (const missing of ['yes', 'no']) {
      const steps = path(
        draftAt('check-answers', { ...allNo, agency, kin, missing, care: 'yes', abroad: 'yes' }),
        pack,
      );
      for (const [index, step] of steps.entries()) {
        const before = lists(steps[index - 1] ?? step);
        const both = index > 0 ? lists(step).map((isList, place) => isList && before[place] === true) : [];
        expect([step.id, both.indexOf(true)]).toEqual([step.id, -1]);
      }
    }
});

// The detail forms to print

const printed = (values: Record<string, string>) =>
  detailsToPrint({ values, ticks: {}, readings: {} }, pack).map(({ id }) => id);
const asked = (values: Record<string, string>) =>
  detailForms({ values, ticks: {}, readings: {} }, pack).map(({ id }) => id);

it('Every form that applies is printed, and so is one answered before the situation was changed', () => {
  const before = { agency: 'health', missing: 'yes', 'missing-now': 'yes' };
  expect(printed(before)).toEqual(asked(before));
  const after = { ...before, missing: 'no' };
  expect(asked(after)).not.toContain('missing');
  expect(printed(after)).toEqual(asked(before));
});

it('A form that does not apply and has no answer is not printed', () =>
  expect(printed({ agency: 'health', missing: 'no', 'missing-now': ' ' })).not.toContain('missing'));

// The way through the conversation

const ids = (values: Record<string, string>) =>
  path(draftAt('danger', values), pack).map(({ kind, id }) => (kind === 'ticks' ? kind : id));

it('The check asks about danger first, then who refers, the child and the worry, and consent before the details', () =>
  expect(ids({ ...allNo, danger: 'no', agency: 'voluntary' })).toEqual([
    'danger',
    'about-you',
    'child',
    'situation',
    'ticks',
    'ticks',
    'ticks',
    'ticks',
    'summary',
    'officer',
    'consent-asked',
    'consent',
    'home',
    'status',
    'seeing',
    'check-answers',
  ]));

it('A child in danger leads to the numbers to ring, and a call leads to questions about the call', () => {
  expect(ids({ danger: 'yes' }).slice(0, 3)).toEqual(['danger', 'danger-phone', 'about-you']);
  expect(ids({ danger: 'yes', phoned: 'yes' }).slice(0, 4)).toEqual(['danger', 'danger-phone', 'phoned', 'call-back']);
  expect(ids({ danger: 'not-known' }).slice(0, 2)).toEqual(['danger', 'about-you']);
});

const details = (values: Record<string, string>, seen: string[] = []) => {
  const ticks = { anything: { ...emptyTicks, seen } };
  const draft = draftAt('danger', { ...allNo, danger: 'no', ...values });
  return path({ ...draft, answers: { ...draft.answers, ticks } }, pack)
    .filter(({ section }) => section === 'details')
    .map(({ id }) => id);
};
const detailsForEverybody = ['home', 'status', 'seeing'];
const withFostering = [...detailsForEverybody, 'private-fostering', 'private-fostering-finding'];

it.each(agencyForms)(
  'A referrer in %s gets the details of their agency first, and then those for everybody',
  (agency, own) => expect(details({ agency })).toEqual([...own, ...detailsForEverybody]),
);

it.each([
  ['care', [...detailsForEverybody, 'care']],
  ['missing', [...detailsForEverybody, 'missing']],
  ['kin', withFostering],
])(
  'The answer yes about “%s” adds its details. The answer no does not, and neither does an empty one',
  (situation, all) => {
    expect(details({ agency: 'other', [situation]: 'yes' })).toEqual(all);
    for (const answer of ['no', ''])
      expect(details({ agency: 'other', [situation]: answer })).toEqual(detailsForEverybody);
  },
);

it('The details include private fostering if it is not known who the child lives with', () => {
  expect(details({ agency: 'other', kin: 'not-known' })).toEqual(withFostering);
  for (const situation of ['care', 'missing'])
    expect(details({ agency: 'other', [situation]: 'not-known' })).toEqual(detailsForEverybody);
});

it.each(['D02', 'E03', 'F01', 'F02', 'F03', 'F04', 'F05', 'F06'])(
  'The details ask about private fostering, and then say whether it looks like that, if %s is ticked',
  (statement) => expect(details({ agency: 'other' }, [statement])).toEqual(withFostering),
);

it('After sending, the steps are those of the indicator check only', () => {
  const draft = draftAt('situation', { ...allNo, agency: 'youth' });
  const steps = path({ ...draft, progress: { ...draft.progress, mode: 'adding' } }, pack);
  expect(steps[0]?.id).toBe('situation');
  expect(steps.at(-1)?.id).toBe('summary');
  expect(new Set(steps.map(({ section }) => section))).toEqual(new Set(['check']));
});

it('Each card of statements is numbered, as in “3 of 6”', () => {
  const steps = path(draftAt('danger', { ...allNo, agency: 'voluntary' }), pack);
  const numbers = steps.flatMap((step) => (step.kind === 'ticks' ? [`${step.number} of ${step.of}`] : []));
  const cards = steps.filter(({ kind }) => kind === 'ticks');
  expect(numbers).toEqual(cards.map((_, index) => `${index + 1} of ${cards.length}`));
  expect(cards.length).toBe(4);
});

it('When a step no longer applies after a change of agency, the check-answers card takes its place', () => {
  expect(stepNow(draftAt('health', { agency: 'health' }), pack).id).toBe('health');
  expect(stepNow(draftAt('health', { agency: 'police' }), pack).id).toBe('check-answers');
});

it('A remembered referrer is not asked again who is referring', () => {
  const draft = newDraft({ agency: 'health', name: 'Jane Okafor' });
  expect(draft.answers.values).toEqual({ agency: 'health', name: 'Jane Okafor' });
  expect(draft.progress.done).toEqual(['about-you']);
  expect(newDraft({}).progress.done).toEqual([]);
});
