import { Temporal } from 'temporal-polyfill';
import { LONDON } from '../../../src/base/time.ts';
import { headingsIn, textIn } from '../../fakes/card.ts';
import type { Filled } from '../../fakes/filling-in.ts';
import type { VisibleCard } from '../client.ts';
import type { Answer } from '../programs.ts';
import { hourMs, type Life, minuteMs, press, words } from './life.ts';

/** How urgent a referral is. */
export type Urgency = 'no' | 'danger' | 'leaves-sight';

/** Fills in a check and sends it, or gives up and rings. @returns whether the referrer saw the receipt */
export async function refer(life: Life, urgency: Urgency): Promise<boolean> {
  const { client, chance, world } = life;
  const opening = chance.of(['hi', 'start', 'start a check']);
  await client.says(opening);
  if (opening !== 'hi') await client.says('card');
  let draft = newestOf(client.chat());
  for (let step = 0, lost = 0; step < 40 && lost < 6; step += 1) {
    if (!draft) return false;
    const next = nextPress(draft, urgency, life);
    if (!next) return false;
    await world.clock.pause(chance.between(3, 90) * 1000);
    if (chance.happens(0.03)) await sleepsOnIt(life);
    const isSending = next.title === 'Submit referral';
    const answer = await press(life, draft, next.title, next.known);
    if (isSending && isReceipt(answer)) {
      world.count('referrals sent');
      if (urgency !== 'no') world.count('urgent referrals sent');
      return true;
    }
    if (answer.kind === 'card') lost = 0;
    else {
      lost += 1;
      await world.clock.pause(chance.between(5, 60) * 1000);
      if (lost > 1) draft = (await reopensDraft(life)) ?? draft;
    }
    draft = client.again(draft) ?? newestOf(client.chat());
  }
  world.count('referrers who gave up and rang');
  return false;
}

/** Leaves the check for hours, then comes back. */
async function sleepsOnIt({ world, chance }: Life): Promise<void> {
  world.count('checks left for hours');
  await world.clock.pause(chance.between(1, 9) * hourMs);
}

/** Opens the draft on a new card. */
async function reopensDraft(life: Life): Promise<VisibleCard | undefined> {
  const { client } = life;
  await client.says('card');
  return newestOf(client.chat());
}

const newestOf = (cards: VisibleCard[]): VisibleCard | undefined => cards.findLast(({ buttons }) => buttons.length > 0);

/** Whether an answer is the receipt of a sent referral. */
export const isReceipt = (answer: Answer): boolean =>
  answer.kind === 'card' &&
  /^HT-[0-9A-Z]{4}-[0-9A-Z]{3}$/.test(headingsIn(answer.card)[0] ?? '') &&
  textIn(answer.card).includes('Decision due by');

/** The next button to press. `known`: values for certain boxes; chance fills in the others. */
function nextPress(seen: VisibleCard, urgency: Urgency, life: Life): { title: string; known?: Filled } | undefined {
  const { buttons, heading } = seen;
  const has = (title: string) => buttons.includes(title);
  if (has('Submit referral')) return { title: 'Submit referral' };
  if (has('Yes, now')) return { title: urgency === 'danger' ? 'Yes, now' : life.chance.of(['No', 'No', 'Not known']) };
  if (heading.startsWith('The child and your worry') && has('Finish and send'))
    return { title: 'Finish and send', known: aboutChild(urgency, life) };
  if (has('Start a new one')) return { title: 'Start a new one' };
  if (has('Start a check')) return { title: 'Start a check' };
  if (heading.startsWith('Who is referring')) return { title: 'Continue', known: aboutMe(life) };
  if (has('They were not asked'))
    return { title: life.chance.of(['They were not asked', 'Not sure', 'There is nobody to ask']) };
  if (has('Continue')) return { title: 'Continue', known: { 'Could asking': 'Yes', 'Why?': words(life) } };
  const onward = buttons.find((title) => /^(Continue|Carry on|Go on|I have rung|Next)/.test(title));
  return onward === undefined ? undefined : { title: onward };
}

const aboutMe = (life: Life): Filled => ({
  Agency: life.chance.of(['Health', 'School', 'Police', 'Housing']),
  'Your name': life.client.colleague.profile.name,
  'Phone, for': '01632 960 014',
});

function aboutChild(urgency: Urgency, life: Life): Filled {
  const { world, chance } = life;
  const soon = world.clock.ms() + chance.between(20, 100) * minuteMs;
  return {
    'Child’s name': `Girl ${life.tracerWords.next(life.client.colleague.chat)}`,
    'What worries you': words(life),
    ...(urgency === 'leaves-sight' ? { 'When will they': clockOf(soon) } : {}),
  };
}

/** "at 16:40" in London time. */
function clockOf(at: number): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(LONDON);
  return `at ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
