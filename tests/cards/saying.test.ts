import { describe, expect, it } from '@jest/globals';
import { caseCard } from '../../src/cards/mash-case.ts';
import { lineCard } from '../../src/cards/mash-thread.ts';
import { questionCard, type Shown } from '../../src/cards/question.ts';
import { receiptCard } from '../../src/cards/receipt.ts';
import { checkInShort, ticksInWords } from '../../src/cards/referral-text.ts';
import { reminderCard } from '../../src/cards/reminder.ts';
import type { Card } from '../../src/cards/template.ts';
import { type Answers, newDraft } from '../../src/check/draft.ts';
import type { CaseRecord } from '../../src/referral/case.ts';
import { textOf } from '../../src/referral/events.ts';
import { referralOf, type SubmittedReferral } from '../../src/referral/state.ts';
import { at } from '../referral/a-case.ts';
import { elements, strings } from './reader.ts';
import { answersOf, cases, pack } from './samples.ts';

const lines = (card: Card): string[] =>
  [...elements(card)].flatMap(({ type, text, inlines }) => {
    if (type === 'TextBlock' || type === 'Badge') return [String(text)];
    if (type !== 'RichTextBlock') return [];
    return [[...strings(inlines)].flatMap(({ at, value }) => (at.at(-1) === 'text' ? [value] : [])).join('')];
  });
const text = (card: Card): string => lines(card).join('\n');
const labels = (card: Card): string[] => [...elements(card)].flatMap(({ label }) => (label ? [String(label)] : []));

function cardAt(step: string, answers: Answers, more: Partial<Shown> = {}): Card {
  const progress = { ...newDraft({}).progress, at: step };
  return questionCard({ caseId: 'HT-7K3F-92Q', draft: { answers, progress }, pack, ...more });
}

const nothing = answersOf('empty');
const of = (record: CaseRecord) => referralOf(record.events) as SubmittedReferral;
const withAnswers = (record: CaseRecord, answers: Answers): CaseRecord => ({
  ...record,
  facts: { ...record.facts, answers },
});

describe('check answers', () => {
  it('shows the situation, and the telephone call where there was one', () => {
    const values = { danger: 'yes', phoned: 'yes', 'phoned-when': '14:20', 'phoned-who': 'Ann', care: 'not-known' };
    const shown = text(cardAt('check-answers', { ...nothing, values }));
    expect(shown).toContain('Immediate danger\nYes, or about to be moved\nPhoned: 14:20\nCall taken by: Ann');
    expect(shown).toContain('Indicator check\nIn care: Not known\nNot done. You can add it before or after sending.');
    expect(text(cardAt('check-answers', { ...nothing, values: { ...values, phoned: '' } }))).not.toContain('Phoned:');
  });

  it('does not say the title of a section twice', () => {
    const values = { officer: 'yes', consent: 'obtained', 'consent-why': 'From the father.' };
    const shown = text(cardAt('check-answers', { ...nothing, values }));
    expect(shown).toContain('Consent\nObtained\nWhy: From the father.');
    expect(shown).toContain('Designated officer\nYes');
  });
});

describe('ticks on a list that is no longer asked, because the agency was changed', () => {
  const ticks = { police: { seen: ['P01'], suspected: [], note: 'Told by the sergeant.', looked: false } };
  const police = pack.groups.find(({ id }) => id === 'police');
  const seen = police?.statements[0];
  const answers = {
    values: { agency: 'health' },
    ticks: { police: { ...ticks.police, seen: [seen?.id ?? ''] } },
    readings: {},
  };

  it('stay in the written referral and on the shared card', () => {
    const words = seen?.text.replace(/\.$/, '');
    expect(ticksInWords(answers, pack)).toEqual([
      { title: 'Police', text: `Seen: ${words}\nNote: Told by the sergeant.` },
    ]);
    expect(checkInShort(answers, pack)).toBe(`Seen: ${words}\nSuspected: –\nNotes in the thread on: Police`);
  });
});

describe('the shared card', () => {
  it.each([
    ['yes', 'Yes'],
    ['no', 'No'],
    ['not-known', 'Not known'],
    ['', 'Not known'],
  ])('says in words whether the child is in danger: %j', (danger, words) => {
    for (const record of Object.values(cases('empty'))) {
      const card = caseCard(withAnswers(record, { ...nothing, values: { danger } }), of(record), pack);
      expect(text(card)).toContain(`Immediate danger or about to be moved: ${words}`);
      expect(text(card).includes('URGENT')).toBe(danger === 'yes');
    }
  });

  it('keeps URGENT beside OVERDUE and DECIDED', () => {
    const { overdue, decided } = cases('full');
    for (const [record, badge] of [[overdue, 'OVERDUE'] as const, [decided, 'DECIDED'] as const]) {
      const badges = [...elements(caseCard(record, of(record), pack))].filter(({ type }) => type === 'Badge');
      expect(badges.map((each) => each.text)).toEqual(['URGENT', badge]);
    }
  });

  it('asks for advice about consent until the decision, and not after it', () => {
    const { awaiting, decided } = cases('empty');
    const unsure = { ...nothing, values: { consent: 'unsure' } };
    expect(text(caseCard(withAnswers(awaiting, unsure), of(awaiting), pack))).toContain('please advise');
    expect(text(caseCard(withAnswers(decided, unsure), of(decided), pack))).not.toContain('please advise');
  });

  it('shows what the referrer is told where that is not the action, and names a manager’s office once', () => {
    const { decided } = cases('empty');
    const told = (tell: string): CaseRecord => ({
      ...decided,
      facts: {
        ...decided.facts,
        names: { mo: 'Mo Hussain (MASH Manager)' },
        texts: { [textOf.decisionAction]: 'Raid.', [textOf.decisionReasons]: 'Burn.', [textOf.decisionTell]: tell },
      },
    });
    expect(text(caseCard(told('We act.'), of(decided), pack))).toContain('What the referrer is told\nWe act.');
    expect(text(caseCard(told('Raid.'), of(decided), pack))).not.toContain('What the referrer is told');
    expect(text(caseCard(told('Raid.'), of(decided), pack))).toContain('By Mo Hussain (MASH Manager) · LATE');
    const event = decided.events.find(({ type }) => type === 'DecisionRecorded');
    const line = event ? text(lineCard(told('We act.'), event, of(decided), pack, event.at)) : '';
    expect(line).toContain('Raid.\nReasons\nBurn.\nWhat the referrer is told\nWe act.');
    const receipt = text(receiptCard(told('We act.'), of(decided), pack));
    expect(receipt).toContain('What will be done\nWe act.');
    expect(receipt).toMatch(/Decided at .* by Mo Hussain \(MASH Manager\)/);
    expect(receipt).not.toContain('Raid.');
  });
});

describe('a card on which something is wrong', () => {
  it('says first what there is to put right, before how a date was read', () => {
    const notes = ['Age or date of birth: I read that as 14.'];
    const one = cardAt('child', nothing, { problems: [{ field: 'worry', kind: 'too-long', limit: 4000 }], notes });
    expect(lines(one).slice(0, 3)).toEqual(['The child and your worry', 'One thing to put right: Worry', ...notes]);
    const two = cardAt('about-you', nothing, {
      problems: [
        { field: 'name', kind: 'required' },
        { field: 'phone', kind: 'required' },
      ],
    });
    expect(lines(two)[1]).toBe('Two things to put right: Your name, Phone');
    const note = cardAt('ticks-carer', nothing, { problems: [{ field: 'note', kind: 'too-long', limit: 1000 }] });
    expect(text(note)).toContain('One thing to put right: Note');
  });
});

describe('how much may be written', () => {
  it.each(pack.forms.map(({ id }) => id))('stands on the form %s for every box of it', (id) => {
    const form = pack.forms.find((each) => each.id === id);
    const values = { danger: 'yes', phoned: 'yes' };
    const card = cardAt(id, { ...nothing, values });
    const said = lines(card).find((line) => line.startsWith('A short box takes')) ?? '';
    for (const field of pack.fields.filter((each) => form?.fields.includes(each.id) && !each.choices)) {
      const limit = field.limit.toLocaleString('en-GB');
      if (field.kind === 'long') expect(labels(card).join('\n')).toContain(`up to ${limit} characters)`);
      else expect(said).toMatch(said.includes(field.short) ? `${field.short} ${limit}` : `up to ${limit} characters`);
    }
  });

  it('stands in the note of every list', () => {
    for (const { id } of pack.groups) {
      const values = { agency: id, care: 'yes', kin: 'yes', missing: 'yes', cse: 'yes', abroad: 'yes' };
      const card = cardAt(`ticks-${id}`, { ...nothing, values });
      expect(labels(card)).toContain('Note: what, when, who told you (up to 1,000 characters)');
    }
  });
});

describe('the consent card', () => {
  it('says when a reason is required, and whom to ring just above the buttons', () => {
    const card = cardAt('consent', { ...nothing, values: { 'consent-risk': 'yes' } });
    expect(labels(card)[1]).toBe('Why? (required; if obtained: from whom, when and how; up to 1,000 characters)');
    expect(text(card)).toMatch(
      /0300 123 4043\nAdvice line \(2016 protocol, not confirmed\)\n01438 737511\nImmediate danger: call 999$/,
    );
  });
});

describe('a telephone number', () => {
  it('of ours has a line of its own, so that it does not break in two', () => {
    const numbers = [pack.phones.urgent, ...pack.contacts.map(({ phone }) => phone)].filter((each) => each !== '999');
    const all = ['danger-phone', 'consent'].map((step) => cardAt(step, { ...nothing, values: { danger: 'yes' } }));
    const { undelivered } = cases('empty');
    for (const card of [...all, receiptCard(undelivered, of(undelivered), pack)])
      for (const line of lines(card))
        if (numbers.some((number) => line.includes(number))) expect(numbers).toContain(line);
  });
});

describe('a reminder to the escalation contact', () => {
  const { overdue } = cases('empty');
  const now = at('2026-11-25T15:00:00.000Z');
  const shown = (states: ('sent' | 'failed')[]): string => {
    const [first] = overdue.outbox;
    if (!first) throw new Error('the sample has no messages');
    const outbox = states.map((kind, id) => ({
      ...first,
      id,
      message: { kind: 'reminder', clock: 'decision', late: false, escalation: false } as const,
      state: kind === 'sent' ? { kind, at: now } : { kind, at: now, reason: '403' },
    }));
    const record = { ...overdue, outbox };
    return text(reminderCard(record, of(record), { now, escalation: true, late: false, link: undefined }));
  };

  it('says that managers were told only where a message got through to one', () => {
    expect(shown(['failed', 'sent'])).toContain('Managers told at 15:00, Wed 25 Nov. You are');
    expect(shown(['failed', 'failed'])).toContain('No manager could be reached yet. You are');
    expect(shown([])).not.toMatch(/Managers|No manager/);
  });
});
