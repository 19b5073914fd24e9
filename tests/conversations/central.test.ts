import { beforeAll, describe, expect, it } from '@jest/globals';
import { assessments } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { daysAgo, decidesGrounds, passesToAssessment, records } from './assessing.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { seesAssessment, seesCase } from './waiting.ts';
import { allOf, assessmentCard, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import type { World } from './world.ts';

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

/** The team records today’s answer of the authority. */
const hearsBack = (card: CardActions, said: string) =>
  card.presses('Record central answer', 'Record it', {
    'What they said': said,
    'Who said so': 'Desk 4',
    'Heard on': daysAgo(0),
  });

const world = aWorld({ env });
const { jane, mo, ivy, until, teams } = world;

describe('the central referral', () => {
  let reference: string;
  let card: CardActions;
  beforeAll(async () => {
    ({ reference, card } = await assessedCase(world, 'Yes'));
  });

  it('The central referral is not offered without reasonable grounds, and a copied button is refused', async () => {
    await card.presses('Prepare central referral');
    const copied = card.sees();
    await card.presses('Back to the card');
    const refused = await assessedCase(world, 'No');
    await refused.card.presses('More');
    expect(refused.card.sees().buttons.join()).not.toMatch(/central|sent/i);
    const json = JSON.parse(JSON.stringify(copied.json).replaceAll(reference, refused.reference));
    const answer = await world.sue.on({ ...copied, json }).presses('Record that it was sent');
    contains(answer.message, 'First press More, “Reasonable grounds?”');
  });

  it('The central referral is a text to copy, with the answers that the case holds, what is missing, and that nothing was sent', async () => {
    await card.presses('Prepare central referral');
    const { text, values, inputs } = card.sees();
    contains(
      text,
      'I send nothing. Copy the text and send it yourself.',
      'A child is not asked for consent. Each child has their own referral',
      '• When it happened',
    );
    expect(text).toMatch(/Still missing: \d+ answers[\s\S]*And \d+ more\. All of them stand at the end of the text\./);
    expect(text.match(/^• /gm)).toHaveLength(8);
    contains(
      Object.values(values).join('\n'),
      'Nothing was sent.',
      'Name of the child, and other names\n  Child: Girl Beryl',
      'Reasonable grounds, why: She was made to work.',
      'Still missing\n',
      '  - Nationality, or unknown',
    );
    expect(inputs.join()).not.toMatch(/consent|agree/i);
    await card.presses('Back to the card');
  });

  it('The Assessment team records that it sent the central referral, with its reference and day', async () => {
    await card.presses('Prepare central referral', 'Record that it was sent', 'Record it', { 'Sent on': '2031-01-01' });
    shows(card, 'Reference you were given: please fill this in.', 'Sent on: that day lies ahead.');
    await card.presses('Record it', { Reference: 'NRM-2210', 'Sent on': daysAgo(0) });
    shows(card, 'reference NRM-2210');
    expect(card.sees().text).toMatch(/Decision due by \d+ \w+ \d{4}/);
    await seesCase(mo, reference, 'Central referral: sent ');
    expect(receipt(jane, reference).sees().text).not.toMatch(/central/i);
  });

  it('A child has one central referral: of two people who correct it, the second is told who was first', async () => {
    const own = assessmentCard(ivy, reference);
    await own.presses('More', 'Correct what was sent');
    const stale = own.sees();
    await own.presses('Record it', { Reference: 'NRM-2211', 'Sent on': daysAgo(1) });
    shows(own, 'reference NRM-2211');
    await ivy.on(stale).presses('Record it', { Reference: 'NRM-9', 'Sent on': daysAgo(2) });
    shows(own, 'Ivy Cole recorded this meanwhile. Nothing of yours was recorded.');
    await own.presses('Cancel');
    shows(own, 'reference NRM-2211');
    doesNotShow(own, 'NRM-9');
  });

  it('The Assessment team records the central answer with who gave it and when, and then nothing is due any more', async () => {
    await hearsBack(card, 'No decision yet');
    shows(card, 'No decision yet, heard ');
    await hearsBack(card, 'Their decision: yes');
    expect(card.sees().text).toMatch(/Their decision: yes, trafficked, heard \d+ \w+ \d{4} from Desk 4/);
    doesNotShow(card, 'Decision due by');
    await seesCase(mo, reference, '· Their decision: yes, trafficked');
  });

  it('No card says that the bot sent the central referral, and the referrer reads nothing of it', () => {
    const all = [...world.teams.delivered(assessments.id), ...mo.thread(reference)];
    expect(all.map(wordsOf).join('\n')).not.toMatch(/\bI (have )?sent\b|bot (has )?sent|was sent to/i);
    expect(allOf(jane.chat())).not.toMatch(/NRM-22|Desk 4|trafficked,|central/i);
  });
});

// A central decision that is awaited

/** What the Assessment team’s channel was told of the case. */
const told = (reference: string) =>
  summariesIn(teams.delivered(assessments.id)).filter((each) => each.startsWith(reference));

it('From day 20 the bot reminds the team to ask for a central decision, only in the Assessment team’s channel, and a late reminder says so', async () => {
  const { reference, card } = await assessedCase(world, 'Yes');
  await records(card, 'Record that it was sent', { Reference: 'NRM-1', 'Sent on': daysAgo(28) });
  await until(() => told(reference).filter((each) => each.includes('No central decision yet, due by ')).length === 1);
  contains(
    allOf(teams.delivered(assessments.id)),
    'Please ask the authority, and record what they say. Late: this could not be said in time.',
  );
  lacks(allOf(mo.thread(reference)), 'No central decision');
  lacks(allOf(world.jane.chat()), 'central');
});

it('A central decision is overdue on both cards after 30 days, until somebody records an answer', async () => {
  const { reference, card } = await assessedCase(world, 'Yes');
  await records(card, 'Record that it was sent', { Reference: 'NRM-1', 'Sent on': daysAgo(39) });
  await until(() => told(reference).some((each) => each.includes('OVERDUE: no central decision')));
  await seesAssessment(ivy, reference, 'OVERDUE: a decision was due by ');
  await seesCase(mo, reference, 'decision OVERDUE');
  await hearsBack(card, 'Their decision: no');
  await until(() => !assessmentCard(ivy, reference).has('OVERDUE'));
});

describe('the pathway of 2026', () => {
  const bankHolidays = { lastYear: 2100, days: [] };
  const world = aWorld({
    env,
    pack: { extends: 'hertfordshire-2016', central: { pathway: '2026', bankHolidays } },
  });

  it('In the pathway of 2026 the card shows by when the authority aims to answer on reasonable grounds and the first day for conclusive grounds, and the bot reminds the team if the first answer is late', async () => {
    const { reference, card } = await assessedCase(world, 'Yes');
    await records(card, 'Record that it was sent', { Reference: 'NRM-1', 'Sent on': daysAgo(14) });
    expect(card.sees().text).toMatch(/Reasonable grounds: aimed at by \d+ \w+ \d{4}/);
    expect(card.sees().text).toMatch(/Conclusive grounds: not before \d+ \w+ \d{4}\. No day is promised\./);
    doesNotShow(card, 'due by');
    const reminder = `${reference}: Reasonable grounds: no answer yet. Their aim was `;
    await world.until(() => allOf(world.teams.delivered(assessments.id)).includes(reminder));
    await card.presses('More');
    await hearsBack(card, 'Reasonable grounds: yes');
    shows(card, 'Reasonable grounds: yes, heard ');
    doesNotShow(card, 'aimed at by');
    await hearsBack(card, 'Reasonable grounds: no');
    expect(card.sees().buttons).toEqual(['The rest of this card', 'Begin family assessment', 'Everything', 'More']);
  });
});
