import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assessments } from '../fakes/people.ts';
import { daysAgo, decidesGrounds, passesToAssessment, records } from './assessing.ts';
import type { CardActions, Person } from './person.ts';
import { allOf, assessmentCard, caseCard, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const env = { ASSESSMENT_CHANNEL_ID: assessments.id };

/** A case of Jane’s for which the Assessment team has decided about reasonable grounds. */
async function assessedCase(world: World, grounds: 'Yes' | 'No'): Promise<{ reference: string; card: CardActions }> {
  const reference = await refers(world.jane, {
    child: { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' },
  });
  const card = await passesToAssessment(world, reference);
  await decidesGrounds(card, grounds);
  return { reference, card };
}

describe('the central referral', () => {
  let world: World;
  let reference: string;
  let card: CardActions;
  beforeAll(async () => {
    world = await startWorld({ env });
    ({ reference, card } = await assessedCase(world, 'Yes'));
  });
  afterAll(() => world.stop());

  it('The central referral is not offered without reasonable grounds, and a copied button is refused', async () => {
    await card.presses('Prepare central referral');
    const copied = card.sees();
    await card.presses('Back to the card');
    const refused = await assessedCase(world, 'No');
    await refused.card.presses('More');
    expect(refused.card.sees().buttons.join()).not.toMatch(/central|sent/i);
    const json = JSON.parse(JSON.stringify(copied.json).replaceAll(reference, refused.reference));
    const answer = await world.sue.on({ ...copied, json }).presses('Record that it was sent');
    expect(answer.message).toContain('Record first that there are reasonable grounds');
  });

  it('The central referral is a text to copy, with the answers that the case holds, what is missing, and that nothing was sent', async () => {
    await card.presses('Prepare central referral');
    const { text, values, inputs } = card.sees();
    expect(text).toContain('I send nothing. Copy the text and send it yourself.');
    expect(text).toContain('A child is not asked for consent. Each child has their own referral');
    expect(text).toContain('• When it happened');
    expect(text).toMatch(/Still missing: \d+ answers/);
    expect(text).toMatch(/And \d+ more\. All of them stand at the end of the text\./);
    expect(text.match(/^• /gm)).toHaveLength(8);
    const copy = Object.values(values).join('\n');
    expect(copy).toContain('Nothing was sent.');
    expect(copy).toContain('Name of the child, and other names\n  Child: Girl Beryl');
    expect(copy).toContain('Reasonable grounds, why: She was made to work.');
    expect(copy).toContain('Still missing\n');
    expect(copy).toContain('  - Nationality, or unknown');
    expect(inputs.join()).not.toMatch(/consent|agree/i);
    await card.presses('Back to the card');
  });

  it('Only the Assessment team can record that the central referral was sent', async () => {
    await card.presses('Prepare central referral');
    const seen = card.sees();
    await card.presses('Back to the card');
    for (const who of [world.mo, world.pat, world.gus, world.jane, world.dee]) {
      const answer = await who.on(seen).presses('Record that it was sent');
      expect(answer.card).toBeUndefined();
      expect(answer.message).toBe('Only members of this channel can do that. Guests cannot.');
    }
  });

  it('The Assessment team records that it sent the central referral, with its reference and day', async () => {
    await card.presses('Prepare central referral');
    await card.presses('Record that it was sent');
    await card.presses('Record it', { 'Sent on': '2031-01-01' });
    expect(card.sees().text).toContain('Reference you were given: please fill this in.');
    expect(card.sees().text).toContain('Sent on: that day lies ahead.');
    await card.presses('Record it', { Reference: 'NRM-2210', 'Sent on': daysAgo(0) });
    expect(card.sees().text).toContain('reference NRM-2210');
    expect(card.sees().text).toMatch(/Decision due by \d+ \w+ \d{4}/);
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('Central referral: sent '));
    expect(receipt(world.jane, reference).sees().text).not.toMatch(/central/i);
  });

  it('A child has one central referral: of two people who correct it, the second is told who was first', async () => {
    const own = assessmentCard(world.ivy, reference);
    await own.presses('More');
    await own.presses('Correct what was sent');
    const stale = own.sees();
    await own.presses('Record it', { Reference: 'NRM-2211', 'Sent on': daysAgo(1) });
    expect(own.sees().text).toContain('reference NRM-2211');
    await world.ivy.on(stale).presses('Record it', { Reference: 'NRM-9', 'Sent on': daysAgo(2) });
    expect(own.sees().text).toContain('Ivy Cole recorded this meanwhile. Nothing of yours was recorded.');
    await own.presses('Cancel');
    expect(own.sees().text).toContain('reference NRM-2211');
    expect(own.sees().text).not.toContain('NRM-9');
  });

  it('The Assessment team records the central answer with who gave it and when, and then nothing is due any more', async () => {
    await card.presses('Record central answer');
    await card.presses('Record it', {
      'What they said': 'No decision yet',
      'Who said so': 'Desk 4',
      'Heard on': daysAgo(0),
    });
    expect(card.sees().text).toContain('No decision yet, heard ');
    await card.presses('Record central answer');
    await card.presses('Record it', {
      'What they said': 'Their decision: yes',
      'Who said so': 'Desk 4',
      'Heard on': daysAgo(0),
    });
    expect(card.sees().text).toMatch(/Their decision: yes, trafficked, heard \d+ \w+ \d{4} from Desk 4/);
    expect(card.sees().text).not.toContain('Decision due by');
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('· Their decision: yes, trafficked'));
  });

  it('No card says that the bot sent the central referral, and the referrer reads nothing of it', () => {
    const all = [...world.teams.delivered(assessments.id), ...world.mo.thread(reference)].map(wordsOf).join('\n');
    expect(all).not.toMatch(/\bI (have )?sent\b|bot (has )?sent|was sent to/i);
    expect(allOf(world.jane.chat())).not.toMatch(/NRM-22|Desk 4|trafficked,|central/i);
  });
});

describe('a central decision that is awaited', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env });
  });
  afterAll(() => world.stop());

  const summariesFor = (person: Person, reference: string): string[] =>
    summariesIn(person === world.mo ? world.mo.thread(reference) : world.teams.delivered(assessments.id)).filter(
      (each) => each.startsWith(reference),
    );

  it('From day 20 the bot reminds the team to ask for a central decision, only in the Assessment team’s channel, and a late reminder says so', async () => {
    const { reference, card } = await assessedCase(world, 'Yes');
    await records(card, 'Record that it was sent', { Reference: 'NRM-1', 'Sent on': daysAgo(28) });
    const reminders = () =>
      summariesFor(world.sue, reference).filter((each) => each.includes('No central decision yet, due by '));
    await world.until(() => reminders().length === 1);
    const words = world.teams.delivered(assessments.id).map(wordsOf).join('\n');
    expect(words).toContain(
      'Please ask the authority, and record what they say. Late: this could not be said in time.',
    );
    expect(summariesFor(world.mo, reference).join()).not.toContain('No central decision');
    expect(allOf(world.jane.chat())).not.toContain('central');
  });

  it('A central decision is overdue on both cards after 30 days, until somebody records an answer', async () => {
    const { reference, card } = await assessedCase(world, 'Yes');
    await records(card, 'Record that it was sent', { Reference: 'NRM-1', 'Sent on': daysAgo(39) });
    await world.until(() =>
      summariesFor(world.sue, reference).some((each) => each.includes('OVERDUE: no central decision')),
    );
    await world.until(() =>
      assessmentCard(world.ivy, reference).sees().text.includes('OVERDUE: a decision was due by '),
    );
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('decision OVERDUE'));
    await card.presses('Record central answer');
    await card.presses('Record it', {
      'What they said': 'Their decision: no',
      'Who said so': 'Desk 4',
      'Heard on': daysAgo(0),
    });
    await world.until(() => !assessmentCard(world.ivy, reference).sees().text.includes('OVERDUE'));
  });
});

describe('the pathway of 2026', () => {
  let world: World;
  beforeAll(async () => {
    const bankHolidays = { lastYear: 2100, days: [] };
    world = await startWorld({
      env,
      pack: { extends: 'hertfordshire-2016', central: { pathway: '2026', bankHolidays } },
    });
  });
  afterAll(() => world.stop());

  it('In the pathway of 2026 the card shows by when the authority aims to answer on reasonable grounds and the first day for conclusive grounds, and the bot reminds the team if the first answer is late', async () => {
    const { reference, card } = await assessedCase(world, 'Yes');
    await records(card, 'Record that it was sent', { Reference: 'NRM-1', 'Sent on': daysAgo(14) });
    expect(card.sees().text).toMatch(/Reasonable grounds: aimed at by \d+ \w+ \d{4}/);
    expect(card.sees().text).toMatch(/Conclusive grounds: not before \d+ \w+ \d{4}\. No day is promised\./);
    expect(card.sees().text).not.toContain('due by');
    const reminders = () =>
      summariesIn(world.teams.delivered(assessments.id)).filter((each) =>
        each.startsWith(`${reference}: Reasonable grounds: no answer yet. Their aim was `),
      );
    await world.until(() => reminders().length === 1);
    await records(card, 'Record central answer', {
      'What they said': 'Reasonable grounds: yes',
      'Who said so': 'Desk 4',
      'Heard on': daysAgo(0),
    });
    expect(card.sees().text).toContain('Reasonable grounds: yes, heard ');
    expect(card.sees().text).not.toContain('aimed at by');
    await card.presses('Record central answer');
    await card.presses('Record it', {
      'What they said': 'Reasonable grounds: no',
      'Who said so': 'Desk 4',
      'Heard on': daysAgo(0),
    });
    expect(card.sees().buttons).toEqual(['Begin family assessment', 'Everything', 'More']);
  });
});
