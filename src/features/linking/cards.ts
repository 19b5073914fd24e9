import type { CaseId } from '../../base/reference.ts';
import { caseNotice } from '../../cards/about-case.ts';
import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, line, mashCard, plain, section, titledLines } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { CaseRecord } from '../../case/record.ts';
import { linkTitles, linkWords } from '../../draft/next-child.ts';
import type { Likeness } from '../../history/desk.ts';
import { linksFromReferrer, type OtherCase, otherCases } from './state.ts';
import { compare, link, links } from './verbs.ts';

const likenessWords: Record<Likeness, string> = {
  'birth-date': 'name and birth date alike',
  'birth-year': 'name and birth year alike',
  phone: 'same phone',
  address: 'same address',
  carer: 'carer’s name alike',
};
export const reasonsInWords = (why: Likeness[]) => why.map((likeness) => likenessWords[likeness]).join(', ');
export const idWithReasons = ({ to, why }: Pick<OtherCase, 'to' | 'why'>): string => `${to} (${reasonsInWords(why)})`;
/** The other cases that the bot found, without those that the referrer linked. */
const foundCases = ({ events }: CaseRecord) => otherCases(events).filter(({ standing }) => standing.kind !== 'said');

const onCard = 4;
const onList = 6;

/**
 * Which cases may belong together. Shows references and reasons, and no fact about the other child, on the MASH's cards
 * only.
 * @source R6.1.4, SR20
 */
export const face: Face = {
  facts: ({ record: { events } }) =>
    linksFromReferrer(events).flatMap(({ to, as }) => titledLines(`Linked, ${linkWords[as]}`, to)),
  blocks({ record }) {
    const others = otherCases(record.events);
    const possible = others.filter(({ standing }) => standing.kind === 'possible');
    const named = possible.slice(0, onCard).map(idWithReasons);
    const left = possible.length - onCard;
    return [
      plain([
        named.map((each, place) => (place === 0 ? `May be linked with ${each}` : `· ${each}`)),
        left > 0 && `· and ${left} more: press More`,
        others.map(
          ({ to, standing }) =>
            standing.kind === 'linked' && titledLines(`Linked by the MASH, ${linkWords[standing.as]}`, to),
        ),
      ]),
    ];
  },
  more: ({ record }) => [foundCases(record).length > 0 && button(links, 'Linked cases', { case: record.id })],
};

/** Tells who has a case that a second referral may be about the same child. It shows references, and what is alike. */
export const sameChildCard = (id: CaseId, found: Pick<OtherCase, 'to' | 'why'>[], to: string | undefined): Card =>
  caseNotice(id, {
    summary: ': another referral may be about the same child',
    lines: [
      line('Another referral may be about the same child:', 'bold'),
      found.map(idWithReasons),
      'I can be wrong. Compare them on the card in the channel: More, Linked cases.',
    ],
    link: to,
  });

/**
 * The cases that may be linked, are linked, or were ruled out, each with its buttons. Only the person who asked sees
 * the card.
 */
export function linksCard(record: CaseRecord, notice?: string) {
  const rank = { possible: 0, linked: 1, 'ruled-out': 2, said: 3 };
  const sorted = foundCases(record).sort((one, other) => rank[one.standing.kind] - rank[other.standing.kind]);
  const left = sorted.length - onList;
  return mashCard({
    summary: `${record.id}: linked cases`,
    top: [notice && line(notice, 'bold'), line('Only you see this card', 'small')],
    heading: `${record.id}: linked cases`,
    blocks: [
      plain(['Compare the two, then say whether they belong together. Both stay as they are.'], 'Small'),
      sorted.slice(0, onList).map((other) => otherCaseBlock(record, other)),
      left > 0 && plain([`${left} more come up as you go through these.`]),
    ],
    buttons: [button(show, 'Back to the card', { case: record.id })],
  });
}

function otherCaseBlock(record: CaseRecord, { to, why, standing, foundAt }: OtherCase) {
  const isOpen = standing.kind === 'possible' || standing.kind === 'said';
  const words = standing.kind === 'linked' ? `Linked, ${linkWords[standing.as]}` : 'Not the same';
  const lines = [
    !isOpen && line(`${words}: ${whoAndWhen(record, standing)}`, 'bold'),
    why.length > 0 && `Why: ${reasonsInWords(why)}`,
    isOpen && line(`Found ${clockAndDay(foundAt)}`, 'small'),
  ];
  const data = { case: record.id, other: to };
  return section(to, lines, [button(compare, 'Compare', data, { tooltip: `Compare with ${to}` })]);
}

/** Asks what two cases share, so that nobody takes three unrelated girls at one address for sisters. */
export const howLinkedCard = ({ id }: CaseRecord, other: CaseId) =>
  mashCard({
    summary: `${id}: linked cases`,
    top: [line('Only you see this card', 'small')],
    heading: `${id} and ${other}`,
    blocks: [
      plain([line('How are they linked?', 'bold'), 'Both cards will say it. Both cases stay as they are.'], 'Small'),
    ],
    buttons: [
      linkTitles.map(([choice, title]) => button(link, title, { case: id, other, choice })),
      button(links, 'Back', { case: id }),
    ],
  });
