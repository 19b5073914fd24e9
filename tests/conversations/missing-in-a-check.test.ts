import { describe, expect, it } from '@jest/globals';
import { aProgram, minute, summaryOf, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// A child who is missing, said in a check that is not sent

function aCheck() {
  const world = aProgram();
  const { types, machine, said, told } = world;
  /** @returns all that the bot answers to the last line */
  async function says(...lines: string[]): Promise<string> {
    let from = said.length;
    for (const line of lines) {
      from = said.length;
      await types('jane', line);
    }
    await machine.pass(3000);
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  }
  const to = (who: string) => told.flatMap(({ to, message }) => (to === who && 'card' in message ? [message] : []));
  const rang = (who: string) => to(who).flatMap(({ card, alert }) => (alert ? [summaryOf(card)] : []));
  return { ...world, says, rang };
}

const toCare = ['start', 'no', 'health', 'Sam Roe', '07700900111', 'A man waits outside.'];
const toMissing = [...toCare, ...Array<string>(8).fill('skip')];
const fromConsent = ['check answers', '1', 'yes', 'he may hurt her', 'submit', 'submit'];
const missing = expect.stringContaining('CHILD MISSING');

describe('“shes missing now” at another question of a check', () => {
  const { says, rang, machine } = aCheck();

  it('brings whom to ring, is kept beside the questions, and the question comes back', async () => {
    const answer = await says(...toCare, 'shes missing now');
    contains(answer, 'Ring the police first. Now.', 'Do the police know?', 'I kept your words', 'In care?');
    lacks(answer, 'Ring 999 now');
  });

  it('brings “Did you ring?” after ten minutes', async () => {
    expect(rang('a:jane')).toEqual([]);
    await machine.pass(10 * minute);
    expect(rang('a:jane')).toEqual(['MASH Referrals: did you ring?']);
  });

  it('stands on the answers to check, and makes the referral urgent when it is sent', async () => {
    contains(
      await says('not yet', 'check answers', '1', 'yes', 'he may hurt her', 'check answers', 'card'),
      'shes missing now',
    );
    expect(rang('a:mo')).toEqual([]);
    await says('submit', 'submit');
    expect(rang('a:mo')).toContainEqual(missing);
  });
});

describe('The question of that card, whether the police know', () => {
  const { says, rang, caseCard, told } = aCheck();

  it('is answered by the next typed line: the MASH is told at once, and the question of the check comes back', async () => {
    const answer = await says(...toCare, 'shes been missing since 10', 'not yet');
    contains(answer, 'I am telling the MASH', 'In care?');
    expect(rang('a:mo')).toEqual([missing]);
    const reference = /HT-\w{4}-\w{3}/.exec(rang('a:mo').join())?.[0] ?? '';
    contains(text(caseCard(reference)), 'The police were not told yet, says the referrer.');
    lacks(JSON.stringify(told), 'The police were told');
  });

  it('is then answered: a plain “no” is for the check', async () => {
    contains(await says('no'), 'In care saved ✓');
  });
});

describe('A story that begins a check', () => {
  const { says, rang } = aCheck();

  it('keeps that the child is missing, and “police know” tells the MASH also some lines later', async () => {
    const answer = await says('girl 14 called Bo Lin, a man waited for her. shes gone missing');
    contains(answer, 'Ring the police first. Now.', 'I kept your words as a draft', 'immediate danger');
    expect(rang('a:mo')).toEqual([]);
    await says('bo lin', 'police know');
    expect(rang('a:mo')).toEqual([missing]);
  });
});

describe('At “Missing, or has been missing?”', () => {
  const { says, rang } = aCheck();

  it('“yes twice last month” is no child who is missing now', async () => {
    const answer = await says(...toMissing, 'yes twice last month');
    contains(answer, 'Missing, or has been saved ✓');
    lacks(answer, 'Ring the police');
    await says(...fromConsent);
    expect(rang('a:mo')).not.toContainEqual(missing); // no leaving time is known: that rings
  });
});

describe('At “Missing, or has been missing?”, of a child who is missing now', () => {
  const { says, rang, told } = aCheck();

  it('“yes shes missing now” is the answer, rings when it is sent, and says nothing of the police', async () => {
    const answer = await says(...toMissing, 'yes shes missing now');
    contains(answer, 'Ring the police first. Now.', 'Missing, or has been saved ✓');
    await says(...fromConsent);
    expect(rang('a:mo')).toContainEqual(missing);
    contains(JSON.stringify(told), 'has not said whether the police know');
    lacks(JSON.stringify(told), 'The police were told');
  });
});

describe('What a referrer says of the police of a missing child', () => {
  const { says, refers, rang, caseCard } = aCheck();

  it('is on the card with what they said last: “no i havent rung the police yet” stands beside a “yes”, and rings', async () => {
    const reference = await refers();
    await says('shes missing', 'police told, ref 123');
    contains(text(caseCard(reference)), 'The police were told, says the referrer.');
    const before = rang('a:mo').length;
    await says('no i havent rung the police yet');
    contains(
      text(caseCard(reference)),
      'The police were told, says the referrer. The referrer said otherwise since: see their words.',
      'Their words: no i havent rung the police yet',
    );
    expect(rang('a:mo').length).toBeGreaterThan(before);
  });

  it('is no answer to “yes shes missing now”', async () => {
    const reference = await refers();
    await says(`${reference} is missing`, 'yes shes missing now');
    contains(text(caseCard(reference)), 'The referrer has not said whether the police know.');
  });
});

describe('“its kezia whos missing” beside a question to the bot', () => {
  const { says, rang } = aCheck();

  it('is answered, asks whether the child is missing, and rings when it is sent', async () => {
    contains(
      await says(...toCare, 'its kezia whos missing. who reads this??'),
      'Is the child missing?',
      'Ring the police first. Now.',
      'Who reads this?',
      'I kept your words',
    );
    await says(...fromConsent);
    expect(rang('a:mo')).toContainEqual(missing);
  });
});

describe('“last seen tues 9 june”', () => {
  const { says, rang } = aCheck();

  it('asks whether the child is missing; without an answer it is no report', async () => {
    contains(
      await says(...toCare, 'last seen tues 9 june about 8.50 by the gate, never got her mark'),
      'Is the child missing?',
      'I kept your words',
      'In care?',
    );
    await says(...fromConsent);
    expect(rang('a:mo')).not.toContainEqual(missing);
  });
});
