import { describe, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import type { Card } from '../../src/cards/parts.ts';
import { type Answers, newDraft } from '../../src/check/draft.ts';
import { questionCard } from '../../src/features/wizard/question.ts';
import { bytes, complaints, elements, strings } from './reader.ts';
import type { Named } from './sample-answers.ts';
import { allCards, answersOf, chatCards, MARK, mashCards, noticeCards, pack, samples, wizardCards } from './samples.ts';

/** The faults found, with the card's name: an empty list is what every test here asks for. */
const faults = (cards: Named[], find: (card: Card) => unknown[]): string[] =>
  cards.flatMap(({ name, card }) => find(card).map((fault) => `${name}: ${String(fault)}`));

const inputs = (card: Card) => elements(card).filter(({ type }) => String(type).startsWith('Input.'));
const buttons = (card: Card) => elements(card).filter(({ type }) => String(type).startsWith('Action.'));
const lastOf = (card: Card) => (card.body as Record<string, unknown>[]).at(-1);
const words = (element: unknown) =>
  strings(element)
    .flatMap(({ at, value }) => (at.at(-1) === 'text' ? [value] : []))
    .join('');

function cardAt(step: string, answers: Answers, revision = 0): Card {
  const progress = { ...newDraft({}).progress, at: step, revision };
  return questionCard({ caseId: 'HT-7K3F-92Q' as CaseId, draft: { answers, progress }, pack });
}

const referrerCards = (sample: (typeof samples)[number]) => [...wizardCards(sample), ...chatCards(sample)];

describe('Microsoft’s parser', () => {
  it.each(samples)('has nothing to say against any card, when what is known is: %s', (sample) => {
    expect(faults(allCards(sample), complaints)).toEqual([]);
  });

  it('would say so: a misspelt element, size and button are named', () => {
    const card = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlok', text: 'x' }, { type: 'TextBlock', text: 'x', size: 'Huge' }, { type: 'Input.Text' }],
      actions: [{ type: 'Action.Sumbit', title: 'x' }],
    };
    expect(complaints(card).length).toBeGreaterThanOrEqual(3);
  });
});

describe('every card to a referrer', () => {
  it.each(samples)('ends with “Immediate danger: call 999”, when what is known is: %s', (sample) => {
    expect(
      faults(referrerCards(sample), (card) => {
        const last = lastOf(card);
        return words(last) === 'Immediate danger: call 999' ? [] : [words(last)];
      }),
    ).toEqual([]);
    expect(faults(referrerCards(sample), (card) => (card.actions === undefined ? [] : ['buttons below it']))).toEqual(
      [],
    );
  });
});

describe('a card of the conversation before sending', () => {
  it.each(samples)('stays under 20 KB and at ten inputs, when what is known is: %s', (sample) => {
    const cards = wizardCards(sample);
    expect(faults(cards, (card) => (bytes(card) < 20_000 ? [] : [bytes(card)]))).toEqual([]);
    expect(faults(cards, (card) => (inputs(card).length <= 10 ? [] : [inputs(card).length]))).toEqual([]);
  });

  it('shows the first 600 characters of the worry, where there is room', () => {
    const worry = `${'a'.repeat(599)}bcd`;
    const card = cardAt('check-answers', { values: { worry }, ticks: {}, readings: {} });
    expect(words(card)).toContain(`Worry: ${'a'.repeat(599)}…`);
  });
});

describe('every message', () => {
  it.each(samples)('fits into the 80 KB that Teams takes, when what is known is: %s', (sample) => {
    expect(faults(allCards(sample), (card) => (bytes(card) < 80_000 ? [] : [bytes(card)]))).toEqual([]);
  });

  it('says that “Everything” is shortened, when not everything fits', () => {
    const everything = (sample: 'full' | 'empty') =>
      mashCards(sample)
        .filter(({ name }) => name === 'everything, decided')
        .map(({ card }) => words(card));
    expect(everything('full').join()).toContain('They are whole in the thread.');
    expect(everything('empty').join()).not.toContain('They are whole in the thread.');
  });
});

describe('every input', () => {
  it.each(samples)(
    'has a label, says in words when it is required, and its own id, when what is known is: %s',
    (sample) => {
      expect(
        faults(allCards(sample), (card) => {
          const ids = inputs(card).map(({ id }) => id);
          return [
            ...inputs(card)
              .filter(({ label }) => typeof label !== 'string' || label.trim() === '')
              .map(({ id }) => id),
            ...(new Set(ids).size === ids.length ? [] : ['two inputs of one id']),
          ];
        }),
      ).toEqual([]);
      const required = pack.fields.filter((field) => field.required).map(({ id }) => id);
      const isRequired = (id: unknown) => required.includes(String(id).split('__')[0] ?? '');
      const asked = wizardCards(sample).flatMap(({ card }) => inputs(card).filter(({ id }) => isRequired(id)));
      expect(asked.length).toBeGreaterThan(required.length - 1);
      expect(asked.filter(({ label }) => !/\brequired\b/.test(String(label)))).toEqual([]);
    },
  );

  it('that is not filled in is never held back or cut by the client', () => {
    for (const { card } of allCards('full'))
      for (const input of inputs(card)) {
        expect(input).not.toHaveProperty('maxLength');
        expect(input).not.toHaveProperty('isRequired');
        expect(input).not.toHaveProperty('placeholder');
      }
  });

  it('has choices that wrap, and no choice twice', () => {
    for (const { name, card } of allCards('full')) {
      for (const input of inputs(card)) {
        if (input.type !== 'Input.ChoiceSet') continue;
        const values = (input.choices as { value: string }[]).map(({ value }) => value);
        expect({ name, wrap: input.wrap, twice: values.length - new Set(values).size }).toEqual({
          name,
          wrap: true,
          twice: 0,
        });
      }
    }
  });

  it('of a card that is shown again has a new id, for clients keep what was in a box of the same id', () => {
    const ids = [...inputs(cardAt('child', answersOf('empty'))), ...inputs(cardAt('child', answersOf('empty'), 1))].map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const besideTheStep = ['missing', 'ask-let-go'];

describe('every button', () => {
  it('has a title of at most 24 characters, save two whose words are fixed and that stand in a row alone', () => {
    const cards = samples.flatMap(allCards);
    const titles = new Set(cards.flatMap(({ card }) => buttons(card).map(({ title }) => String(title))));
    expect([...titles].filter((title) => title.length > 24).sort()).toEqual([
      'Before you speak to the child',
      'Continue to the written referral',
    ]);
    expect([...titles].filter((title) => title.trim() === '')).toEqual([]);
  });

  it('does the same work where a client knows only Action.Submit', () => {
    for (const { name, card } of allCards('full')) {
      for (const button of buttons(card).filter(({ type }) => type === 'Action.Execute')) {
        const { fallback, data, verb, title } = button as Record<string, Record<string, unknown>>;
        expect({ name, ...(fallback?.data as object) }).toEqual({ name, ...data, verb });
        expect(fallback).toMatchObject({ type: 'Action.Submit', title, associatedInputs: button.associatedInputs });
      }
    }
  });

  it('of a step names the case, the step and its revision, so that an old card changes nothing', () => {
    for (const { name, card } of wizardCards('full')) {
      for (const button of buttons(card).filter(({ type }) => type === 'Action.Execute'))
        if (!besideTheStep.includes(String(button.verb)))
          expect({ name, data: button.data }).toMatchObject({
            name,
            data: { case: 'HT-7K3F-92Q', step: name.split(' ')[0], revision: 0 },
          });
    }
  });

  it('of a step that opens something below it names the case and nothing of the step, which stays as it is', () => {
    const beside = wizardCards('full').flatMap(({ name, card }) =>
      buttons(card)
        .filter(({ type, verb }) => type === 'Action.Execute' && besideTheStep.includes(String(verb)))
        .map(({ verb, data }) => ({ name, verb, data })),
    );
    expect(beside.length).toBeGreaterThan(0);
    for (const { name, data } of beside)
      expect({ name, data }).toEqual({ name, data: { case: 'HT-7K3F-92Q', below: true } });
  });

  it('that cancels takes no typed words along; “Back” in a check does, so that nothing half filled in is lost', () => {
    const withBoxes = wizardCards('full').filter(({ name }) => /^(child|consent|ticks-\w+) \(/.test(name));
    const backs = withBoxes.flatMap(({ card }) => buttons(card).filter(({ title }) => title === 'Back'));
    expect(backs.length).toBeGreaterThan(0);
    for (const back of backs) expect(back.associatedInputs).not.toBe('none');
    for (const { card } of [...wizardCards('full'), ...mashCards('full')])
      for (const button of buttons(card))
        if (['Cancel', 'Not known'].includes(String(button.title)) && !('choice' in Object(button.data)))
          expect(button.associatedInputs).toBe('none');
  });

  it('is one of six at most at the foot of a card', () => {
    for (const { name, card } of [...mashCards('full'), ...noticeCards('full')])
      expect({ name, ok: ((card.actions as unknown[]) ?? []).length <= 6 }).toEqual({ name, ok: true });
  });
});

describe('what people wrote about the case', () => {
  const marked = (card: Card) => strings(card).filter(({ value }) => value.includes(MARK));

  it.each(['full', 'hostile'] as const)(
    'stands only as plain text or in the box in which it was written, when what is written is: %s',
    (sample) => {
      expect(
        faults(allCards(sample), (card) =>
          marked(card)
            .filter(
              ({ at, holder }) =>
                !(at.at(-1) === 'text' && holder.type === 'TextRun') &&
                !(at.at(-1) === 'value' && String(holder.type).startsWith('Input.')),
            )
            .map(({ at }) => at.join('.')),
        ),
      ).toEqual([]);
    },
  );

  it('is on the cards at all: the test would see it', () => {
    for (const cards of [wizardCards('hostile'), mashCards('hostile')])
      expect(cards.filter(({ card }) => marked(card).length > 0).length).toBeGreaterThan(20);
  });

  it('is in no summary and no notice: a lock screen shows the reference and times', () => {
    for (const sample of ['full', 'hostile'] as const) {
      expect(
        faults(allCards(sample), ({ fallbackText }) => (String(fallbackText).includes(MARK) ? [fallbackText] : [])),
      ).toEqual([]);
      expect(faults(noticeCards(sample), (card) => marked(card).map(({ at }) => at.join('.')))).toEqual([]);
    }
  });

  /** What they wrote for when the child leaves: no time could be read in it, so that they must see what was not. */
  const notRead = ({ value }: { value: string }) => /^You wrote “[^”]*” for when the child next leaves/.test(value);

  it('is not repeated in the referrer’s chat once it is sent, but for a time that was not read: overdue and reminders carry none', () => {
    const quiet = chatCards('full').filter(
      ({ name }) =>
        !/question|decision$|message.* of the MASH$|^a note from the MASH|check answers|receipt, decided|^add information, again$|^disagree(?!ment, notice)/.test(
          name,
        ),
    );
    expect(quiet.length).toBeGreaterThan(15);
    const repeated = (card: Card) => marked(card).filter((each) => !notRead(each));
    expect(faults(quiet, (card) => repeated(card).map(({ value }) => value))).toEqual([]);
    const names = quiet.filter(({ card }) => marked(card).some(notRead)).map(({ name }) => name);
    expect(names.filter((name) => !name.startsWith('receipt'))).toEqual([]);
  });

  it('is in what is to be added only in the box in which it was typed', () => {
    const cards = chatCards('full').filter(({ name }) => name === 'add information, again');
    const holders = cards.flatMap(({ card }) => marked(card).map(({ holder }) => holder.type));
    expect(holders).toEqual(['Input.Text']);
  });

  it('is not on the receipt of a decided case either, save what the MASH wrote for the referrer', () => {
    const shown = chatCards('full').filter(({ name }) => /^receipt, (decided|with a message of the MASH)$/.test(name));
    expect(shown.map(({ card }) => marked(card).filter((each) => !notRead(each)).length)).toEqual([2, 1]);
  });

  it('reaches the MASH whole, in the numbered parts of the written referral', () => {
    const answers = answersOf('full');
    const parts = mashCards('full').filter(({ name }) => name.startsWith('written') && name.endsWith(', awaiting'));
    const all = parts.map(({ card }) => words(card)).join('');
    expect(parts.length).toBeGreaterThan(2);
    for (const { id, choices, reads } of pack.fields)
      if (!choices && !reads)
        expect({ id, whole: all.includes(answers.values[id] ?? 'NOTHING') }).toEqual({ id, whole: true });
    for (const { note } of Object.values(answers.ticks)) expect(all).toContain(note);
  });

  it('keeps every letter in it, line breaks, other alphabets and template marks too, but no sign that reorders or hides', () => {
    const worry = ['\u0000', '\r', '\u202e', '\u202c'].reduce(
      (text, sign) => text.replaceAll(sign, ''),
      answersOf('hostile').values.worry ?? '',
    );
    const parts = mashCards('hostile').filter(({ name }) => name.startsWith('written') && name.endsWith(', awaiting'));
    expect(parts.map(({ card }) => words(card)).join('')).toContain(worry);
    expect(worry).toContain('${name}');
    expect(worry).toContain('مساعدة 👩‍👧‍👦');
  });

  it('cannot make a client put a date into it: “{{DATE(” is taken apart', () => {
    for (const sample of samples)
      expect(
        faults(allCards(sample), (card) =>
          strings(card)
            .filter(
              ({ value, at, holder }) =>
                /\{\{\s*(DATE|TIME)/i.test(value) &&
                !(at.at(-1) === 'value' && String(holder.type).startsWith('Input.')),
            )
            .map(({ value }) => value),
        ),
      ).toEqual([]);
  });
});

describe('every card', () => {
  it('has a summary that is neither empty nor the same as the whole card', () => {
    for (const { name, card } of allCards('full')) {
      const summary = String(card.fallbackText);
      expect({ name, ok: summary.length > 5 && summary.length < 120 }).toEqual({ name, ok: true });
    }
  });

  it('is filled in completely: no mark of a template, nothing undefined', () => {
    for (const sample of ['empty', 'full'] as const)
      expect(
        faults(allCards(sample), (card) =>
          strings(card)
            .map(({ value }) => value)
            .filter((value) => /\$\{|undefined|\[object|NaN|Invalid/.test(value)),
        ),
      ).toEqual([]);
  });

  it('says nothing that weighs the child or the worker', () => {
    const forbidden =
      /\b(scores?|scored|ratings?|rated|thresholds?|low[ -]risk|medium risk|high risk|willing(ly)?|illegal child|consented|points)\b/i;
    for (const sample of ['empty', 'full'] as const)
      expect(
        faults(allCards(sample), (card) =>
          strings(card)
            .map(({ value }) => value)
            .filter((value) => forbidden.test(value)),
        ),
      ).toEqual([]);
  });

  it('counts no ticks', () => {
    const shown = wizardCards('full').filter(({ name }) => name.startsWith('summary'));
    for (const { card } of shown)
      expect(words(card)).not.toMatch(/\d+ (of|out of|indicators|statements|seen|suspected)/i);
  });

  it('prints “Not asked” where nobody was asked', () => {
    const parts = mashCards('empty').filter(({ name }) => name.startsWith('written') && name.endsWith(', awaiting'));
    const values = parts.flatMap(({ card }) =>
      strings(card)
        .filter(({ at }) => at.at(-1) === 'text')
        .map(({ value }) => value),
    );
    const asked = new Set(pack.forms.flatMap(({ fields, shownWhen }) => ('always' in shownWhen ? fields : [])));
    const printed = pack.fields.filter(({ id, requirement }) => requirement && asked.has(id));
    for (const field of printed.filter(({ id }) => !['other-details', 'phoned-when', 'phoned-who'].includes(id))) {
      const next = values[values.lastIndexOf(field.short) + 1];
      expect({ field: field.short, next }).toEqual({ field: field.short, next: 'Not asked' });
    }
  });
});
