import type { CaseId } from '../../base/reference.ts';
import type { Face } from '../../cards/face.ts';
import { linkTitles, linkWords } from '../../cards/link-words.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, button, type Card, fact, line, mashCard, plain, section } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Likeness } from '../../history/linking.ts';
import { type OtherCase, otherCases } from './state.ts';
import { askLink, link, links, notTheSame as notTheSameVerb } from './verbs.ts';

const words: Record<Likeness, string> = {
  'birth-date': 'name and birth date alike',
  'birth-year': 'name and birth year alike',
  phone: 'same phone',
  address: 'same address',
  carer: 'carer’s name alike',
};
const inWords = (why: Likeness[]): string => why.map((each) => words[each]).join(', ');
const withWhy = ({ to, why }: Pick<OtherCase, 'to' | 'why'>): string => `${to} (${inWords(why)})`;
const found = ({ events }: CaseRecord): OtherCase[] =>
  otherCases(events).filter(({ standing }) => standing.kind !== 'said');

const onCard = 4;
const onList = 8;

/**
 * Which cases may belong together: references and why, and no fact of the other child. On the MASH's cards and nowhere else.
 * @source Trace R6.1.4, FB2, FB11, SR20
 */
export const face: Face = {
  line({ facts }, event) {
    if (event.type === 'PossibleLinksFound') {
      const named = event.found.map(withWhy).join(' · ');
      return { title: 'May be linked', lines: [line(named), line(clockAndDay(event.at), 'small')] };
    }
    if (event.type !== 'LinkRuledOut') return undefined;
    const by = facts.names[event.by] ?? 'a MASH colleague';
    return { title: `Not the same: ${event.to}`, lines: [line(`${by}, ${clockAndDay(event.at)}`, 'small')] };
  },
  blocks(record) {
    const others = otherCases(record.events);
    const possible = others.filter(({ standing }) => standing.kind === 'possible');
    const linked = others.flatMap(({ to, standing }) =>
      standing.kind === 'linked' ? fact(`Linked by the MASH, ${linkWords(standing.as)}`, to) : [],
    );
    const named = possible.slice(0, onCard).map(withWhy);
    const left = possible.length - onCard;
    const lines = [
      ...named.map((each, place) => line(place === 0 ? `May be linked with ${each}` : `· ${each}`)),
      ...(left > 0 ? [line(`· and ${left} more: press More`)] : []),
      ...linked,
    ];
    return lines.length > 0 ? [plain(lines)] : [];
  },
  buttons: (record) => (found(record).length > 0 ? [button(links, 'Linked cases', { case: record.id })] : []),
};

/** The cases that may be linked, were linked, or were found not to be the same, each with what can be said of it. Shown to who asked. */
export function linksCard(record: CaseRecord, notice?: string): Card {
  const rank = { possible: 0, linked: 1, 'ruled-out': 2, said: 3 };
  const sorted = found(record).sort((one, other) => rank[one.standing.kind] - rank[other.standing.kind]);
  const left = sorted.length - onList;
  return mashCard({
    summary: `${record.id}: linked cases`,
    top: [...(notice ? [line(notice, 'bold')] : []), line('Only you see this card', 'small')],
    heading: `${record.id}: linked cases`,
    blocks: [
      plain(
        [line('Look at both cases first. To link them shows each on the other’s card. Both stay as they are.')],
        'Small',
      ),
      ...sorted.slice(0, onList).map((other) => oneOf(record, other)),
      ...(left > 0 ? [plain([line(`${left} more come up as you go through these.`)])] : []),
    ],
    buttons: [button(show, 'Back to the card', { case: record.id })],
  });
}

function oneOf({ id, facts }: CaseRecord, { to, why, standing, foundAt }: OtherCase): Block {
  const data = { case: id, other: to };
  const linkThem = button(askLink, 'Link', data, { tooltip: `Link with ${to}` });
  const notTheSame = button(notTheSameVerb, 'Not the same', data, { tooltip: `${to} is not the same` });
  const reasons = why.length > 0 ? [line(`Why: ${inWords(why)}`)] : [];
  if (standing.kind === 'linked' || standing.kind === 'ruled-out') {
    const by = facts.names[standing.by] ?? 'a MASH colleague';
    const when = `${by}, ${clockAndDay(standing.at)}`;
    if (standing.kind === 'ruled-out')
      return section(to, [line(`Not the same: ${when}`, 'bold'), ...reasons], [linkThem]);
    const how = button(askLink, 'Change how', data, { tooltip: `Change how ${to} is linked` });
    const linked = line(`Linked, ${linkWords(standing.as)}: ${when}`, 'bold');
    return section(to, [linked, ...reasons], [notTheSame, how]);
  }
  return section(to, [...reasons, line(`Found ${clockAndDay(foundAt)}`, 'small')], [linkThem, notTheSame]);
}

/** Before two cases are linked: what they share. Three unrelated girls at one address are no sisters. */
export const howLinkedCard = ({ id }: CaseRecord, other: CaseId): Card =>
  mashCard({
    summary: `${id}: linked cases`,
    top: [line('Only you see this card', 'small')],
    heading: `${id} and ${other}`,
    blocks: [
      plain(
        [line('How are they linked?', 'bold'), line('Both cards will say it. Both cases stay as they are.')],
        'Small',
      ),
    ],
    buttons: [
      ...linkTitles.map(([choice, title]) => button(link, title, { case: id, other, choice })),
      button(links, 'Back', { case: id }),
    ],
  });
