import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Answers, emptyAnswers, emptyTicks } from '../../src/draft/draft.ts';
import { applies, isTicked, warningInWords, warningsAt } from '../../src/draft/shown-when.ts';
import { detailForms } from '../../src/draft/steps.ts';
import type { WarningPlace } from '../../src/protocol/pack.ts';
import { pack } from './a-draft.ts';

const answersWith = (values: Record<string, string>, seen: string[] = [], suspected: string[] = []): Answers => ({
  ...emptyAnswers,
  values,
  ticks: { carer: { ...emptyTicks, seen, suspected } },
});
const warningIds = (place: WarningPlace, answers: Answers = emptyAnswers) =>
  warningsAt(pack, place, answers).map(({ id }) => id);

// The condition for showing something

it('The condition “always” holds for everybody', () => expect(applies({ always: true }, emptyAnswers)).toBe(true));

it('The condition of an agency holds for that agency only, and not if no agency was given', () => {
  expect(applies({ agency: 'health' }, answersWith({ agency: 'health' }))).toBe(true);
  expect(applies({ agency: 'health' }, answersWith({ agency: 'police' }))).toBe(false);
  expect(applies({ agency: 'health' }, emptyAnswers)).toBe(false);
});

it.each([
  ['yes', true],
  ['no', false],
  ['not-known', false],
  ['', false],
  [undefined, false],
])('With the answer %j, the condition “care is yes” is %s', (care, shown) => {
  const answers = care === undefined ? emptyAnswers : answersWith({ care });
  expect(applies({ situation: 'care', is: ['yes'] }, answers)).toBe(shown);
});

it.each([
  ['He is in police protection since 13:20.', true],
  ['Should he be in police protection?', false],
  ['A burn.', false],
])('With the worry “%s”, the police’s questions are asked: %s', (worry, isAsked) => {
  const answers = answersWith({ agency: 'health', worry });
  expect(detailForms(answers, pack).some(({ id }) => id === 'police')).toBe(isAsked);
});

it('An unanswered situation counts as not known', () => {
  const rule = { situation: 'abroad', is: ['yes', 'not-known'] };
  expect(applies(rule, emptyAnswers)).toBe(true);
  expect(applies(rule, answersWith({ abroad: '' }))).toBe(true);
  expect(applies(rule, answersWith({ abroad: 'no' }))).toBe(false);
});

it('The condition of statements holds if one of them is seen or suspected in any list', () => {
  const rule = { ticked: ['D02', 'F01'] };
  expect(applies(rule, answersWith({}, ['F01']))).toBe(true);
  expect(applies(rule, answersWith({}, [], ['D02']))).toBe(true);
  expect(applies(rule, answersWith({}, ['D01'], ['F02']))).toBe(false);
  expect(applies(rule, emptyAnswers)).toBe(false);
  expect(isTicked(answersWith({}, ['F01']), 'F01')).toBe(true);
  expect(isTicked(answersWith({}, ['F01']), 'F0')).toBe(false);
});

it('The condition “any” holds if one of its conditions holds', () => {
  const rule = { any: [{ agency: 'youth' }, { ticked: ['Y06'] }] };
  expect(applies(rule, answersWith({ agency: 'youth' }))).toBe(true);
  expect(applies(rule, answersWith({ agency: 'police' }, ['Y06']))).toBe(true);
  expect(applies(rule, answersWith({ agency: 'police' }, ['Y05']))).toBe(false);
});

// A warning

// The pack says where each warning stands; `protocol-coverage/walk` finds it there.
it.each<[string, WarningPlace, Answers, string[]]>([
  ['before asking for consent', 'before-asking', emptyAnswers, ['W01', 'W03']],
  ['before a youth worker asks', 'before-asking', answersWith({ agency: 'youth' }), ['W01', 'W03', 'W05']],
  [
    'before asking people who may not be the parents',
    'before-asking',
    answersWith({}, [], ['Y06']),
    ['W01', 'W03', 'W05'],
  ],
  ['where consent was not asked', 'consent', answersWith({ consent: 'not-asked' }), ['W04']],
  ['where the referrer is not sure', 'consent', answersWith({ consent: 'unsure' }), ['W04']],
  ['where they agreed', 'consent', answersWith({ consent: 'obtained' }), []],
  ['before speaking to the child', 'speaking', emptyAnswers, ['W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'W12']],
  ['when deciding', 'decision', emptyAnswers, ['W08', 'W11', 'W12']],
  ['when deciding on a child who is not in care', 'decision', { ...emptyAnswers, values: { care: 'no' } }, ['W08']],
  ['to a youth worker', 'form:home', answersWith({ agency: 'youth' }), ['W07', 'W13', 'W17']],
  ['on a list without warnings', 'list:carer', emptyAnswers, []],
])('The right warnings appear %s', (_, place, answers, ids) => expect(warningIds(place, answers)).toEqual(ids));

it('Each of the 22 warnings appears somewhere', () => {
  const everything = answersWith({ agency: 'youth', consent: 'not-asked' }, ['Y06']);
  const places = new Set(pack.warnings.flatMap(({ at }) => at));
  const atHealth = { ...everything, values: { ...everything.values, agency: 'health' } };
  const shown = new Set(
    [everything, atHealth].flatMap((each) => [...places].flatMap((place) => warningIds(place, each))),
  );
  expect(shown.size).toBe(22);
});

it('A warning ends with its section of the protocol and begins with its strong part', () => {
  const warning = { id: 'W99', text: 'Act soon.', section: '8.1', at: [], shownWhen: { always: true } } as const;
  expect(warningInWords({ ...warning, at: [] })).toBe('Act soon.');
  expect(warningInWords({ ...warning, at: [], strong: 'Get help first.' })).toBe('Get help first. Act soon.');
});

it('Where those who say that they are the parents may be involved, the warning before asking says not to ask them', () => {
  const warning = warningsAt(pack, 'before-asking', answersWith({}, [], ['Y06'])).find(({ id }) => id === 'W05');
  expect(warning?.text).toContain('Then do not ask them for consent: ring the advice line.');
});

it('The warning about an injury begins with getting medical help', () => {
  const [injury] = warningsAt(pack, 'injury', emptyAnswers);
  expect(injury?.strong).toMatch(/get medical help first/i);
});

it('No answer hides a warning that is for everybody', () => {
  const always = pack.warnings.filter(({ shownWhen }) => 'always' in shownWhen);
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('agency', 'care', 'consent', 'kin'), fc.string()), (values) => {
      for (const { id, at } of always)
        for (const place of at) expect(warningIds(place, answersWith(values))).toContain(id);
    }),
    { numRuns: 50 },
  );
});
