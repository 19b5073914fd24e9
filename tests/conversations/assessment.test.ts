import { beforeAll, describe, expect, it } from '@jest/globals';
import { assessments } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { daysAgo, decidesGrounds, records } from './assessing.ts';
import { contains, doesNotShow, inBoxes, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { hears, linesOf, seesAssessment, seesCase, seesReceipt } from './waiting.ts';
import {
  allOf,
  arrives,
  assessmentCard,
  caseCard,
  corrects,
  decides,
  opens,
  receipt,
  summariesIn,
  wordsOf,
} from './walks.ts';

const env = { ASSESSMENT_CHANNEL_ID: assessments.id };
const passOn = { Decision: 'Concerns about trafficking', 'What action': 'The Assessment team sees her today.' };
const takenOn = 'The Assessment team has taken the case on';

const world = aWorld({ env });
const { jane, mo, sue, ivy, until, teams } = world;

describe('a case that the MASH passes on', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane, {
      child: { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' },
    });
  });

  const inAssessment = () => teams.delivered(assessments.id);
  const sees = (person: Person, ...words: string[]) => seesAssessment(person, reference, ...words);

  it('The Assessment team’s channel has nothing of a case before the MASH passes it on', () => {
    expect(inAssessment()).toEqual([]);
    doesNotShow(caseCard(mo, reference), 'Assessment team');
  });

  it('A case that the MASH passes on comes into the Assessment team’s channel as a card, and the MASH’s card says so', async () => {
    await decides(mo, reference, passOn);
    const { text, buttons } = await sees(sue, 'Nobody has taken it on yet');
    expect(text).toMatch(/Passed on \d\d:\d\d, \w+ \d+ \w+\nBy Mo Hussain, MASH manager/);
    contains(
      text,
      'The Assessment team sees her today.',
      'Girl Beryl',
      'NOT KNOWN IF THE CARER KNOWS',
      'Never write where the child is placed',
    );
    expect(buttons).toEqual(['Take this case on', 'Everything']);
    await seesCase(mo, reference, 'in their channel, not taken on yet');
    expect(inAssessment()).toHaveLength(1);
  });

  it('When the Assessment team takes a case on, the MASH reads who did, and the referrer only that somebody did', async () => {
    await assessmentCard(sue, reference).presses('Take this case on');
    shows(assessmentCard(sue, reference), 'Taken on by Sue Marsh');
    await seesReceipt(jane, reference, takenOn);
    await seesCase(mo, reference, 'Assessment team: taken on by Sue Marsh');
    lacks(allOf(jane.chat()), 'Sue Marsh');
  });

  it('The Assessment team records each step: begun, done, suspicion, specialist part, reasonable grounds', async () => {
    const card = assessmentCard(sue, reference);
    await card.presses('Begin family assessment');
    expect(card.sees().text).toMatch(/Begun by Sue Marsh, .*, 0 days so far \(on \d+ \w+ \d{4}\)/);
    await card.presses('More');
    lacks(card.sees().buttons, 'Begin specialist part', 'Prepare central referral');
    await card.presses('Family assessment done', 'Record it', { 'Level of need': 'High: alone here.' });
    shows(
      card,
      'Services and support the child needs: please fill this in.',
      'Is it clear how they came to the UK: please choose one.',
    );
    contains(inBoxes(card), 'High: alone here.');
    await card.presses('Record it', { Services: 'A school place.', 'Is it clear': 'No' });
    expect(card.sees().text).toMatch(/Done by Sue Marsh, .*, took less than a day/);
    shows(card, 'Plan to protect the child\nNot yet');
    await decidesGrounds(card, 'Yes');
    shows(card, 'Suspected by the team: yes\nHe took her passport.', 'Reasonable grounds: yes\nShe was made to work.');
    await sees(ivy, 'She was made to work.');
    await seesCase(mo, reference, 'Reasonable grounds: yes, ');
  });

  it('The Assessment team records the child’s services, social worker and plan, and who gives which help by when', async () => {
    const card = assessmentCard(ivy, reference);
    await card.presses('More', 'Service and plan', 'Record it', {
      Service: 'Looked after',
      'Social worker': 'Ada Bright',
      'Date of the plan': '2026-13-01',
    });
    shows(card, 'Date of the plan: please choose a day.');
    const today = daysAgo(0);
    await card.presses('Record it', { 'Date of the plan': today });
    shows(card, 'Looked after by the council\nAda Bright, plan: ');
    await records(card, 'Help and support', { What: 'Help from CAMHS', 'Who sees': 'Dr Moss', 'By when': today });
    await records(card, 'Help and support', { What: 'Return home', 'Who sees': 'Ada Bright', 'By when': today });
    shows(card, 'Help from CAMHS (mental health)\nDr Moss, by ', 'Return home\nAda Bright, by ');
    await seesCase(mo, reference, '· Looked after by the council');
  });

  it('No form of the Assessment team asks for the address of a placement', async () => {
    const card = assessmentCard(sue, reference);
    const labels: string[] = [];
    for (const form of [
      'Family assessment done',
      'Trafficking suspected?',
      'Service and plan',
      'Help and support',
      'Police notes',
    ]) {
      await card.presses('More', form);
      shows(card, 'Never write where the child is placed: I do not ask it, and must not hold it.');
      labels.push(...card.sees().inputs);
      await card.presses('Cancel');
    }
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.join()).not.toMatch(/address|where|placement|carer/i);
  });

  it('Only the Assessment team’s channel can open a note for the police, which has a card of its own', async () => {
    const card = assessmentCard(sue, reference);
    await card.presses('More', 'Police notes');
    shows(card, 'No note yet.');
    await card.presses('Record it', { 'New note': 'Silver van, Flint Street.' });
    doesNotShow(card, 'Flint Street');
    await card.presses('Everything');
    doesNotShow(card, 'Flint Street');
    await card.presses('Back to the card');
    const own = assessmentCard(ivy, reference);
    await own.presses('More');
    const menu = own.sees();
    await own.presses('Police notes (1)');
    shows(own, 'Silver van, Flint Street.');
    const refused = await mo.on(menu).presses('Police notes (1)');
    expect(refused.card).toBeUndefined();
    await until(() => summariesIn(inAssessment()).includes(`${reference}: A note was added`));
    const mash = await opens(mo, reference, 'Everything');
    lacks(allOf([...inAssessment(), ...mo.thread(reference), ...jane.chat(), mash.sees(), world.log]), 'Flint Street');
    await mash.presses('Back to the card');
  });

  it('The Assessment team can read the whole case page by page, and the log says who read it', async () => {
    const card = assessmentCard(sue, reference);
    await card.presses('Everything');
    let text = '';
    for (let at = 0; at < 20; at += 1) {
      text += card.sees().text;
      if (!card.sees().buttons.includes('Next page')) break;
      await card.presses('Next page');
    }
    contains(text, 'Burn Onyx.', 'He may be involved.', 'High: alone here.', 'She was made to work.', 'Dr Moss');
    await card.presses('Back to the card');
    const reads = world.log.filter((line) => line.includes('case.Read') && line.includes(sue.profile.objectId));
    expect(reads.length).toBeGreaterThan(0);
  });

  it('The Assessment team’s card shows news: an addition, a missing child, a claim to be family', async () => {
    await jane.says(`add ${reference}: A man waits outside.`);
    await sees(sue, 'A man waits outside.');
    await jane.says(`missing ${reference}: not yet`);
    await sees(sue, 'CHILD MISSING');
    await records(caseCard(mo, reference), 'Claims to be family', {
      'In your words': 'A man says he is her uncle Opal.',
    });
    await sees(
      sue,
      'SOMEBODY CLAIMS TO BE FAMILY',
      'Do not hand over. Do not disclose.\nLook into them first.',
      'Look into them first.\nA man says he is her uncle Opal.',
    );
  });

  it('The referrer reads one line about the Assessment team, and nothing that it found', () => {
    const all = allOf(jane.chat());
    lacks(all, 'alone here', 'made to work', 'passport', 'CAMHS', 'Ada Bright', 'Reasonable', 'looked after');
    expect(receipt(jane, reference).sees().text.split(takenOn)).toHaveLength(2);
  });

  it('No notification from the Assessment team’s channel shows a fact of the case', () => {
    for (const summary of summariesIn(inAssessment())) {
      expect(summary).not.toMatch(/Beryl|Onyx|Jane|Sue|yes|CAMHS|traffick|looked/i);
      contains(summary, 'HT-');
    }
  });

  it('The Assessment team gets a new card when Teams has lost the old one', async () => {
    const cards = () => inAssessment().filter((message) => wordsOf(message).includes('Passed on '));
    const before = cards().length;
    teams.faults.add({
      match: ({ method, path }) => method === 'PUT' && path.includes(assessments.id),
      times: 3, // the bot takes a single 404 for a passing fault
      trouble: { status: 404 },
    });
    await jane.says(`add ${reference}: He is back.`);
    await until(() => cards().length > before && wordsOf(cards().at(-1) ?? {}).includes('He is back.'));
  });

  it('A corrected decision takes the case from the Assessment team, whose card then shows nothing of it', async () => {
    const stale = assessmentCard(sue, reference).sees();
    await corrects(mo, reference, { Decision: 'Other action', 'What action': 'A visit.', Reasons: 'A mistake.' });
    const last = () =>
      wordsOf(
        inAssessment()
          .filter((message) => wordsOf(message).startsWith(reference))
          .at(-1) ?? {},
      );
    await until(() => allOf(inAssessment()).includes('This case is not with your team any more.'));
    lacks(last(), 'Beryl');
    const answer = await sue.on(stale).presses('Everything');
    contains(answer.message, 'This case is not with your team');
    await seesCase(mo, reference, 'No longer with the Assessment team');
  });
});

// A concern about trafficking

it.each([
  ['Child in need', 'Yes'],
  ['Act at once', 'Cannot tell'],
])(
  'A concern about trafficking goes to the Assessment team, whatever else was decided: “%s”, concern “%s”',
  async (decision, concern) => {
    const reference = await arrives(world, jane);
    await decides(mo, reference, { Decision: decision, 'Concern about trafficking': concern });
    await seesAssessment(sue, reference, `Concern about trafficking\n${concern}`);
    await seesCase(mo, reference, 'in their channel, not taken on yet');
  },
);

it('A correction that adds a concern passes the case on, and a decision without a concern does not', async () => {
  const reference = await arrives(world, jane);
  await decides(mo, reference, { 'Concern about trafficking': 'No' });
  await seesCase(mo, reference, 'DECIDED');
  lacks(allOf(world.teams.delivered(assessments.id)), reference);
  await corrects(mo, reference, { 'Concern about trafficking': 'Yes' });
  await seesAssessment(sue, reference);
});

describe('without a channel of the Assessment team', () => {
  const world = aWorld();
  const { jane, mo } = world;

  it('Without an Assessment channel a case that is passed on stays in the MASH channel, and its card says whom to ring', async () => {
    const reference = await arrives(world, jane);
    await decides(mo, reference, passOn);
    await hears(jane, 'The MASH has decided');
    const { text } = await seesCase(
      mo,
      reference,
      'I have NOT told the Assessment team. Please do it yourself.',
      `Give the reference ${reference}.`,
    );
    expect(text).toMatch(/Ring Children’s Services .* now\. Ask for the Assessment team:\n0300 123 4043\n/);
    expect(world.teams.delivered(assessments.id)).toEqual([]);
  });

  it('Without an Assessment channel the card also says whom to ring when a concern about trafficking comes with another decision', async () => {
    const reference = await arrives(world, jane);
    await decides(mo, reference, { 'Concern about trafficking': 'Cannot tell' });
    await seesCase(mo, reference, 'There is a concern about trafficking. Ring Children’s');
  });
});

describe('an Assessment channel that does not take the card', () => {
  const world = aWorld({ clockStands: true, env });
  const { jane, mo, sue, until, teams } = world;
  const later = async () => {
    await world.pass(2); // until the next try
  };

  it('The MASH soon hears that the Assessment channel did not take the card, and hears again when it has', async () => {
    const reference = await arrives(world, jane);
    teams.faults.add({
      match: ({ method, body }) => method === 'POST' && JSON.stringify(body ?? '').includes(`"${assessments.id}"`),
      times: 4,
      trouble: { status: 403 },
    });
    await decides(mo, reference, passOn);
    await until(() => later().then(() => linesOf(mo, reference, 'NOT with the Assessment team yet').length > 0));
    await seesCase(mo, reference, 'Please tell them yourself.');
    await until(() => later().then(() => assessmentCard(sue, reference).sees()), 30_000);
    await seesCase(mo, reference, 'in their channel, not taken on yet');
  });
});
