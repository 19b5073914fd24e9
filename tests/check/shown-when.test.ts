import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Answers, emptyAnswers, emptyTicks } from '../../src/check/draft.ts';
import { applies, isTicked, warningInWords, warningsAt } from '../../src/check/shown-when.ts';
import type { WarningPlace } from '../../src/protocol/pack.ts';
import { pack } from './a-draft.ts';

const with_ = (values: Record<string, string>, seen: string[] = [], suspected: string[] = []): Answers => ({
  ...emptyAnswers,
  values,
  ticks: { carer: { ...emptyTicks, seen, suspected } },
});
const said = (place: WarningPlace, answers: Answers = emptyAnswers) =>
  warningsAt(pack, place, answers).map(({ id }) => id);

describe('what is shown only to some', () => {
  it('is shown to everybody where nothing else is said', () => {
    expect(applies({ always: true }, emptyAnswers)).toBe(true);
  });

  it('is shown to one agency, and to nobody who did not say which is theirs', () => {
    expect(applies({ agency: 'health' }, with_({ agency: 'health' }))).toBe(true);
    expect(applies({ agency: 'health' }, with_({ agency: 'police' }))).toBe(false);
    expect(applies({ agency: 'health' }, emptyAnswers)).toBe(false);
  });

  it.each([
    ['yes', true],
    ['no', false],
    ['not-known', false],
    ['', false],
    [undefined, false],
  ])('is shown in a situation that is so: %j is %s', (care, shown) => {
    const answers = care === undefined ? emptyAnswers : with_({ care });
    expect(applies({ situation: 'care', is: ['yes'] }, answers)).toBe(shown);
  });

  it('takes a situation that was not answered as not known', () => {
    const rule = { situation: 'abroad', is: ['yes', 'not-known'] };
    expect(applies(rule, emptyAnswers)).toBe(true);
    expect(applies(rule, with_({ abroad: '' }))).toBe(true);
    expect(applies(rule, with_({ abroad: 'no' }))).toBe(false);
  });

  it('is shown where one of the statements was seen or suspected, in whatever list', () => {
    const rule = { ticked: ['D02', 'F01'] };
    expect(applies(rule, with_({}, ['F01']))).toBe(true);
    expect(applies(rule, with_({}, [], ['D02']))).toBe(true);
    expect(applies(rule, with_({}, ['D01'], ['F02']))).toBe(false);
    expect(applies(rule, emptyAnswers)).toBe(false);
    expect(isTicked(with_({}, ['F01']), 'F01')).toBe(true);
    expect(isTicked(with_({}, ['F01']), 'F0')).toBe(false);
  });

  it('is shown where any one of several is so', () => {
    const rule = { any: [{ agency: 'youth' }, { ticked: ['Y06'] }] };
    expect(applies(rule, with_({ agency: 'youth' }))).toBe(true);
    expect(applies(rule, with_({ agency: 'police' }, ['Y06']))).toBe(true);
    expect(applies(rule, with_({ agency: 'police' }, ['Y05']))).toBe(false);
  });
});

describe('a warning', () => {
  it.each<[string, WarningPlace, Answers, string[]]>([
    ['on the welcome card', 'welcome', emptyAnswers, ['W02', 'W21']],
    ['before asking for consent', 'before-asking', emptyAnswers, ['W01', 'W03']],
    ['before a youth worker asks', 'before-asking', with_({ agency: 'youth' }), ['W01', 'W03', 'W05']],
    ['before asking people who may not be the parents', 'before-asking', with_({}, [], ['Y06']), ['W01', 'W03', 'W05']],
    ['with the consent decision, where asking is no risk', 'consent', with_({ 'consent-risk': 'no' }), []],
    ['with the consent decision, where it is one', 'consent', with_({ 'consent-risk': 'yes' }), ['W04']],
    ['with the consent decision, where that is not sure', 'consent', with_({ 'consent-risk': 'not-sure' }), ['W04']],
    ['with the consent decision, where that was not answered', 'consent', emptyAnswers, ['W04']],
    ['after the check', 'summary', emptyAnswers, ['W02', 'W09']],
    ['before speaking to the child', 'speaking', emptyAnswers, ['W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'W12']],
    ['with an injury', 'injury', emptyAnswers, ['W22']],
    ['in a reminder of a draft', 'nudge', emptyAnswers, ['W02']],
    ['of a missing child', 'missing', emptyAnswers, ['W15']],
    ['about private fostering', 'private-fostering', emptyAnswers, ['W19']],
    ['about a disagreement', 'disagree', emptyAnswers, ['W20']],
    ['with the whole case', 'everything', emptyAnswers, ['W01']],
    ['when deciding', 'decision', emptyAnswers, ['W08', 'W11', 'W12']],
    ['when deciding on a child who is not in care', 'decision', { ...emptyAnswers, values: { care: 'no' } }, ['W08']],
    ['about the situation', 'form:situation', emptyAnswers, ['W01']],
    ['about the home', 'form:home', emptyAnswers, ['W07', 'W13', 'W17']],
    ['about the family’s status', 'form:status', emptyAnswers, ['W16']],
    ['about seeing the child', 'form:seeing', emptyAnswers, ['W06']],
    ['about a child in care', 'form:care', emptyAnswers, ['W11', 'W12', 'W13', 'W14']],
    ['about a child who is missing', 'form:missing', emptyAnswers, ['W15']],
    ['to a youth worker', 'form:youth', with_({ agency: 'youth' }), ['W05']],
    ['on the list for health', 'list:health', emptyAnswers, ['W18']],
    ['on the list about harm', 'list:harm', emptyAnswers, ['W22']],
    ['on a list without one', 'list:carer', emptyAnswers, []],
  ])('is said %s', (_, place, answers, ids) => {
    expect(said(place, answers)).toEqual(ids);
  });

  it('is said somewhere to somebody: none of the 22 is forgotten', () => {
    const everything = with_({ agency: 'youth', 'consent-risk': 'yes' }, ['Y06']);
    const places = new Set(pack.warnings.flatMap(({ at }) => at));
    const heard = new Set([...places].flatMap((place) => said(place, everything)));
    expect(heard.size).toBe(22);
  });

  it('is said with where it stands in the protocol, what is strong first', () => {
    const warning = { id: 'W99', text: 'Act soon.', section: '8.1', at: [], shownWhen: { always: true } } as const;
    expect(warningInWords({ ...warning, at: [] })).toBe('Act soon. (§8.1)');
    expect(warningInWords({ ...warning, at: [], strong: 'Get help first.' })).toBe('Get help first. Act soon. (§8.1)');
  });

  it('about an injury says first that medical help comes first', () => {
    const [injury] = warningsAt(pack, 'injury', emptyAnswers);
    expect(injury?.strong).toMatch(/get medical help first/i);
  });

  it('that is said to nobody special never goes away, whatever is answered', () => {
    const always = pack.warnings.filter(({ shownWhen }) => 'always' in shownWhen);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('agency', 'care', 'consent-risk', 'kin'), fc.string()), (values) => {
        for (const { id, at } of always) for (const place of at) expect(said(place, with_(values))).toContain(id);
      }),
      { numRuns: 50 },
    );
  });
});
