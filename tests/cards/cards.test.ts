import { expect, it } from '@jest/globals';
import { mashButtons, receiptButtons, teamButtons } from '../../src/cards/face.ts';
import type { Card } from '../../src/cards/parts.ts';
import { features } from '../../src/features/list.ts';
import { contains } from '../conversations/expecting.ts';
import { actionsIn } from '../fakes/card.ts';
import type { Json } from '../fakes/wire.ts';
import { questionAt } from './drawn.ts';
import { bytes, complaints, elements, strings, textLines, wordsOf } from './reader.ts';
import type { Named } from './sample-answers.ts';
import { allCards, answersOf, chatCards, MARK, mashCards, noticeCards, pack, samples, wizardCards } from './samples.ts';

/** Expects that `find` reports no fault of any card. A fault stands beside the name of its card. */
function expectNone(cards: Named[], find: (card: Card, name: string) => unknown[]): void {
  expect(cards.flatMap(({ name, card }) => find(card, name).map((fault) => `${name}: ${String(fault)}`))).toEqual([]);
}

const inputs = (card: Card) => elements(card).filter(({ type }) => String(type).startsWith('Input.'));
const buttons = (card: Card) => elements(card).filter(({ type }) => String(type).startsWith('Action.'));
const lastOf = (card: Card) => (card.body as Record<string, unknown>[]).at(-1);

const referrerCards = (sample: (typeof samples)[number]) => [...wizardCards(sample), ...chatCards(sample)];

const textKeys = new Set(['fallbackText', 'id', 'label', 'text', 'title', 'value']);

/**
 * What the parser judges of a card: its parts, their looks, and whether there is a text. It does not matter to it what a
 * text says, and how many parts of one look follow each other.
 */
function shapeOf(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(shapeOf(each))))];
  if (textKeys.has(key) && typeof value === 'string') return value !== '';
  if (key === 'data') return 'data';
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, each]) => [name, shapeOf(each, name)]);
}

// Microsoft’s parser

it('Microsoft’s parser accepts every card, each shape of card once', () => {
  const cards = samples.flatMap(allCards).map((each) => [JSON.stringify(shapeOf(each.card)), each] as const);
  expectNone([...new Map(cards).values()], complaints);
});

it('Microsoft’s parser names a misspelt element, size and button', () => {
  const card = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [{ type: 'TextBlok', text: 'x' }, { type: 'TextBlock', text: 'x', size: 'Huge' }, { type: 'Input.Text' }],
    actions: [{ type: 'Action.Sumbit', title: 'x' }],
  };
  expect(complaints(card).length).toBeGreaterThanOrEqual(3);
});

// Every card to a referrer

it.each(samples)('Every card to a referrer ends with “Immediate danger: call 999” (sample “%s”)', (sample) => {
  expectNone(referrerCards(sample), (card) => {
    const last = lastOf(card);
    return wordsOf(last) === 'Immediate danger: call 999' ? [] : [wordsOf(last)];
  });
  expectNone(referrerCards(sample), (card) => (card.actions === undefined ? [] : ['buttons below it']));
});

it.each(samples)(
  'A card in the referrer’s chat after sending has at most six buttons below its words (sample “%s”)',
  (sample) => {
    const rowsOf = (card: Card) => (card.body as Record<string, unknown>[]).filter(({ type }) => type === 'ActionSet');
    expectNone(chatCards(sample), (card) => {
      const count = rowsOf(card).flatMap(({ actions }) => actions).length;
      return count > 6 ? [`${count} buttons`] : [];
    });
  },
);

// A card of the conversation before sending

it.each(samples)(
  'Every card before sending has less than 20 KB, or 23 KB with all answers, and at most ten inputs (sample “%s”)',
  (sample) => {
    const cards = wizardCards(sample);
    expectNone(cards, (card, name) =>
      bytes(card) < (name === 'check-answers' ? 23_000 : 20_000) ? [] : [bytes(card)],
    );
    expectNone(cards, (card) => (inputs(card).length <= 10 ? [] : [inputs(card).length]));
  },
);

it('“Finish and send” shows how a long worry begins, and the whole of it behind a press', () => {
  const worry = `${'a'.repeat(599)}bcd`;
  const card = questionAt('check-answers', { values: { worry }, ticks: {}, readings: {} });
  contains(wordsOf(card), /^Worry: a{90,299}…$/m, `Worry: ${worry}`);
});

it('No card of a case has two blue buttons', () =>
  expectNone(
    mashCards('full').filter(({ name }) => /^(case|everything|assessment|not in writing)/.test(name)),
    (card) => {
      const blue = actionsIn(card as Json).filter(({ style }) => style === 'positive');
      return blue.length > 1 ? [blue.length] : [];
    },
  ));

// Every message

it.each(samples)('Every card fits into the 80 KB that Teams takes (sample “%s”)', (sample) =>
  expectNone(allCards(sample), (card) => (bytes(card) < 80_000 ? [] : [bytes(card)])),
);

it('“Everything” says that it is shortened if not everything fits', () => {
  const everything = (sample: 'full' | 'empty') =>
    mashCards(sample)
      .filter(({ name }) => name === 'everything, decided')
      .map(({ card }) => wordsOf(card));
  expect(everything('full').join()).toContain('They are whole in the thread.');
  expect(everything('empty').join()).not.toContain('They are whole in the thread.');
});

// Every input

it.each(samples)('Every input has a label, says so if it is required, and has its own id (sample “%s”)', (sample) => {
  expectNone(allCards(sample), (card) => {
    const ids = inputs(card).map(({ id }) => id);
    return [
      ...inputs(card)
        .filter(({ label }) => typeof label !== 'string' || label.trim() === '')
        .map(({ id }) => id),
      ...(new Set(ids).size === ids.length ? [] : ['two inputs of one id']),
      ...ids.filter((id) => !/^[a-z][a-z\d-]{0,39}__\d{1,9}$/.test(String(id))), // `teams/incoming.ts` drops others
    ];
  });
  const required = pack.fields.filter((field) => field.required).map(({ id }) => id);
  const isRequired = (id: unknown) => required.includes(String(id).split('__')[0] ?? '');
  const requiredInputs = wizardCards(sample).flatMap(({ card }) => inputs(card).filter(({ id }) => isRequired(id)));
  expect(requiredInputs.length).toBeGreaterThan(required.length - 1);
  expect(requiredInputs.filter(({ label }) => !/\brequired\b/.test(String(label)))).toEqual([]);
});

it('No input lets the client refuse or cut what was typed', () =>
  expectNone(allCards('full'), (card) =>
    inputs(card).filter((input) => 'maxLength' in input || 'isRequired' in input || 'placeholder' in input),
  ));

it('Every choice input wraps its choices and offers none twice', () =>
  expectNone(allCards('full'), (card) =>
    inputs(card).filter(({ type, wrap, choices }) => {
      const values = ((choices ?? []) as { value: string }[]).map(({ value }) => value);
      return type === 'Input.ChoiceSet' && !(wrap === true && new Set(values).size === values.length);
    }),
  ));

it('An input on a card shown again has a new id, because clients keep the text of an input with the same id', () => {
  const ids = [
    ...inputs(questionAt('child', answersOf('empty'))),
    ...inputs(questionAt('child', answersOf('empty'), { revision: 1 })),
  ].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

const opensBelow = ['missing', 'ask-let-go'];

// Every button

it('Every button title has at most 24 characters, except two with fixed words that have a row to themselves', () => {
  const cards = samples.flatMap(allCards);
  const titles = new Set(cards.flatMap(({ card }) => buttons(card).map(({ title }) => String(title))));
  expect([...titles].filter((title) => title.length > 24).sort()).toEqual([
    'Before you speak to the child',
    'Continue to the written referral',
  ]);
  expect([...titles].filter((title) => title.trim() === '')).toEqual([]);
});

it('Every button works the same on a client that supports only Action.Submit', () => {
  for (const { name, card } of allCards('full')) {
    for (const button of buttons(card).filter(({ type }) => type === 'Action.Execute')) {
      const { fallback, data, verb, title } = button as Record<string, Record<string, unknown>>;
      expect({ name, ...(fallback?.data as object) }).toEqual({ name, ...data, verb });
      expect(fallback).toMatchObject({ type: 'Action.Submit', title, associatedInputs: button.associatedInputs });
    }
  }
});

it('A button of a step carries the case, the step and its revision, so that an old card changes nothing', () => {
  for (const { name, card } of wizardCards('full')) {
    for (const button of buttons(card).filter(({ type }) => type === 'Action.Execute'))
      if (!opensBelow.includes(String(button.verb)))
        expect({ name, data: button.data }).toMatchObject({
          name,
          data: { case: 'HT-7K3F-92Q', step: name.split(' ')[0], revision: 0 },
        });
  }
});

it('A button that opens something below a step carries the case and nothing of the step', () => {
  const beside = wizardCards('full').flatMap(({ name, card }) =>
    buttons(card)
      .filter(({ type, verb }) => type === 'Action.Execute' && opensBelow.includes(String(verb)))
      .map(({ verb, data }) => ({ name, verb, data })),
  );
  expect(beside.length).toBeGreaterThan(0);
  for (const { name, data } of beside)
    expect({ name, data }).toEqual({ name, data: { case: 'HT-7K3F-92Q', below: true } });
});

it('A cancel button sends no inputs, and “Back” in a check does, so that no half-filled form is lost', () => {
  const withBoxes = wizardCards('full').filter(({ name }) => /^(child|consent|ticks-\w+)\b/.test(name));
  const backs = withBoxes.flatMap(({ card }) => buttons(card).filter(({ title }) => title === 'Back'));
  expect(backs.length).toBeGreaterThan(0);
  for (const back of backs) expect(back.associatedInputs).not.toBe('none');
  for (const { card } of [...wizardCards('full'), ...mashCards('full')])
    for (const button of buttons(card))
      if (['Cancel', 'Not known'].includes(String(button.title)) && !('choice' in Object(button.data)))
        expect(button.associatedInputs).toBe('none');
});

it('A card has at most six buttons at its foot', () =>
  expectNone([...mashCards('full'), ...noticeCards('full')], ({ actions }) => ((actions as unknown[]) ?? []).slice(6)));

// What people wrote about the case

const marked = (card: Card) => strings(card).filter(({ value }) => value.includes(MARK));

it.each(['full', 'hostile'] as const)(
  'What people wrote appears only as plain text or in its own input (sample “%s”)',
  (sample) =>
    expectNone(allCards(sample), (card) =>
      marked(card)
        .filter(
          ({ at, holder }) =>
            !(at.at(-1) === 'text' && holder.type === 'TextRun') &&
            !(at.at(-1) === 'value' && String(holder.type).startsWith('Input.')),
        )
        .map(({ at }) => at.join('.')),
    ),
);

it('The marked words of the samples appear on many cards, so that these tests can fail', () => {
  for (const cards of [wizardCards('hostile'), mashCards('hostile')])
    expect(cards.filter(({ card }) => marked(card).length > 0).length).toBeGreaterThan(20);
});

it('What people wrote is in no summary and no notice', () => {
  for (const sample of ['full', 'hostile'] as const) {
    expectNone(allCards(sample), ({ fallbackText }) => (String(fallbackText).includes(MARK) ? [fallbackText] : []));
    expectNone(noticeCards(sample), (card) => marked(card).map(({ at }) => at.join('.')));
  }
});

/**
 * The exceptions: an unreadable time at which the child leaves is shown again, so that the referrer sees what was not
 * read; and what tells their children apart, where they are asked which child.
 */
const notRead = ({ value }: { value: string }) => /^You wrote “[^”]*” for when the child next leaves/.test(value);

it('After sending, the referrer’s chat repeats nothing they wrote, except on the receipt a time that the bot could not read, and for the police what they know of a missing child', () => {
  const quiet = chatCards('full').filter(
    ({ name }) =>
      !/question|decision$|message.* of the MASH$|^a note from the MASH|check answers|receipt, decided|^add information, again$|^disagree(?!ment, notice)|^child missing/.test(
        name,
      ),
  );
  expect(quiet.length).toBeGreaterThan(15);
  const repeated = (card: Card) => marked(card).filter((each) => !notRead(each));
  expectNone(quiet, (card) => repeated(card).map(({ value }) => value));
  const names = quiet.filter(({ card }) => marked(card).some(notRead)).map(({ name }) => name);
  expect(names.filter((name) => !name.startsWith('receipt'))).toEqual([]);
});

it('The form for adding information shows typed words only in their input', () => {
  const cards = chatCards('full').filter(({ name }) => name === 'add information, again');
  const holders = cards.flatMap(({ card }) => marked(card).map(({ holder }) => holder.type));
  expect(holders).toEqual(['Input.Text']);
});

it('The receipt of a decided case shows only what the MASH wrote for the referrer', () => {
  const receipts = chatCards('full').filter(({ name }) => /^receipt, (decided|with a message of the MASH)$/.test(name));
  expect(receipts.map(({ card }) => marked(card).filter((each) => !notRead(each)).length)).toEqual([4, 2]); // what to do, what will be done and the message: in short, and whole
});

it('Everything that the referrer wrote reaches the MASH in the parts of the written referral', () => {
  const answers = answersOf('full');
  const parts = mashCards('full').filter(({ name }) => name.startsWith('written') && name.endsWith(', awaiting'));
  const all = parts.flatMap(({ card }) => textLines(card)).join('');
  expect(parts.length).toBeGreaterThan(2);
  for (const { id, choices, reads } of pack.fields)
    if (!choices && !reads)
      expect({ id, whole: all.includes(answers.values[id] ?? 'NOTHING') }).toEqual({ id, whole: true });
  for (const { note } of Object.values(answers.ticks)) expect(all).toContain(note);
});

it('The written referral keeps every character, except invisible ones that can change how text reads', () => {
  const worry = ['\u0000', '\r', '\u202e', '\u202c'].reduce(
    (text, sign) => text.replaceAll(sign, ''),
    answersOf('hostile').values.worry ?? '',
  );
  const parts = mashCards('hostile').filter(({ name }) => name.startsWith('written') && name.endsWith(', awaiting'));
  expect(parts.flatMap(({ card }) => textLines(card)).join('')).toContain(worry);
  contains(worry, '${name}', 'مساعدة 👩‍👧‍👦');
});

it('“{{DATE(” in people’s words is split, so that no client expands it', () => {
  for (const sample of samples)
    expectNone(allCards(sample), (card) =>
      strings(card)
        .filter(
          ({ value, at, holder }) =>
            /\{\{\s*(DATE|TIME)/i.test(value) && !(at.at(-1) === 'value' && String(holder.type).startsWith('Input.')),
        )
        .map(({ value }) => value),
    );
});

// Every card

it('Every card has a short summary', () =>
  expectNone(allCards('full'), ({ fallbackText }) => {
    const { length } = String(fallbackText);
    return length > 5 && length < 120 ? [] : [fallbackText];
  }));

it('Every card is filled in completely, without template marks or undefined values', () =>
  expectNone([...allCards('empty'), ...allCards('full')], (card) =>
    strings(card)
      .map(({ value }) => value)
      .filter((value) => /\$\{|undefined|\[object|NaN|Invalid/.test(value)),
  ));

it('The summary of the indicator check counts no ticks', () => {
  const summaries = wizardCards('full').filter(({ name }) => name.startsWith('summary'));
  for (const { card } of summaries)
    expect(wordsOf(card)).not.toMatch(/\d+ (of|out of|indicators|statements|seen|suspected)/i);
});

it('The written referral names once, under “Not asked”, the fields that nobody was asked', () => {
  const parts = mashCards('empty').filter(({ name }) => name.startsWith('written') && name.endsWith(', awaiting'));
  const values = parts.flatMap(({ card }) =>
    strings(card)
      .filter(({ at }) => at.at(-1) === 'text')
      .map(({ value }) => value),
  );
  const alwaysAsked = new Set(pack.forms.flatMap(({ fields, shownWhen }) => ('always' in shownWhen ? fields : [])));
  const printed = pack.fields.filter(({ id, requirement }) => requirement && alwaysAsked.has(id));
  const others = ['other-details', 'phoned-when', 'phoned-who', 'consent-from', 'consent-risk', 'knowing-risk'];
  const names = values[values.lastIndexOf('Not asked') + 1]?.split(' · ');
  for (const { short, printed: name = short } of printed.filter(({ id }) => !others.includes(id)))
    expect(names).toContain(name);
});

const named = (buttons: object | undefined): string[] => Object.keys(buttons ?? {});

// The named buttons of the cards of a case

it.each([
  ['the MASH’s card', Object.values(mashButtons).flat(), features.flatMap(({ face }) => named(face?.buttons))],
  ['the Assessment team’s card', [...teamButtons], features.flatMap(({ teamFace }) => named(teamFace?.buttons))],
  ['the receipt', receiptButtons.flat(), features.flatMap(({ receipt }) => named(receipt?.buttons))],
])('on %s, each comes from one feature', (_, names, filled) =>
  expect(filled.sort()).toEqual([...new Set(names)].sort()),
);
