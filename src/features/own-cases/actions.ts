import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { myReferralsCard } from '../../views/my-referrals.ts';

const looked = 40; // deleted drafts among them are not shown

/** The author's own drafts and referrals. */
export async function myReferrals(sender: Sender, deps: BotDeps): Promise<Reply> {
  return say(myReferralsCard(await deps.cases.of(sender.id, looked), deps.pack));
}
