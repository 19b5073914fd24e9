import type { Services, Shows } from '../actions/context.ts';
import type { Sender } from '../actions/place.ts';
import { staff } from '../actions/staff.ts';
import type { Surface } from '../actions/surface.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { erasedIn } from '../features/retention/state.ts';
import { welcomeCard } from '../features/welcome/cards.ts';

/** A person's own chat: they see and do what is theirs, and nothing of anybody else. No action of the MASH exists here. */
export function ownChat(sender: Sender, shows: Shows, { pack, people }: Pick<Services, 'pack' | 'people'>): Surface {
  const [notYours = { text: '' }] = shows.notYours();
  return {
    where: 'chat',
    whoPresses: async () => staff(sender),
    gate(record, by) {
      if (record.author !== sender.id || record.training) return { instead: notYours };
      if (erasedIn(record.events)) return { instead: shows.whereItStands(record).at(-1) ?? notYours };
      const referral = submittedIn(referralOf(record.events));
      if (!referral) return { instead: notYours };
      return { by: { ...by, name: record.facts.names[sender.id] ?? sender.name }, sent: { record, referral } };
    },
    asItStands: ({ record }) => shows.whereItStands(record).at(-1) ?? notYours,
    notThere: () => notYours,
    notHere: () => [{ card: welcomeCard(pack) }],
    async afterwards(about, action, _by, { card }) {
      if (action.kind === 'case' && action.isSpokenOf && card)
        await people.change(sender.id, (person) => ({ ...person, about }));
    },
  };
}
