import { line, noticeCard, spacedBoldLine, spacedLine, spacedSmallLine } from '../../cards/parts.ts';

/** Tells administrators that somebody of the set-up is not in the MASH channel any more. */
export const whoLeftCard = (name: string) =>
  noticeCard({
    summary: 'Somebody has left the MASH channel',
    heading: `${name} has left the MASH channel`,
    lines: [
      line('I looked twice, an hour apart. I do not remind them of anything now.', 'bold'),
      spacedLine('Did they leave the MASH? An administrator types “set up” to me in the channel and takes them out.'),
      'Do they still work here? Its owner adds them to the channel, and I remind them again.',
      spacedLine('Nobody has what they had, and it rings. A manager types “shift” there to see it.'),
      spacedSmallLine('I say this once.'),
    ],
  });

/** Tells everybody who can mend it that nobody decides on referrals and nobody is reminded. */
export const noManagerCard = () =>
  noticeCard({
    summary: 'No MASH manager is left',
    heading: 'No MASH manager is left in the channel',
    lines: [
      line('Nobody can decide on a referral, and I can remind nobody but the escalation contacts.', 'bold'),
      spacedLine('An administrator: please type “set up” to me in the MASH channel now, and name a manager.'),
    ],
  });

const mostNamed = 30;
const channels = { mash: 'the MASH channel', assessment: 'the Assessment team’s channel' };

interface Named {
  name: string;
  isGuest: boolean;
  where: keyof typeof channels;
}

/** Tells managers and administrators which people can read a channel but are not of the MASH. It names no case. */
export function onlookersCard(people: readonly Named[]) {
  const named = people.slice(0, mostNamed);
  const others = people.length - named.length;
  const guests = people.some(({ isGuest }) => isGuest);
  const partners = people.some(({ isGuest }) => !isGuest);
  return noticeCard({
    summary: 'Look who can read referrals',
    heading: 'Look who can read referrals',
    lines: [
      ...[...Map.groupBy(named, ({ where }) => where)].flatMap(([where, those]) => [
        line(`They are in ${channels[where]}, and I do not know them as the MASH:`),
        ...those.map(({ name, isGuest }) =>
          line(`• ${name || 'Somebody without a name'} (${isGuest ? 'guest' : 'another organisation'})`, 'bold'),
        ),
      ]),
      others > 0 && line(`• and ${others} more`, 'bold'),
      spacedLine('They can press nothing, but they can read everything there.'),
      spacedBoldLine('Please take them out of the channel now, or ask its owner to.'),
      partners &&
        'Does somebody of another organisation belong here? An administrator types “set up” to me in the MASH channel and ticks them there.',
      guests && 'A guest cannot be ticked: they need an account of their own organisation.',
      spacedSmallLine('I say this once.'),
    ],
  });
}
