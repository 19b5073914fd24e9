import { profiles, referrals } from '../../fakes/people.ts';
import type { VisibleCard } from '../client.ts';
import { doesSomething, type Habit, type Life, minuteMs, press, words } from './life.ts';

/** The buttons that a manager presses in their own chat. */
const inChat: Habit[] = [
  { title: 'I am on it', likely: 0.75 },
  { title: 'The child is safe', likely: 0.25 }, // most are seen safe within hours, and the bot asks each half hour
  { title: 'Still on it', likely: 0.5 },
  { title: 'I need others', likely: 0.03 },
  { title: 'I stay on', likely: 0.4 },
  { title: 'Somebody takes over', likely: 0.2 },
  { title: 'I take over', likely: 0.5 },
  { title: 'I cannot', likely: 0.3 },
  { title: 'I got it', likely: 0.8 },
  { title: 'Show the words', likely: 0.8 },
  { title: 'I have read it', likely: 0.7 },
];

/** What they press on the form that a press opened. Whoever opens it mostly fills it in at once. */
const inForm: Habit[] = [
  { title: 'Record it', likely: 0.9 },
  { title: 'I have read it', likely: 0.9 }, // below the words
];

const onCard: Habit[] = [
  { title: 'Confirm decision', likely: 0.9 },
  { title: 'Send question', likely: 0.9 },
  { title: 'Send message', likely: 0.9 },
  { title: 'Take this referral', likely: 0.7 },
  { title: 'I have read it', likely: 0.6 },
  { title: 'Decide again', likely: 0.2 },
  { title: 'Ask the referrer', likely: 0.08 },
  { title: 'Tell the referrer', likely: 0.03 },
  { title: 'Record decision', likely: 0.25 },
  { title: 'I have told them', likely: 0.7 },
  { title: 'Everything', likely: 0.04 },
  { title: 'More', likely: 0.04 },
  { title: 'Seen', likely: 0.3 },
  { title: 'Back to the card', likely: 0.5 },
  { title: 'Cancel', likely: 0.1 },
];

/**
 * Plays a manager or practitioner, who looks at the channel while at work. Practitioners take cases but do not decide
 * them.
 */
export function manager(life: Life): void {
  const { world, client, chance } = life;
  const { colleague } = client;
  void (async () => {
    await client.says('hi');
    while (world.clock.ms() < life.until) {
      await world.clock.pause(chance.between(15, 100) * minuteMs);
      if (!world.staff.works(colleague, world.clock.ms())) continue;
      await changesDuty(life);
      await looksAtChannel(life);
    }
  })();
}

/** Now and then says that they are on or off duty; often they forget. */
async function changesDuty({ client, chance }: Life): Promise<void> {
  if (client.colleague.part !== 'manager' || !chance.happens(0.06)) return;
  await client.says(chance.of(['on duty', 'on duty until 18:00', 'off duty', 'on call']));
}

/** An alert arrives in somebody's own chat. If they hear it, they look there, and a manager perhaps at the channel. */
export async function rings(life: Life): Promise<void> {
  const { world, client, chance } = life;
  const { colleague } = client;
  const atWork = world.staff.works(colleague, world.clock.ms());
  if (!world.staff.hears(colleague, world.clock.ms()) || !(atWork || chance.happens(colleague.wakes))) return;
  await world.clock.pause(chance.between(0.2, 9) * minuteMs);
  for (const seen of client.chat().slice(-5).reverse()) {
    if (!(await doesSomething(life, [seen], inChat))) continue;
    const form = client.again(seen);
    if (form) await doesSomething(life, [form], inForm);
    break;
  }
  if (colleague.part === 'manager' && chance.happens(0.5)) await looksAtChannel(life);
}

async function looksAtChannel(life: Life): Promise<void> {
  const { client, chance } = life;
  for (const seen of cardsOfCases(life)) {
    if (!chance.happens(0.6)) continue;
    const decides = seen.buttons.includes('Record decision') && client.colleague.part === 'manager';
    if (!(await doesSomething(life, [seen], onCard))) continue;
    const form = client.again(seen);
    if (decides && form?.buttons.includes('Confirm decision')) await decide(life, form);
  }
}

async function decide(life: Life, form: VisibleCard): Promise<void> {
  const { world, chance } = life;
  await world.clock.pause(chance.between(0.5, 15) * minuteMs);
  await press(life, form, 'Confirm decision', {
    Decision: chance.of([
      'Concerns about trafficking',
      'Child protection',
      'Child in need',
      'Early help',
      'Other action',
    ]),
    'What action': words(life),
    Reasons: words(life),
    'Concern about trafficking': chance.of(['Yes', 'No', 'No', 'Cannot tell']),
    'What should the': words(life),
  });
}

/** The newest card of each of the six newest cases in the channel. */
function cardsOfCases({ client }: Life): VisibleCard[] {
  const cards = client.channel(referrals.id).filter(({ buttons }) => buttons.length > 0);
  return [...new Map(cards.map((seen) => [seen.posted.conversation, seen])).values()].reverse().slice(0, 6);
}

export const managers = [profiles.mo, profiles.ana, profiles.bea].map(({ objectId }) => objectId);
