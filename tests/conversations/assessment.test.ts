import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assessments, referrals } from '../fakes/people.ts';
import {
  allOf,
  assessmentCard,
  cardSaying,
  caseCard,
  decides,
  inChat,
  receipt,
  refers,
  summariesIn,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const env = { ASSESSMENT_CHANNEL_ID: assessments.id };
const passOn = { Decision: 'Concerns about trafficking', 'What action': 'The Assessment team sees her today.' };
const takenOn = 'The Assessment team has taken the case on';

describe('a case that the MASH passes on', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ env });
    reference = await refers(world.jane, { child: { 'Child’s name': 'Girl Beryl', 'What worries you': 'Burn Onyx.' } });
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  const inAssessment = () => world.teams.delivered(assessments.id);

  it('The Assessment team’s channel has nothing of a case before the MASH passes it on', () => {
    expect(inAssessment()).toEqual([]);
    expect(caseCard(world.mo, reference).sees().text).not.toContain('Assessment team');
  });

  it('A case that the MASH passes on comes into the Assessment team’s channel as a card, and the MASH’s card says so', async () => {
    const { mo, sue } = world;
    await decides(mo, reference, passOn);
    const { text, buttons } = await world.until(() => assessmentCard(sue, reference).sees());
    expect(text).toMatch(/Passed on \d\d:\d\d, \w+ \d+ \w+\nBy Mo Hussain, MASH manager/);
    expect(text).toContain('Nobody has taken it on yet');
    expect(text).toContain('The Assessment team sees her today.');
    expect(text).toContain('Girl Beryl');
    expect(text).toContain('CARER NOT TOLD');
    expect(text).toContain('Never write where the child is placed');
    expect(buttons).toEqual(['Take this case on', 'Everything']);
    await world.until(() => caseCard(mo, reference).sees().text.includes('in their channel, not taken on yet'));
    expect(inAssessment()).toHaveLength(1);
  });

  it('A MASH manager outside the Assessment team’s channel can neither take the case on nor read it there', async () => {
    const card = assessmentCard(world.sue, reference).sees();
    for (const button of ['Take this case on', 'Everything']) {
      const answer = await world.mo.on(card).presses(button);
      expect(answer.card).toBeUndefined();
      expect(answer.message).toBe('Only members of this channel can do that. Guests cannot.');
    }
    expect(receipt(world.jane, reference).sees().text).not.toContain(takenOn);
  });

  it('Neither a guest of the Assessment team’s channel nor the referrer can take the case on', async () => {
    const card = assessmentCard(world.sue, reference).sees();
    for (const who of [world.gus, world.jane, world.dee]) {
      const answer = await who.on(card).presses('Take this case on');
      expect(answer.message).toBe('Only members of this channel can do that. Guests cannot.');
    }
    expect(assessmentCard(world.sue, reference).sees().text).toContain('Nobody has taken it on yet');
  });

  it('When the Assessment team takes a case on, the MASH reads who did, and the referrer only that somebody did', async () => {
    const { sue, mo, jane } = world;
    await assessmentCard(sue, reference).presses('Take this case on');
    expect(assessmentCard(sue, reference).sees().text).toContain('Taken on by Sue Marsh');
    await world.until(() => receipt(jane, reference).sees().text.includes(takenOn));
    await world.until(() => caseCard(mo, reference).sees().text.includes('Assessment team: taken on by Sue Marsh'));
    expect(allOf(jane.chat())).not.toContain('Sue Marsh');
  });

  it('Of two members of the Assessment team who take a case on, the second is told who was first', async () => {
    const other = await refers(world.jane);
    await world.until(() => caseCard(world.mo, other).sees());
    await decides(world.mo, other, passOn);
    await world.until(() => assessmentCard(world.sue, other).sees());
    const stale = assessmentCard(world.ivy, other).sees();
    await assessmentCard(world.sue, other).presses('Take this case on');
    await world.ivy.on(stale).presses('Take this case on');
    expect(assessmentCard(world.ivy, other).sees().text).toContain('Sue Marsh has taken this case on already.');
  });

  it('The Assessment team records each step: begun, done, suspicion, specialist part, reasonable grounds', async () => {
    const { sue, ivy } = world;
    const card = assessmentCard(sue, reference);
    await card.presses('Begin family assessment');
    expect(card.sees().text).toMatch(/Begun by Sue Marsh, .*, 0 days so far \(on \d+ \w+ \d{4}\)/);
    await card.presses('More');
    expect(card.sees().buttons).not.toContain('Begin specialist part');
    expect(card.sees().buttons).not.toContain('Prepare central referral');
    await card.presses('Family assessment done');
    await card.presses('Record it', { 'Level of need': 'High: alone here.' });
    expect(card.sees().text).toContain('Services and support the child needs: please fill this in.');
    expect(card.sees().text).toContain('Is it clear how they came to the UK: please choose one.');
    expect(Object.values(card.sees().values)).toContain('High: alone here.');
    await card.presses('Record it', { Services: 'A school place.', 'Is it clear': 'No' });
    expect(card.sees().text).toMatch(/Done by Sue Marsh, .*, took less than a day/);
    expect(card.sees().text).toContain('Plan to protect the child\nNot yet');
    await card.presses('More');
    await card.presses('Trafficking suspected?');
    await card.presses('Record it', { 'Does the team': 'Yes', Reasons: 'He took her passport.' });
    await card.presses('More');
    await card.presses('Begin specialist part');
    await card.presses('More');
    await card.presses('Reasonable grounds?');
    await card.presses('Record it', { 'Reasonable grounds': 'Yes', Reasons: 'She was made to work.' });
    expect(card.sees().text).toContain('Suspected by the team: yes\nHe took her passport.');
    expect(card.sees().text).toContain('Reasonable grounds: yes\nShe was made to work.');
    await world.until(() => assessmentCard(ivy, reference).sees().text.includes('She was made to work.'));
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('Reasonable grounds: yes, '));
  });

  it('The Assessment team records the child’s services, social worker and plan, and who gives which help by when', async () => {
    const card = assessmentCard(world.ivy, reference);
    await card.presses('More');
    await card.presses('Service and plan');
    await card.presses('Record it', {
      Service: 'Looked after',
      'Social worker': 'Ada Bright',
      'Date of the plan': '2026-13-01',
    });
    expect(card.sees().text).toContain('Date of the plan: please choose a day.');
    const today = new Date().toISOString().slice(0, 10);
    await card.presses('Record it', { 'Date of the plan': today });
    expect(card.sees().text).toContain('Looked after by the council\nAda Bright, plan: ');
    for (const [what, who] of [
      ['Help from CAMHS', 'Dr Moss'],
      ['Return home', 'Ada Bright'],
    ] as const) {
      await card.presses('More');
      await card.presses('Help and support');
      await card.presses('Record it', { What: what, 'Who sees': who, 'By when': today });
    }
    expect(card.sees().text).toContain('Help from CAMHS (mental health)\nDr Moss, by ');
    expect(card.sees().text).toContain('Return home\nAda Bright, by ');
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('· Looked after by the council'));
  });

  it('No form of the Assessment team asks for the address of a placement', async () => {
    const card = assessmentCard(world.sue, reference);
    const labels: string[] = [];
    for (const form of [
      'Family assessment done',
      'Trafficking suspected?',
      'Service and plan',
      'Help and support',
      'Police notes',
    ]) {
      await card.presses('More');
      await card.presses(form);
      expect(card.sees().text).toContain(
        'Never write where the child is placed: I do not ask it, and must not hold it.',
      );
      labels.push(...card.sees().inputs);
      await card.presses('Cancel');
    }
    expect(labels.length).toBeGreaterThan(10);
    expect(labels.join()).not.toMatch(/address|where|placement|carer/i);
  });

  it('Only the Assessment team’s channel can open a note for the police, which has a card of its own', async () => {
    const { sue, ivy, mo, jane } = world;
    const card = assessmentCard(sue, reference);
    await card.presses('More');
    await card.presses('Police notes');
    expect(card.sees().text).toContain('No note yet.');
    await card.presses('Record it', { 'New note': 'Silver van, Flint Street.' });
    expect(card.sees().text).not.toContain('Flint Street');
    await card.presses('Everything');
    expect(card.sees().text).not.toContain('Flint Street');
    const own = assessmentCard(ivy, reference);
    await own.presses('More');
    const menu = own.sees();
    await own.presses('Police notes (1)');
    expect(own.sees().text).toContain('Silver van, Flint Street.');
    const refused = await mo.on(menu).presses('Police notes (1)');
    expect(refused.card).toBeUndefined();
    await world.until(() => summariesIn(inAssessment()).includes(`${reference}: A note was added`));
    expect(allOf(inAssessment())).not.toContain('Flint Street');
    expect(allOf(mo.thread(reference))).not.toContain('Flint Street');
    expect(allOf(jane.chat())).not.toContain('Flint Street');
    await caseCard(mo, reference).presses('Everything');
    expect(caseCard(mo, reference).sees().text).not.toContain('Flint Street');
    await caseCard(mo, reference).presses('Back to the card');
    expect(world.log.join('\n')).not.toContain('Flint Street');
  });

  it('The Assessment team can read the whole case page by page, and the log says who read it', async () => {
    const card = assessmentCard(world.sue, reference);
    // the test before left it open
    if (card.sees().buttons.includes('Back to the card')) await card.presses('Back to the card');
    await card.presses('Everything');
    let text = '';
    for (let at = 0; at < 20; at += 1) {
      text += card.sees().text;
      if (!card.sees().buttons.includes('Next page')) break;
      await card.presses('Next page');
    }
    for (const words of ['Burn Onyx.', 'He may be involved.', 'High: alone here.', 'She was made to work.', 'Dr Moss'])
      expect(text).toContain(words);
    await card.presses('Back to the card');
    const reads = world.log.filter((line) => line.includes('case.Read') && line.includes(world.sue.profile.objectId));
    expect(reads.length).toBeGreaterThan(0);
  });

  it('The Assessment team’s card shows news: an addition, a missing child, a claim to be family', async () => {
    const { jane, sue } = world;
    await jane.says(`add ${reference}: A man waits outside.`);
    await world.until(() => assessmentCard(sue, reference).sees().text.includes('A man waits outside.'));
    await jane.says(`missing ${reference}: not yet`);
    await world.until(() => assessmentCard(sue, reference).sees().text.includes('CHILD MISSING'));
    const mash = caseCard(world.mo, reference);
    await mash.presses('More');
    await mash.presses('Claims to be family');
    await mash.presses('Record it', { 'In your words': 'A man says he is her uncle Opal.' });
    const alarmed = () => assessmentCard(sue, reference).sees().text;
    await world.until(() => alarmed().includes('SOMEBODY CLAIMS TO BE FAMILY'));
    expect(alarmed()).toContain(
      'Do not hand over. Do not disclose.\nLook into them first.\nA man says he is her uncle Opal.',
    );
  });

  it('The referrer reads one line about the Assessment team, and nothing that it found', () => {
    const all = allOf(world.jane.chat());
    for (const words of ['alone here', 'made to work', 'passport', 'CAMHS', 'Ada Bright', 'Reasonable', 'looked after'])
      expect(all).not.toContain(words);
    expect(receipt(world.jane, reference).sees().text.split(takenOn)).toHaveLength(2);
  });

  it('No notification from the Assessment team’s channel shows a fact of the case', () => {
    const summaries = summariesIn(inAssessment()).join('\n');
    expect(summaries).not.toMatch(/Beryl|Onyx|Jane|Sue|yes|CAMHS|traffick|looked/i);
    for (const summary of summariesIn(inAssessment())) expect(summary).toMatch(/HT-/);
  });

  it('The Assessment team gets a new card when Teams has lost the old one', async () => {
    const cards = () => inAssessment().filter((message) => wordsOf(message).includes('Passed on '));
    const before = cards().length;
    world.teams.faults.add({
      match: ({ method, path }) => method === 'PUT' && path.includes(assessments.id),
      times: 3, // the bot takes a single 404 for a passing fault
      trouble: { status: 404 },
    });
    await world.jane.says(`add ${reference}: He is back.`);
    await world.until(() => cards().length > before && wordsOf(cards().at(-1) ?? {}).includes('He is back.'));
  });

  it('A button copied from the Assessment team’s channel does nothing in the MASH channel or a 1:1 chat', async () => {
    const { sue, pat, jane } = world;
    const card = assessmentCard(sue, reference);
    await card.presses('More');
    const copied = card.sees();
    const inMash = { ...copied, conversationId: caseCard(pat, reference).sees().conversationId };
    const answer = await pat.on(inMash).presses('Police notes (1)');
    expect(answer.card).toBeUndefined();
    expect(answer.message).toBe('That is done in the Assessment team’s channel, by its members.');
    const own = await jane.on({ ...copied, conversationId: jane.chatId }).presses('Police notes (1)');
    expect(JSON.stringify(own)).not.toContain('Flint Street');
    await card.presses('Back to the card');
  });

  it('A button copied from the MASH’s card does nothing in the Assessment team’s channel', async () => {
    const { sue, mo } = world;
    const mashCard = caseCard(mo, reference).sees();
    const there = { ...mashCard, conversationId: assessmentCard(sue, reference).sees().conversationId };
    for (const button of ['Everything', 'Ask the referrer']) {
      const answer = await sue.on(there).presses(button);
      expect(answer.card).toBeUndefined();
    }
    expect(mashCard.conversationId.startsWith(referrals.id)).toBe(true);
  });

  it('A corrected decision takes the case from the Assessment team, whose card then shows nothing of it', async () => {
    const { mo, sue } = world;
    const stale = assessmentCard(sue, reference).sees();
    const card = caseCard(mo, reference);
    await card.presses('More');
    await card.presses('Correct the decision');
    await card.presses('Confirm correction', {
      Decision: 'Other action',
      'What action': 'A visit.',
      Reasons: 'A mistake.',
    });
    const last = () =>
      wordsOf(
        inAssessment()
          .filter((message) => wordsOf(message).startsWith(reference))
          .at(-1) ?? {},
      );
    await world.until(() => allOf(inAssessment()).includes('This case is not with your team any more.'));
    expect(last()).not.toContain('Beryl');
    const answer = await sue.on(stale).presses('Everything');
    expect(answer.message).toContain('This case is not with your team');
    await world.until(() => caseCard(mo, reference).sees().text.includes('No longer with the Assessment team'));
  });
});

describe('a concern about trafficking', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env });
  });
  afterAll(() => world.stop());

  async function sendsReferral(): Promise<string> {
    const reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    return reference;
  }

  async function corrects(reference: string, what: Parameters<typeof decides>[2]): Promise<void> {
    const card = caseCard(world.mo, reference);
    await card.presses('More');
    await card.presses('Correct the decision');
    await card.presses('Confirm correction', what);
  }

  const untilPassedOn = (reference: string) => world.until(() => assessmentCard(world.sue, reference).sees());
  const teamText = () => world.teams.delivered(assessments.id).map(wordsOf).join('\n');

  it.each([
    ['Child in need', 'Yes'],
    ['Act at once', 'Cannot tell'],
  ])(
    'A concern about trafficking goes to the Assessment team, whatever else was decided: “%s”, concern “%s”',
    async (decision, concern) => {
      const reference = await sendsReferral();
      await decides(world.mo, reference, { Decision: decision, 'Concern about trafficking': concern });
      const { text } = await untilPassedOn(reference);
      expect(text).toContain(`Concern about trafficking\n${concern}`);
      await world.until(() => caseCard(world.mo, reference).sees().text.includes('in their channel, not taken on yet'));
    },
  );

  it('A case stays with the Assessment team when a later correction says no concern, and a line tells the team', async () => {
    const reference = await sendsReferral();
    await decides(world.mo, reference, { 'Concern about trafficking': 'Yes' });
    await untilPassedOn(reference);
    await corrects(reference, { 'Concern about trafficking': 'No', Reasons: 'Her aunt came.' });
    await world.until(() => teamText().includes('The case stays with the Assessment team.'));
    expect(assessmentCard(world.sue, reference).sees().buttons).toContain('Take this case on');
    await assessmentCard(world.sue, reference).presses('Take this case on');
    expect(assessmentCard(world.sue, reference).sees().text).toContain('Taken on by Sue Marsh');
  });

  it('A correction that adds a concern passes the case on, and a decision without a concern does not', async () => {
    const reference = await sendsReferral();
    await decides(world.mo, reference, { 'Concern about trafficking': 'No' });
    await world.until(() => caseCard(world.mo, reference).sees().text.includes('DECIDED'));
    expect(teamText()).not.toContain(reference);
    await corrects(reference, { 'Concern about trafficking': 'Yes' });
    await untilPassedOn(reference);
  });
});

describe('without a channel of the Assessment team', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('Without an Assessment channel a case that is passed on stays in the MASH channel, and its card says whom to ring', async () => {
    const reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    await decides(world.mo, reference, passOn);
    await world.until(() => inChat(world.jane, 'The MASH has decided').sees());
    const { text } = await world.until(() => cardSaying(caseCard(world.mo, reference).sees(), 'DECIDED'));
    expect(text).toContain('I have NOT told the Assessment team. Please do it yourself.');
    expect(text).toMatch(/Ring Children’s Services .* now and ask for the Assessment team:\n0300 123 4043\n/);
    expect(text).toContain(`Give the reference ${reference}.`);
    expect(world.teams.delivered(assessments.id)).toEqual([]);
  });

  it('Without an Assessment channel the card also says whom to ring when a concern about trafficking comes with another decision', async () => {
    const reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
    await decides(world.mo, reference, { 'Concern about trafficking': 'Cannot tell' });
    await world.until(() =>
      caseCard(world.mo, reference).sees().text.includes('There is a concern about trafficking. Ring Children’s'),
    );
  });
});

describe('an Assessment channel that does not take the card', () => {
  let world: World;
  const later = async () => {
    await world.pass(2); // until the next try
  };
  beforeAll(async () => {
    world = await startWorld({ clockStands: true, env });
  });
  afterAll(() => world.stop());

  it('The MASH soon hears that the Assessment channel did not take the card, and hears again when it has', async () => {
    const { mo, jane, sue, teams } = world;
    const reference = await refers(jane);
    await world.until(() => caseCard(mo, reference).sees());
    teams.faults.add({
      match: ({ method, body }) => method === 'POST' && JSON.stringify(body ?? '').includes(`"${assessments.id}"`),
      times: 4,
      trouble: { status: 403 },
    });
    await decides(mo, reference, passOn);
    const title = `${reference}: NOT with the Assessment team yet`;
    await world.until(() => later().then(() => summariesIn(mo.thread(reference)).includes(title)));
    await world.until(() => caseCard(mo, reference).sees().text.includes('Please tell them yourself.'));
    await world.until(() => later().then(() => assessmentCard(sue, reference).sees()), 30_000);
    await world.until(() => caseCard(mo, reference).sees().text.includes('in their channel, not taken on yet'));
  });
});
