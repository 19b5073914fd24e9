import { type Reply, say } from '../../actions/reply.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Sender } from '../../teams/incoming.ts';
import { myReferralsCard } from './cards.ts';

const looked = 40; // deleted drafts among them are not shown

/** The author's own drafts and referrals. */
export async function myReferrals(sender: Sender, deps: BotDeps): Promise<Reply> {
  return say(myReferralsCard(await deps.cases.of(sender.id, looked), deps.pack));
}
