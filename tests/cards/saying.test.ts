import { describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import type { Card } from '../../src/cards/parts.ts';
import { indicatorsInShort, ticksInWords, writtenReferral } from '../../src/cards/referral-text.ts';
import { advance } from '../../src/case/advance.ts';
import { decisionText } from '../../src/case/decision-record.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { type Answers, emptyTicks, newDraft } from '../../src/draft/draft.ts';
import { warningInWords, warningsAt } from '../../src/draft/shown-when.ts';
import { reminderCard } from '../../src/features/alarm/reminder.ts';
import { textForm } from '../../src/features/wizard/text-form.ts';
import { type CaseEvent, textOf } from '../../src/history/events.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { aDraft, at, caseContext, mo } from '../case/a-case.ts';
import { contains, lacks } from '../conversations/expecting.ts';
import { everythingOf, lineOf, mashCardOf, questionAt, receiptOf } from './drawn.ts';
import { elements, textLines, wordsOf } from './reader.ts';
import { answersOf, cases, MARK, pack } from './samples.ts';

const labels = (card: Card): string[] => elements(card).flatMap(({ label }) => (label ? [String(label)] : []));

const nothing = answersOf('empty');
const known = (values: Answers['values']): Answers => ({ ...nothing, values });
/** What the shared card says. */
const shared = (record: CaseRecord): string => wordsOf(mashCardOf(record));
const withAnswers = (record: CaseRecord, answers: Answers): CaseRecord => ({
  ...record,
  facts: { ...record.facts, answers },
});

// Finish and send

it('Finish and send shows the beginning of each long answer of the child, and the whole of it behind a press', () => {
  const long = wordsOf(questionAt('check-answers', known({ worry: 'w'.repeat(700), with: 'v'.repeat(700) })));
  expect(long).toMatch(/(?<!v)v{80,100}…/);
  contains(long, 'w'.repeat(700), 'v'.repeat(700));
});

it('Finish and send shows the situation, and a telephone call if there was one', () => {
  const values = { danger: 'yes', phoned: 'yes', 'phoned-when': '14:20', 'phoned-who': 'Ann', care: 'not-known' };
  const cardText = wordsOf(questionAt('check-answers', known(values)));
  contains(
    cardText,
    'Immediate danger: Yes, or about to be moved\nPhoned: 14:20 · Call taken by: Ann',
    'The child and your worry\nIn care: Not known',
    'Indicator check: not done',
  );
  expect(wordsOf(questionAt('check-answers', known({ ...values, phoned: '' })))).not.toContain('Phoned:');
});

it('Finish and send does not repeat the title of a section', () => {
  const values = { officer: 'yes', consent: 'obtained', 'consent-why': 'From the father.' };
  const cardText = wordsOf(questionAt('check-answers', known(values)));
  contains(cardText, 'Consent\nThey agreed\nWhy: From the father.', 'Designated officer\nYes');
});

// Ticks on a list that no longer applies after a change of agency

const seen = pack.groups.flatMap(({ statements }) => statements).find(({ id }) => id === 'P01');
const answers = {
  values: { agency: 'health' },
  ticks: { movement: { ...emptyTicks, seen: ['P01'], note: 'Told by the sergeant.' } },
  readings: {},
};

it('Ticks that no longer apply stay in the written referral and on the shared card, and those that are only background are labelled as such', () => {
  const words = `${seen?.text.replace(/\.$/, '')} (background, no sign by itself)`;
  expect(ticksInWords(answers, pack)).toEqual([
    { title: 'Movement and documents', text: `Seen: ${words}\nNote: Told by the sergeant.` },
  ]);
  expect(indicatorsInShort(answers, pack, 8)).toEqual([{ title: 'Also true', text: seen?.onCard }]);
});

it('The shared card shows as many signs as it is given room for, what makes the referral urgent before the others, and says how many more there are', () => {
  const shownOf = (ticked: Answers) => indicatorsInShort(ticked, pack, 8).map(({ title, text }) => `${title}: ${text}`);
  const all = pack.groups.flatMap(({ id, statements }) => statements.map((each) => ({ ...each, group: id })));
  const trigger = all.find(({ role }) => role === 'trigger');
  const nine = all.filter(({ role }) => role === 'indicator').slice(0, 9);
  const ticksOf = (some: typeof all) =>
    Object.fromEntries(
      some.map(({ group }) => [
        group,
        { ...emptyTicks, seen: some.filter((each) => each.group === group).map(({ id }) => id) },
      ]),
    );
  const [seenSigns = ''] = shownOf({ ...answers, ticks: ticksOf([...nine, ...(trigger ? [trigger] : [])]) });
  const first = `Signs seen · and 2 more, under Everything: ${(trigger?.onCard ?? trigger?.text ?? '').replace(/\.$/, '')} (makes it urgent); `;
  expect(seenSigns.startsWith(first)).toBe(true);
});

// The shared card

it.each([
  ['yes', 'Yes'],
  ['no', 'No'],
  ['not-known', 'Not known'],
  ['', 'Not known'],
])('The shared card says in words whether the child is in danger, for the answer %j', (danger, words) => {
  for (const record of Object.values(cases('empty'))) {
    const card = mashCardOf(withAnswers(record, known({ danger })));
    expect(wordsOf(card)).toContain(`Immediate danger or about to be moved: ${words}`);
    expect(wordsOf(card).includes('URGENT')).toBe(danger === 'yes');
  }
});

it('The shared card keeps URGENT beside OVERDUE and DECIDED', () => {
  const { overdue, decided } = cases('full');
  for (const [record, badge] of [[overdue, 'OVERDUE'] as const, [decided, 'DECIDED'] as const]) {
    const badges = [...elements(mashCardOf(record))].filter(({ type }) => type === 'Badge');
    // an answer and a check came, and nobody has read them
    expect(badges.map((each) => each.text)).toEqual(['NEW INFORMATION', 'URGENT', badge]);
  }
});

it('The shared card asks for advice about consent until the decision, and not after it', () => {
  const { awaiting, decided } = cases('empty');
  const unsure = known({ consent: 'unsure' });
  expect(shared(withAnswers(awaiting, unsure))).toContain('please advise');
  expect(shared(withAnswers(decided, unsure))).not.toContain('please advise');
});

it('The words for the referrer are shown if they differ from the action, and a manager’s role is named once', () => {
  const { decided } = cases('empty');
  const told = (tell: string): CaseRecord => ({
    ...decided,
    facts: {
      ...decided.facts,
      names: { mo: 'Mo Hussain (MASH Manager)' },
      texts: { [decisionText('action')]: 'Raid.', [decisionText('reasons')]: 'Burn.', [decisionText('tell')]: tell },
    },
  });
  expect(shared(told('We act.'))).toContain('What the referrer is told\nWe act.');
  expect(shared(told('Raid.'))).not.toContain('What the referrer is told');
  expect(shared(told('Raid.'))).toContain('By Mo Hussain (MASH Manager) · LATE');
  const event = decided.events.find(({ type }) => type === 'DecisionRecorded');
  const line = event ? wordsOf(lineOf(told('We act.'), event)) : '';
  expect(line).toContain('Raid.\nReasons\nBurn.\nImmediate protection\nYes\nWhat the referrer is told\nWe act.');
  const receipt = wordsOf(receiptOf(told('We act.')));
  expect(receipt).toContain('What will be done\nWe act.');
  expect(receipt).toMatch(/Decided at .* by Mo Hussain \(MASH Manager\)/);
  expect(receipt).not.toContain('Raid.');
});

// Everything

it('Everything lists what was not asked, and keeps an answer with these very words beside its question', () => {
  const { awaiting } = cases('empty');
  const answers = known({ worry: 'Not asked', 'child-name': 'Girl' });
  const cardText = wordsOf(everythingOf(withAnswers(awaiting, answers)));
  const { short } = fieldOf(pack, 'worry');
  expect(cardText).toContain(`${short}\nNot asked`);
  const notAsked = /^Not asked\n(Immediate danger · .*)$/m.exec(cardText)?.[1] ?? '';
  expect(notAsked).not.toBe('');
  expect(notAsked.split(' · ')).not.toContain(short);
  expect(notAsked).not.toContain('Other details');
});

// What the referrer added after sending, on the shared card

const { awaiting } = cases('usual');
const added = (count: number, first: string[] = [], to = awaiting): CaseRecord => {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const events = numbers.map(
    (number): CaseEvent => ({ type: 'InformationAdded', at: to.changedAt, by: to.author, number }),
  );
  const texts = Object.fromEntries(
    numbers.map((number) => [textOf.information(number), first[number - 1] ?? `News ${number}.`]),
  );
  return { ...to, events: [...to.events, ...events], facts: { ...to.facts, texts } };
};

it('Added information comes below whom to ring, the child and the worry', () => {
  const record = added(1);
  const cardLines = textLines(mashCardOf(record));
  const { phone = 'NONE' } = record.facts.answers.values;
  const place = (words: string) => cardLines.findIndex((line) => line.startsWith(words));
  expect(place(phone)).toBeGreaterThan(-1);
  expect(place('Linh')).toBeGreaterThan(place(phone));
  expect(place('Worry')).toBeGreaterThan(place('Linh'));
  expect(place('Added by the referrer')).toBeGreaterThan(place('Worry'));
});

it('The shared card shows the latest three additions, the newest first, and how many more are in the thread', () => {
  const record = added(5);
  const cardText = shared(record);
  expect(cardText.match(/News \d\./g)).toEqual(['News 5.', 'News 3.', 'News 4.']);
  expect(cardText).toContain('2 earlier additions stand in the thread.');
  expect(shared(added(4))).toContain('1 earlier addition stands in the thread.');
  expect(shared(added(3))).not.toContain('earlier additions');
});

const grave = [
  'he wants to take her home at 2',
  'chloe is being moved tonight to luton',
  'hes got a knife',
  'sorry 3 not 2, misheard',
];

it('Words of leaving, danger or where the child is taken are never among the earlier additions, read or not', () => {
  const card = shared(added(9, grave));
  contains(card, ...grave, '2 earlier additions stand in the thread.');
});

it('What matters to who decides stays on the card, in short; thanks and what is asked of the bot go first', () => {
  const matters = [
    'im staff nurse on bluebell ward',
    'she wispered the lady isnt her aunty',
    'one burn is weeping',
    'mum is in vietnam, she dosnt know',
    'reg is KV19 ULB',
    'polics ref 88 of today',
    'think theres another kid at that house',
  ];
  const talk = ['thank u. is she aloud to stay', 'has anyone rung the police or is that me', 'ok ta'];
  const all = [...matters, 'it is raining', ...talk, 'he is still about'];
  const card = shared(added(all.length, all));
  contains(card, ...matters, 'it is raining', 'he is still about', '3 earlier additions stand in the thread.');
  lacks(card, ...talk);
});

const long = ' and so on'.repeat(60);

it('Everything shows all that was added where it finds room, whole', () => {
  const words = wordsOf(everythingOf(added(30, grave, cases('empty').awaiting)));
  contains(words, ...grave, 'News 5.', 'News 30.');
  lacks(words, 'are not here');
});

it('Where not all finds room, it leaves out what is least grave, says truly how much, and shows it at a press', () => {
  const record = added(30, [...grave, ...Array.from({ length: 26 }, (_, at) => `News ${at + 5}.${long}`)]);
  const words = wordsOf(everythingOf(record));
  contains(words, ...grave, '10 of 30 are not here: press “The 10 others”.', 'News 30.');
  lacks(words, 'News 5.', 'News 14.');
  const others = wordsOf(everythingOf(record, 2));
  contains(others, '1 to 10 of the 10 not on the first page', ...[5, 9, 14].map((at) => `News ${at}.${long}`));
  lacks(others, 'News 15.');
  const all = Array.from({ length: 25 }, (_, at) => `he has a knife ${at}`);
  contains(wordsOf(everythingOf(added(25, all))), '5 of 25', '; 5 of them of danger, leaving or missing');
});

it('Each of many long additions is on one of its pages, once', () => {
  const record = added(
    90,
    Array.from({ length: 90 }, (_, at) => `News ${at + 1}.${long}`),
  );
  const pages = Array.from({ length: 9 }, (_, at) => wordsOf(everythingOf(record, at + 1))); // the last again and again
  const news = [...new Set(pages)].flatMap((page) => page.match(/News \d+\./g) ?? []);
  expect([new Set(news).size, news.length]).toEqual([90, 90]);
});

it('What takes something back is never among what Everything leaves out', () => {
  const back = ['no SHES not missing', 'wait, she does live here', 'its tom reilly not review'];
  contains(wordsOf(everythingOf(added(30, back))), ...back);
  const all = Array.from({ length: 22 }, (_, at) => `he has a knife ${at}`);
  contains(wordsOf(everythingOf(added(25, [...back, ...all]))), ...back, '5 of 25');
});

it('The newest number of the police stands first on the head of a missing child, the earlier ones after it', () => {
  const record = added(3, ['police rang back log is now 1147', 'ok', 'police say new log 0051']);
  const missing: CaseEvent = {
    type: 'ChildMissing',
    at: awaiting.changedAt,
    by: awaiting.author,
    number: 1,
    police: 'yes',
  };
  const texts = { ...record.facts.texts, [textOf.missing(1)]: 'police know, log 0912' };
  const card = shared({ ...record, events: [...record.events, missing], facts: { ...record.facts, texts } });
  const at = (words: string) => card.indexOf(words);
  expect(at('police say new log 0051')).toBeGreaterThan(0);
  expect(at('police say new log 0051')).toBeLessThan(at('log is now 1147'));
  expect(at('log is now 1147')).toBeLessThan(at('log 0912'));
});

describe('answers of a form that no longer applies after a change of agency', () => {
  const { awaiting } = cases('empty');
  const values = { agency: 'health', 'missing-now': 'yes', 'missing-reported': 'Log 123, by the sergeant.' };
  const asked = pack.forms.find(({ fields }) => fields.includes('missing-now'));

  it('Answers of a form that no longer applies are printed in the written referral and in “Everything”', () => {
    expect(asked).toBeDefined();
    const answers = known(values);
    expect(JSON.stringify(writtenReferral(answers, pack))).toContain('Log 123, by the sergeant.');
    const record = withAnswers(awaiting, answers);
    expect(wordsOf(everythingOf(record))).toContain('Log 123, by the sergeant.');
  });
});

// A question that must be answered, as text

const asking = (step: string, field: string): string =>
  textForm({
    caseId: 'HT-7K3F-92Q' as CaseId,
    pack,
    draft: { answers: nothing, progress: { ...newDraft({}).progress, at: step, cursor: cursorOf(step, field) } },
  });
const cursorOf = (step: string, field: string) => pack.forms.find(({ id }) => id === step)?.fields.indexOf(field) ?? -1;

it('A required text question does not offer “skip”, and an optional one does', () => {
  expect(asking('about-you', 'phone')).not.toContain('skip');
  expect(asking('about-you', 'agency')).not.toContain('skip');
  expect(asking('child', 'with')).toContain('or “skip”');
  expect(asking('phoned', 'phoned-when')).not.toContain('skip');
});

describe('what the MASH must watch, on the shared card', () => {
  const { awaiting } = cases('empty');
  const cardTextFor = (values: Record<string, string>, readings: Answers['readings'] = {}): string =>
    shared(withAnswers(awaiting, { ...nothing, values, readings }));

  it('The shared card shows when the child leaves sight, as the bot understood it or else in the referrer’s words', () => {
    const reading = { 'leaves-sight': { words: '15:30', at: at('2026-11-24T15:30:00.000Z') } };
    expect(cardTextFor({ 'leaves-sight': 'half three' }, reading)).toContain('Next leaves sight: 15:30, Tue 24 Nov');
    expect(cardTextFor({ 'leaves-sight': 'after school' })).toContain('Next leaves sight: No time known, said');
    expect(cardTextFor({})).not.toContain('Next leaves sight:');
  });

  it('The shared card shows whether the child is still in the situation, and the last contact', () => {
    const cardText = cardTextFor({ 'still-in': 'no', 'last-contact': 'yesterday', with: 'Me', whereabouts: 'Clinic' });
    expect(cardText).toContain(
      'Child is with: Me\nWhere now: Clinic\nStill in the situation: no\nLast in contact with the people of concern: yesterday',
    );
    expect(cardTextFor({ 'still-in': 'not-known' })).not.toContain('Still in the situation');
  });

  it.each([
    [{}, false],
    [{ consent: 'not-asked' }, false],
    [{ knows: 'nobody', consent: 'obtained' }, true],
    [{ knows: 'told-by-me' }, false],
    [{ knows: 'not-known', consent: 'refused' }, false],
  ])('With the answers %j, it is %s that the shared card says CARER NOT TOLD', (values, isShown) =>
    expect(cardTextFor(values).includes('CARER NOT TOLD\nDo not contact the parent or carer.')).toBe(isShown),
  );

  it.each([
    [{ 'interpreter-connected': 'yes', interpreter: 'accredited' }, 'Interpreter CONNECTED with the child or carer'],
    [{ interpreter: 'not-accredited' }, 'Interpreter not known to be accredited'],
    [{ interpreter: 'unsure', 'interpreter-connected': 'no' }, 'Interpreter not known to be accredited'],
  ])('The shared card warns about the interpreter for the answers %j', (values, words) =>
    expect(cardTextFor(values)).toContain(`${words}: what was said may not be safe.`),
  );

  it.each<Record<string, string>>([
    { interpreter: 'accredited' },
    { interpreter: 'not-needed' },
    { interpreter: 'none' },
    {},
  ])('The shared card does not warn about the interpreter for the answers %j', (values) =>
    expect(cardTextFor(values)).not.toMatch(/what was said may not be safe|Interpreter CONNECTED|to be accredited/),
  );

  it('The shared card shows police protection, which makes the case urgent', () => {
    const cardText = cardTextFor({ 'protection-when': 'today 09:00' });
    contains(cardText, 'In police protection since: 09:00, Tue 24 Nov', 'URGENT');
  });
});

describe('a child who is missing, on the shared card', () => {
  const { awaiting } = cases('empty');
  const after = (events: CaseEvent[], texts: Record<string, string>): string => {
    const record = { ...awaiting, events: [...awaiting.events, ...events], facts: { ...awaiting.facts, texts } };
    return shared(record);
  };
  const first: CaseEvent = {
    type: 'ChildMissing',
    at: at('2026-11-24T16:00:00.000Z'),
    by: awaiting.author,
    number: 1,
    police: 'no',
  };
  const second: CaseEvent = { ...first, at: at('2026-11-24T16:20:00.000Z'), number: 2, police: 'yes' };
  const found: CaseEvent = { ...first, type: 'ChildFound', at: at('2026-11-24T17:00:00.000Z') };

  it('The shared card says when the child was first reported missing, and whether the police were told', () => {
    expect(after([first], {})).toContain(
      'CHILD MISSING, said 16:00, Tue 24 Nov\nThe police were not told yet, says the referrer.',
    );
    expect(after([first, second], { [textOf.missing(2)]: 'Log 123' })).toContain(
      'CHILD MISSING, said 16:00, Tue 24 Nov\nThe police were told, says the referrer.\nTheir words: Log 123',
    );
  });

  it('When a child who was found goes missing again, the shared card counts from the new report and does not say that the police were told', () => {
    const again: CaseEvent = { ...first, at: at('2026-11-24T19:00:00.000Z'), number: 3 };
    const card = after([first, second, found, again], { [textOf.missing(2)]: 'Log 123' });
    expect(card).toContain('CHILD MISSING, said 19:00, Tue 24 Nov\nThe police were not told yet, says the referrer.');
    expect(card).not.toContain('Log 123');
    const foundAgain = after([first, found, again, { ...found, at: at('2026-11-24T20:00:00.000Z'), number: 2 }], {});
    expect(foundAgain).toContain(
      'CHILD MISSING, said 19:00, Tue 24 Nov\nSaid to be found at 20:00, Tue 24 Nov by the referrer, not confirmed.',
    );
  });

  it('The shared card says if nobody mentioned the police, and keeps saying that they were told once they were', () => {
    expect(after([{ ...first, police: 'not-said' }], {})).toContain(
      'The referrer has not said whether the police know.',
    );
    const later: CaseEvent = { ...first, at: at('2026-11-24T16:40:00.000Z'), number: 3, police: 'no' };
    expect(after([first, second, later], {})).toContain('The police were told, says the referrer.');
  });

  it('The shared card shows the latest three reports of a missing child, and says that earlier ones are in the thread', () => {
    const more = [1, 2, 3, 4].map((number): CaseEvent => ({ ...first, number }));
    const texts = Object.fromEntries([1, 2, 3, 4].map((number) => [textOf.missing(number), `Word ${number}.`]));
    expect(after(more, texts)).toContain(
      'Their words: Word 4.\nTheir words: Word 3.\nTheir words: Word 2.\nEarlier words stand in the thread.',
    );
    expect(after(more, texts)).not.toContain('Word 1.');
    expect(after(more.slice(0, 3), texts)).not.toContain('Earlier words');
  });

  it('The thread shows every word of the reports that the child is missing and found', () => {
    const words = 'She took her coat. '.repeat(100).trim();
    const texts = { [textOf.missing(1)]: words, [textOf.found(1)]: 'At her aunt’s.' };
    const record = { ...awaiting, facts: { ...awaiting.facts, texts } };
    const line = (event: CaseEvent) => wordsOf(lineOf(record, event));
    expect(line(first)).toContain(
      `CHILD MISSING, says the referrer\nThe police were not told yet, says the referrer.\nTheir words: ${words}\n16:00`,
    );
    expect(line(found)).toContain('The child is found, says the referrer\nTheir words: At her aunt’s.\n17:00');
  });

  it('After the referrer says that the child is found, the shared card says so and when, and the child counts as missing until the MASH confirms', () => {
    const cardText = after([first, found], { [textOf.found(1)]: 'At her aunt’s.' });
    expect(cardText).toContain(
      'CHILD MISSING, said 16:00, Tue 24 Nov\nSaid to be found at 17:00, Tue 24 Nov by the referrer, not confirmed.\nTheir words: At her aunt’s.',
    );
    const safe: CaseEvent = { type: 'ChildSafe', at: at('2026-11-24T17:30:00.000Z'), by: mo.id, number: 1 };
    expect(after([first, found, safe], {})).not.toContain('CHILD MISSING');
    expect(after([first, found, second], {})).toContain('CHILD MISSING');
  });

  it('Without a report the shared card does not say that the child is missing', () =>
    expect(after([], {})).not.toContain('MISSING'));
});

// A draft that the MASH has heard of but need not decide on, or that was deleted, as the MASH sees it

const BEGAN = at('2026-11-24T14:03:20.000Z');
const draft = aDraft(BEGAN);
const jane = draft.author;
const full = withAnswers(draft, {
  ...answersOf('full'),
  values: { ...answersOf('full').values, role: 'School nurse' },
});
const called: CaseEvent = { type: 'PhoneCallRecorded', at: BEGAN, by: jane, calledAt: BEGAN };
const back: CaseEvent = { type: 'PhoneCallTakenBack', at: BEGAN, by: jane };
const gone: CaseEvent = { type: 'DraftWithdrawn', at: BEGAN, by: jane };
const missing: CaseEvent = { type: 'ChildMissing', at: BEGAN, by: jane, number: 1, police: 'yes' };
const card = (events: CaseEvent[], record = draft): Card => {
  const next = advance(record, { events }, caseContext(BEGAN));
  return mashCardOf(next);
};

it('The card of a case that is not in writing says when somebody rang, when the written form is due, and whom to ring', () => {
  const values = {
    name: 'Jane Okafor',
    role: 'School nurse',
    agency: 'health',
    phone: '020 7946 0014',
    'phoned-who': 'Ann',
  };
  const cardText = wordsOf(card([called], withAnswers(draft, known(values))));
  contains(
    cardText,
    'Phoned 14:03, Tue 24 Nov. Call taken by: Ann\nIn writing by 14:03, Thu 26 Nov',
    'Jane Okafor, School nurse\nHealth\n020 7946 0014',
    'NOT IN WRITING YET',
  );
});

it('The card of a call without danger, not in writing, shows nothing that the referrer wrote about the child; of a child in danger or missing, what finds the child', () => {
  const worry = answersOf('full').values.worry?.slice(0, 60) ?? 'NOTHING';
  const jane = { name: 'Jane', phone: '1', other: 'Tom', organisation: 'Clinic', agency: 'health' };
  const one = { ...full.facts.answers.values, ...jane, 'phoned-who': 'Ann' };
  const cardText = (events: Parameters<typeof card>[0], danger: string) =>
    wordsOf(card(events, withAnswers(draft, { ...full.facts.answers, values: { ...one, danger, rang: 'yes' } })));
  expect(worry).toContain(MARK);
  lacks(cardText([called], 'no'), MARK, 'In their draft');
  contains(cardText([called, missing], 'no'), 'CHILD MISSING', 'In their draft, not sent yet', worry);
  contains(cardText([called], 'yes'), 'In their draft, not sent yet', worry);
});

it('The card of a case that is not in writing says that a call was taken back', () =>
  contains(wordsOf(card([called, back])), 'The referrer says that they did not ring, 14:03, Tue 24 Nov.'));

it('The card of a deleted draft says that nothing was sent and promises nothing', () => {
  const cardText = wordsOf(card([called, back, gone]));
  expect(cardText).toContain(
    'The referrer deleted this draft. Nothing was sent in writing.\nA child may still be at risk.',
  );
  lacks(cardText, 'NOT IN WRITING YET', 'The referral comes here when it is sent.');
});

it('The card of a case whose draft was deleted keeps the report of a missing child, and the warning about the carer', () => {
  const facts = { ...draft.facts, texts: { [textOf.missing(1)]: 'Log 123.' } };
  const cardText = wordsOf(card([missing, gone], { ...draft, facts }));
  contains(
    cardText,
    'CHILD MISSING',
    'The police were told, says the referrer.\nTheir words: Log 123.',
    'NOT KNOWN IF THE CARER KNOWS\nTreat them as not told: do not contact them.',
  );
});

it.each([
  ['yes', 'Yes', true],
  ['no', 'No', false],
  ['', 'Not known', false],
])(
  'The card of an unsent case says in words whether the child is in danger, and is urgent if so, for the answer %j',
  (danger, words, urgent) => {
    const cardText = wordsOf(card([called, back], withAnswers(draft, known({ danger }))));
    expect(cardText).toContain(`Immediate danger or about to be moved: ${words}`);
    expect(cardText.includes('URGENT')).toBe(urgent);
  },
);

// The card about private fostering

const found = (finding: string, more: Record<string, string> = {}): Card =>
  questionAt('private-fostering-finding', {
    values: { kin: 'yes', 'pf-carer': 'not-close-family', 'pf-finding': finding, ...more },
    ticks: {},
    readings: { 'pf-finding': { words: 'The care is full time.' } },
  });
const titles = (card: Card) => [
  ...new Set(elements(card).flatMap(({ type, title }) => (type === 'Action.Execute' ? [String(title)] : []))),
];

it.each([
  ['looks-like', 'This looks like private fostering', true],
  ['cannot-tell', 'Private fostering: cannot tell yet', true],
  ['does-not', 'This does not look like private fostering', false],
])(
  'The card of the private fostering finding “%s” gives the finding, its reasons and, if it applies, the duty to report',
  (finding, heading, duty) => {
    const cardText = wordsOf(found(finding));
    contains(cardText, `${heading}\nThe care is full time.`, 'This is help, not a ruling.');
    const [must] = warningsAt(pack, 'private-fostering', nothing).map(warningInWords);
    expect(must).toMatch(/must tell Children’s Services/);
    expect(cardText.includes(must ?? 'NONE')).toBe(duty);
    expect(titles(found(finding)).includes('Report it as well')).toBe(duty);
    expect(titles(found(finding))).toEqual(expect.arrayContaining(['Continue', 'Finish and send', 'Back']));
  },
);

it('The written referral holds the finding on private fostering, and whether the referrer asks the MASH to pass it on', () => {
  const values = { kin: 'yes', 'pf-carer': 'not-close-family', 'pf-finding': 'looks-like' };
  const textFor = (more: Record<string, string>) =>
    writtenReferral(known({ ...values, ...more }), pack).find(({ title }) => title === 'Private fostering')?.text;
  expect(textFor({ 'pf-report': 'yes' })).toMatch(
    /^This looks like private fostering\. .*Please pass this to private fostering: the referrer asks you to\.$/,
  );
  expect(textFor({ 'pf-report': 'no' })).not.toContain('pass this');
  expect(textFor({ 'pf-finding': '' })).toBeUndefined();
});

// A card on which something is wrong

it('A card says above its buttons what is to put right, and on top how it understood a date', () => {
  const notes = ['Age or date of birth: I read that as 14.'];
  const one = questionAt('child', nothing, { problems: [{ field: 'worry', kind: 'too-long', limit: 4000 }], notes });
  expect(textLines(one).slice(0, 2)).toEqual(['The child and your worry', ...notes]);
  expect(textLines(one).at(-2)).toBe('One thing to put right: Worry');
  const two = questionAt('about-you', nothing, {
    problems: [
      { field: 'name', kind: 'required' },
      { field: 'phone', kind: 'required' },
    ],
  });
  expect(textLines(two).at(-2)).toBe('Two things to put right: Your name, Phone');
  const note = questionAt('ticks-carer', nothing, { problems: [{ field: 'note', kind: 'too-long', limit: 1000 }] });
  expect(wordsOf(note)).toContain('One thing to put right: Note');
});

// The consent card

it('The consent card says when a reason is required, and whom to ring', () => {
  const why = (consent: string) =>
    labels(questionAt('consent', known({ consent }))).find((each) => each.startsWith('Why'));
  expect(why('not-asked')).toBe('Why? One line is enough (required)');
  expect(why('obtained')).toBe('Why? When and how they agreed is enough');
  expect(wordsOf(questionAt('consent-asked', nothing))).toMatch(
    /0300 123 4043\nMASH advice line \(not confirmed\)\n01438 737511\nImmediate danger: call 999$/,
  );
});

// A reminder to the escalation contact

const { overdue } = cases('empty');
const now = at('2026-11-25T15:00:00.000Z');
const statesOf = {
  sent: { kind: 'sent', at: now },
  failed: { kind: 'failed', at: now, reason: '403' },
  'put off': { kind: 'waiting' },
} as const;
const cardTextFor = (states: ('sent' | 'failed' | 'put off')[]): string => {
  const [first] = overdue.outbox;
  if (!first) throw new Error('the sample has no messages');
  const mark = overdue.events.findIndex((event) => event.type === 'ClockReached' && event.clock === 'decision');
  const outbox = states.map((kind, id) => ({
    ...first,
    id,
    message: { kind: 'notice', event: mark, as: 'alarm/reminder', alarm: true } as const,
    ...(kind === 'put off' ? { unreached: now } : {}),
    state: statesOf[kind],
  }));
  const record = { ...overdue, outbox };
  return wordsOf(reminderCard({ record, now, link: undefined }, { escalation: true, late: false }));
};

it('The reminder says that managers were told only if a message reached one', () => {
  expect(cardTextFor(['failed', 'sent'])).toContain('Sent to managers at 15:00, Wed 25 Nov. You are');
  expect(cardTextFor(['failed', 'failed'])).toContain('No manager could be reached yet. You are');
  expect(cardTextFor(['put off'])).toContain('No manager could be reached yet. You are');
  expect(cardTextFor([])).not.toMatch(/managers|No manager/);
});
