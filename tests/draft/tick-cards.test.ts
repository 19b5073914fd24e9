import { expect, it } from '@jest/globals';
import { ticksInWords, writtenReferral } from '../../src/cards/referral-text.ts';
import { isControlled } from '../../src/draft/consent.ts';
import type { Answers, Draft } from '../../src/draft/draft.ts';
import { isTicked } from '../../src/draft/shown-when.ts';
import { detailForms, path, type Step } from '../../src/draft/steps.ts';
import { tickCards } from '../../src/draft/tick-cards.ts';
import { typedAnswer } from '../../src/draft/typed.ts';
import { prepareCentralCard } from '../../src/features/assessment/central-cards.ts';
import { policeText } from '../../src/features/missing/police-text.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { aReferral, REFERENCE } from '../case/a-case.ts';
import { answerContext, at, draftAt, movedTo, NOW, pack, press, pressed } from './a-draft.ts';

const all = pack.groups.flatMap(({ statements }) => statements);
const agencies = fieldOf(pack, 'agency').choices?.map(({ id }) => id) ?? [];
const situations = ['abroad', 'care', 'kin', 'missing', 'cse'];
const audiences = agencies.flatMap((agency) =>
  situations.reduce<Record<string, string>[]>(
    (some, question) =>
      some.flatMap((each) => ['yes', 'no', 'not-known'].map((answer) => ({ ...each, [question]: answer }))),
    [{ agency }],
  ),
);
const answering = (values: Record<string, string>): Answers => ({ values, ticks: {}, readings: {} });
const idsOn = (values: Record<string, string>, isRest = false) =>
  tickCards(answering(values), pack, isRest).flatMap(({ group }) => group.statements.map(({ id }) => id));
const fromHere = { abroad: 'no', care: 'no', kin: 'no', missing: 'no', cse: 'no' };

const twinsOf = (id: string) => [
  ...all.filter(({ sameAs }) => sameAs.includes(id)).map((each) => each.id),
  ...(all.find((each) => each.id === id)?.sameAs ?? []),
];

// What is shown

it('Each statement stands on one card, at first or below “Signs I may have missed”, for every agency in every situation', () => {
  const ids = all.map(({ id }) => id).sort();
  for (const values of audiences) {
    const [first, rest] = [idsOn(values), idsOn(values, true)];
    if ([...first, ...rest].sort().join() !== ids.join()) expect([values, first, rest]).toEqual([values, ids, []]);
    const twice = first.filter((id) => twinsOf(id).some((twin) => first.includes(twin)));
    if (twice.length > 0) expect([values, twice]).toEqual([values, []]);
  }
  expect(audiences).toHaveLength(8 * 3 ** 5);
});

it('Two short themes share a card, with the warnings of both, and each is found by its own id', () => {
  const values = { ...fromHere, agency: 'voluntary' };
  const cards = tickCards(answering(values), pack);
  const shared = cards.find(({ themes }) => themes.length > 1);
  expect(shared?.themes).toHaveLength(2);
  for (const theme of shared?.themes ?? []) expect(at(draftAt(`ticks-${theme}`, values))).toBe(shared?.id);
  const drawn = questionCard({ caseId: REFERENCE, draft: draftAt('ticks-harm', values), pack });
  expect(JSON.stringify(drawn)).toContain('Get medical help first.');
});

it('A card has at most 21 statements, and nobody goes through more than six cards', () => {
  for (const values of audiences) {
    const cards = tickCards(answering(values), pack);
    const longest = Math.max(...cards.map(({ group }) => group.statements.length));
    if (longest > 21 || cards.length > 6) expect([values, cards.length, longest]).toEqual([values, 6, 21]);
  }
});

it.each(agencies)('A child from here is asked neither about arrival nor about immigration, by %s', (agency) => {
  const shown = idsOn({ ...fromHere, agency });
  expect(shown.filter((id) => /^T|^(G05|G17|K6|L01|L02|R2|Y04)$/.test(id))).toEqual([]);
});

it('The signs on arrival are shown unless the child is known not to come from abroad', () => {
  for (const abroad of ['yes', 'not-known', '']) expect(idsOn({ agency: 'other', abroad })).toContain('T01');
  expect(idsOn({ agency: 'other', abroad: 'no' })).not.toContain('T01');
});

it.each(agencies)('A referrer in %s is asked about control, work and harm, and what is only theirs', (agency) => {
  const shown = idsOn({ agency });
  expect(['G18', 'G22', 'S03', 'K2', 'U2'].filter((id) => !shown.includes(id))).toEqual([]);
  const theirs = { health: 'H', education: 'E', housing: 'D', youth: 'Y', police: 'P' };
  for (const [other, letter] of Object.entries(theirs))
    expect({ letter, shown: shown.some((id) => id.startsWith(letter)) }).toEqual({ letter, shown: other === agency });
});

it.each([
  ['health', ['H03', 'H04', 'H11', 'H08', 'H06', 'H07'], ['G01', 'G02', 'G04', 'S06', 'S07']],
  ['housing', ['D05'], ['G03']],
  ['youth', ['Y02', 'Y03', 'Y04'], ['C03', 'G17', 'K6', 'C02', 'G05']],
])('Of statements that say the same, %s is shown its own', (agency, own, others) => {
  const shown = idsOn({ agency, missing: 'no' });
  expect(own.filter((id) => !shown.includes(id))).toEqual([]);
  expect(others.filter((id) => shown.includes(id))).toEqual([]);
});

it('What an answer about the situation already says is not asked again', () => {
  const shown = (values: Record<string, string>) => idsOn({ agency: 'other', ...values });
  for (const missing of ['yes', 'no']) expect(shown({ missing })).not.toContain('G06');
  expect(shown({ cse: 'yes' })).not.toContain('U1');
  expect(shown({ cse: 'no' })).toContain('U1');
});

// “Signs I may have missed”

it('“Signs I may have missed” opens all that was not shown, and then the summary again', () => {
  let draft = pressed(draftAt('summary', { ...fromHere, agency: 'other' }), { choice: 'rest' });
  const seen: string[] = [];
  for (; at(draft) !== 'summary'; draft = pressed(draft, {})) {
    const step = cardsIn(draft).find(({ id }) => id === at(draft));
    seen.push(...(step?.group.statements.map(({ id }) => id) ?? [at(draft)]));
  }
  expect(seen).toEqual(idsOn({ ...fromHere, agency: 'other' }, true));
});

it('“Signs I may have missed” can be typed, too', () => {
  const typed = typedAnswer(draftAt('summary', { agency: 'other' }), 'signs I may have missed', answerContext);
  expect(typed.kind === 'answered' && at(typed.draft)).toMatch(/^ticks-rest-/);
});

const isTicks = (step: Step): step is Extract<Step, { kind: 'ticks' }> => step.kind === 'ticks';
const cardsIn = (draft: Draft) => path(draft, pack).filter(isTicks);

/** The draft after this statement was ticked, on the card that has it. */
function ticking(id: string, values: Record<string, string>, as: 'seen' | 'suspected' = 'seen'): Draft {
  const draft = draftAt('summary', values);
  const whole: Draft = { ...draft, progress: { ...draft.progress, rest: true } };
  const card = cardsIn(whole).find(({ group }) => group.statements.some((each) => each.id === id));
  const ticks = { ...{ seen: [], suspected: [], note: '', looked: false }, [as]: [id] };
  return press(movedTo(whole, card?.id ?? 'none'), { ticks }).draft;
}

// A tick on a statement counts for those that say the same

/** What the pack does when this statement is ticked. */
function rulesOf(id: string): string[] {
  const signals = Object.entries(pack.signals).flatMap(([signal, ids]) => (ids.includes(id) ? [signal] : []));
  const fostering = pack.forms.some(({ shownWhen }) => JSON.stringify(shownWhen).includes(`"${id}"`));
  return [...signals, ...(fostering ? ['fostering'] : [])];
}

/** What this draft raises. */
function raised({ answers }: Draft): string[] {
  const signals = Object.entries(pack.signals).filter(([, ids]) => ids.some((id) => isTicked(answers, id)));
  const fostering = detailForms(answers, pack).some(({ id }) => id === 'private-fostering');
  return [...signals.map(([signal]) => signal), ...(fostering ? ['fostering'] : [])];
}

it.each(all.map(({ id }) => id))(
  'A tick on %s raises what each statement that says the same would raise, wherever it stands',
  (id) => {
    for (const agency of agencies)
      for (const values of [{ agency }, { ...fromHere, agency }])
        for (const as of ['seen', 'suspected'] as const) {
          const draft = ticking(id, values, as);
          const expected = new Set([id, ...twinsOf(id)].flatMap(rulesOf));
          expect({ id, agency, raised: raised(draft).sort() }).toEqual({ id, agency, raised: [...expected].sort() });
          expect(isControlled(draft.answers)).toBe(expected.has('control') || expected.has('parentsInvolved'));
        }
  },
);

const textOf = (id: string) => all.find((each) => each.id === id)?.text.replace(/\.$/, '') ?? 'NONE';
const withTwins = all.map(({ id }) => id).filter((id) => twinsOf(id).length > 0);

it.each(withTwins)('What a tick on %s covers is printed as covered, and never as seen', (id) => {
  const { answers } = ticking(id, { agency: 'other' });
  const printed = ticksInWords(answers, pack)
    .map(({ text }) => text)
    .join('\n')
    .split('\n');
  for (const twin of twinsOf(id)) {
    const lines = printed.filter((line) => line.includes(textOf(twin)));
    expect(lines.filter((line) => !line.startsWith('Said by another: '))).toEqual([]);
    expect(lines.join()).toMatch(/\(covered by “/);
  }
  expect(printed.filter((line) => line.startsWith('Seen: ')).join()).toContain(textOf(id));
});

it.each(withTwins)('The text for the police and the central referral name what a tick on %s covers', (id) => {
  const { answers } = ticking(id, { agency: 'other' });
  const record = { ...aReferral(NOW), facts: { ...aReferral(NOW).facts, answers } };
  const police = policeText(record, pack, 1000);
  const central = JSON.stringify(prepareCentralCard(record, pack, NOW));
  for (const twin of twinsOf(id)) {
    expect(police).toMatch(new RegExp(`- ${textOf(twin).replace(/[()]/g, '.')}\\.? \\(covered by “`));
    expect(central).toContain(textOf(twin));
  }
});

it('A statement that was ticked itself is not printed as covered', () => {
  const draft = ticking('G09', { agency: 'other' });
  const rest = { ticks: { seen: ['K5'], suspected: [], note: '', looked: false } };
  const { answers } = press(movedTo(draft, 'ticks-rest-control'), rest).draft;
  expect(JSON.stringify(ticksInWords(answers, pack))).not.toContain('covered by');
});

// “I looked. I saw none of the others”

it('“I looked” is printed only of the statements on that card, and not of what another tick covers', () => {
  const draft = draftAt('ticks-movement', { ...fromHere, agency: 'other' });
  const looked = pressed(draft, { ticks: { seen: ['G10'], suspected: [], note: '', looked: true } });
  const movement = ticksInWords(looked.answers, pack).find(({ title }) => title === 'Movement and documents');
  expect(movement?.text).toBe(
    'Seen: Moved within the UK, whether they come from abroad or from the UK (particularly common in the sex industry)\n' +
      'Looked for, not seen: Moved several times in the UK or Europe; No access to travel or other documents; ' +
      'Documents taken, held by the exploiter; Moved to avoid agencies, or by exploiters',
  );
});

it('The ticks, and what was looked for, of the first card of a theme stay when its second is answered', () => {
  const values = { agency: 'education', abroad: 'yes', missing: 'yes', care: 'yes' };
  const first = pressed(draftAt('ticks-movement', values), {
    ticks: { seen: ['G10'], suspected: [], note: 'By car.', looked: true },
  });
  expect(at(first)).toBe('ticks-movement-2');
  const second = pressed(first, { ticks: { seen: [], suspected: ['R3'], note: 'By car. At night.', looked: false } });
  const { seen, suspected, note, looked, shown } = second.answers.ticks.movement ?? {};
  expect({ seen, suspected, note }).toEqual({ seen: ['G10'], suspected: ['R3'], note: 'By car. At night.' });
  expect(looked).toContain('G07');
  expect(looked).not.toContain('R3');
  expect(shown).toContain('R3');
});

it('A list that a referral must hold is “Not known” once one of its statements was shown, and else “Not asked”', () => {
  const printed = (draft: Draft) =>
    writtenReferral(draft.answers, pack).find(({ title }) => title === 'How it may have begun')?.text;
  const before = draftAt('ticks-movement', { agency: 'education', abroad: 'yes', missing: 'yes', care: 'yes' });
  expect(printed(before)).toBe('Not asked');
  const first = pressed(before, {});
  expect([printed(first), printed(pressed(first, {}))]).toEqual(['Not asked', 'Not known']);
});
