import type { Filled } from '../fakes/filling-in.ts';
import type { CardActions } from './person.ts';
import { assessmentCard, caseCard, decides } from './walks.ts';
import type { World } from './world.ts';

/** `YYYY-MM-DD` in London, so many days before today. */
export function daysAgo(days: number): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date());
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Records one thing by a form under More. */
export async function records(card: CardActions, button: string, answers: Filled): Promise<void> {
  await card.presses('More', button, 'Record it', answers);
}

/** A manager passes a referral to the Assessment team, and Sue takes the case on. @returns its card in the team’s channel */
export async function passesToAssessment(world: World, reference: string): Promise<CardActions> {
  await world.until(() => caseCard(world.mo, reference).sees());
  await decides(world.mo, reference, { Decision: 'Concerns about trafficking' });
  await world.until(() => assessmentCard(world.sue, reference).sees());
  const card = assessmentCard(world.sue, reference);
  await card.presses('Take this case on');
  return card;
}

/** The Assessment team’s work from suspicion to reasonable grounds. */
export async function decidesGrounds(card: CardActions, grounds: 'Yes' | 'No'): Promise<void> {
  await records(card, 'Trafficking suspected?', { 'Does the team': 'Yes', Reasons: 'He took her passport.' });
  await card.presses('More', 'Begin specialist part');
  await records(card, 'Reasonable grounds?', { 'Reasonable grounds': grounds, Reasons: 'She was made to work.' });
}
