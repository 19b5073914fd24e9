import { myReferralsCard } from '../cards/my-referrals.ts';
import type { BotDeps } from './deps.ts';
import type { Sender } from './incoming.ts';
import { type Reply, say } from './reply.ts';

const looked = 40; // deleted drafts among them are not shown

/** The author's own drafts and referrals. */
export async function myReferrals(sender: Sender, deps: BotDeps): Promise<Reply> {
  return say(myReferralsCard(await deps.cases.of(sender.id, looked), deps.pack));
}
