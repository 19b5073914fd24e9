import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import type { Who } from '../fakes/people.ts';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

const world = aProgram();
const { types, presses, machine, refers, caseCard, lines } = world;

const filledIn = {
  'Why does it close': 'What was planned is done',
  'What came of it': 'Child in need services',
  'Who has been told': 'The referrer',
  'Number in the council': 'LCS 4471',
};

async function underMore(who: Who, reference: string, title: string): Promise<Card> {
  const more = await presses(who, caseCard(reference) ?? {}, 'More');
  return presses(who, more, title);
}

/** A case of Jane's that Mo has decided, and of which the referrer was told. */
async function decided(): Promise<string> {
  const reference = await refers();
  const form = await presses('mo', caseCard(reference) ?? {}, 'Record decision');
  await presses('mo', form, 'Confirm decision', {
    Decision: 'Child in need',
    'What action': 'Sue Marsh visits by Friday.',
    Reasons: 'Injury.',
    'Concern about trafficking': 'No',
  });
  await machine.pass(minute);
  return reference;
}

async function closes(reference: string, more: Record<string, string> = {}): Promise<Card> {
  const form = await underMore('mo', reference, 'Close the case');
  const answer = await presses('mo', form, 'Close the case', { ...filledIn, ...more });
  await machine.pass(minute);
  return answer;
}

const shared = (reference: string) => text(caseCard(reference));
const isClosed = (reference: string) => shared(reference).includes('CLOSED');

describe('a decided case about which nothing is open', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await decided();
  });

  it('asks for what is missing, and keeps what was chosen', async () => {
    const form = await underMore('mo', reference, 'Close the case');
    const again = await presses('mo', form, 'Close the case', { 'Why does it close': 'What was planned is done' });
    contains(text(again), 'Choose what came of it.', 'Choose who has been told', 'Write the number in the council');
    lacks(text(again), 'Choose why it closes.');
    expect(isClosed(reference)).toBe(false);
  });

  it('is closed by a manager: the card and the thread say why, what came of it, who was told and the number', async () => {
    await closes(reference);
    const words = ['What was planned is done · Child in need services', 'Told: the referrer', 'LCS 4471', 'Mo Hussain'];
    contains(shared(reference), 'CLOSED', 'DECIDED', ...words);
    expect(lines(reference).filter((summary) => summary.includes('closed'))).toHaveLength(1);
  });

  it('is opened by a manager who says why, and can be closed once more', async () => {
    const form = await underMore('ana', reference, 'Open it again');
    contains(text(await presses('ana', form, 'Open it again')), 'Say why it is opened.');
    await presses('ana', form, 'Open it again', { Why: 'The plan fell through.' });
    await machine.pass(minute);
    contains(shared(reference), 'OPEN AGAIN', 'The plan fell through.');
    expect(isClosed(reference)).toBe(false);
    await closes(reference, { 'Number in the council': 'LCS 4472' });
    contains(shared(reference), 'CLOSED', 'LCS 4472');
  });
});

it('A case that waits for its decision has no such button', async () => {
  const reference = await refers();
  const more = await presses('mo', caseCard(reference) ?? {}, 'More');
  expect(titles(more)).not.toContain('Close the case');
});

describe('what is open keeps a case from being closed', () => {
  it.each<[string, (reference: string) => Promise<unknown>]>([
    ['News is not read.', (reference) => types('jane', `add ${reference}: A car came.`)],
    ['The child is missing', (reference) => types('jane', `missing ${reference}: since 5`)],
    [
      'A question waits for its answer.',
      async (reference) => {
        const form = await presses('mo', caseCard(reference) ?? {}, 'Ask the referrer');
        return presses('mo', form, 'Send question', { 'Your question': 'Who is with her?' });
      },
    ],
    [
      'The referrer has not read a message.',
      async (reference) => {
        const form = await presses('mo', caseCard(reference) ?? {}, 'Tell the referrer');
        return presses('mo', form, 'Send message', { 'Your message': 'Stay with her.' });
      },
    ],
    ['A disagreement is open.', (reference) => types('jane', `i disagree ${reference}: She is not safe at home.`)],
  ])('“%s”', async (words, happens) => {
    const reference = await decided();
    await happens(reference);
    await machine.pass(minute);
    const form = await underMore('mo', reference, 'Close the case');
    contains(text(form), 'It cannot be closed yet', words);
    expect(titles(form)).toEqual(['Cancel']);
  });

  it('also where it came while the form was open', async () => {
    const reference = await decided();
    const form = await underMore('mo', reference, 'Close the case');
    await types('jane', `add ${reference}: A car came.`);
    await machine.pass(minute);
    contains(text(await presses('mo', form, 'Close the case', filledIn)), 'News is not read.');
    expect(isClosed(reference)).toBe(false);
  });
});

describe('a closed case is opened by', () => {
  it.each<[string, (reference: string) => Promise<unknown>, string]>([
    ['what the referrer adds', (reference) => types('jane', `add ${reference}: A car came.`), 'A car came.'],
    ['a missing child', (reference) => types('jane', `missing ${reference}: since 5`), 'CHILD MISSING'],
    ['a disagreement', (reference) => types('jane', `i disagree ${reference}: She is not safe at home.`), 'OPEN AGAIN'],
  ])('%s, which reaches a manager as ever', async (_, happens, words) => {
    const reference = await decided();
    await closes(reference);
    expect(isClosed(reference)).toBe(true);
    const before = world.summaries('mo', reference).length;
    await happens(reference);
    await machine.pass(minute);
    contains(shared(reference), words, 'OPEN AGAIN');
    expect(isClosed(reference)).toBe(false);
    expect(world.summaries('mo', reference).length).toBeGreaterThan(before);
  });
});
