import { line, noticeCard, spacedBoldLine, spacedLine, spacedSmallLine } from '../../cards/parts.ts';

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
