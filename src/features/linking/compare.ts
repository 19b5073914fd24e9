import { type Action, casesAction, notThere, showing } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { SentCase } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, button, type Card, excerpt, type Lines, line, mashCard, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import { carerTitle } from '../../cards/warnings.ts';
import { staffName } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { answerTo } from '../../draft/draft.ts';
import { mayBePlaced } from '../../draft/placed.ts';
import { choiceLabel } from '../../protocol/pack.ts';
import { linksCard, reasonsInWords } from './cards.ts';
import { type OtherCase, otherCases } from './state.ts';
import { askLink, compare, links, notTheSame } from './verbs.ts';

const longest = 160; // characters of one answer
const none = 'Not said';
const leftOut = 'Left out';

/** What tells two children apart. Of a child who may be placed somewhere, nothing that says where: no place, agency or organisation. */
const compared: Record<string, (sent: SentCase) => string | undefined> = {
  Child: said('child-name'),
  'Age or date of birth': said('child-age'),
  Carer: said('carer'),
  'Child is with': said('with'),
  'Where now': unlessPlaced(said('whereabouts')),
  Address: unlessPlaced(said('address')),
  Worry: said('worry'),
  'Who referred': unlessPlaced(({ record, pack }) => {
    const agency = answerTo(record.facts.answers, 'agency');
    return [agency && choiceLabel(pack, 'agency', agency), answerTo(record.facts.answers, 'organisation')]
      .filter(Boolean)
      .join(', ');
  }),
  'May the carer know?': ({ record }) => carerTitle(record),
  Sent: ({ referral }) => clockAndDay(referral.submittedAt),
  'Who has it': ({ record, referral }) => {
    const holder = isTaken(referral) && allocatedTo(referral);
    return referral.status === 'decided' ? 'Decided' : holder ? staffName(record, holder) : 'Nobody has taken it';
  },
};

function said(field: string) {
  return ({ record }: SentCase) => answerTo(record.facts.answers, field);
}

function unlessPlaced(what: (sent: SentCase) => string | undefined) {
  return (sent: SentCase) => (mayBePlaced(sent.record.facts.answers) ? leftOut : what(sent));
}

const inTwo = (title: Lines, one: Lines, other: Lines): Block => ({
  ...plain(title, 'Small'),
  columns: [one, other].map((lines) => ({ lines: plain(lines).lines })),
});

/** Two cases that may be about one child, side by side. Only the person who asked sees it. */
export function compareCard(one: SentCase, other: SentCase, { why }: Pick<OtherCase, 'why'>): Card {
  const pair = [one, other] as const;
  const data = { case: one.record.id, other: other.record.id };
  const rows = Object.entries(compared).flatMap(([title, what]) => {
    const [left, right] = pair.map((sent) => what(sent) || none).map((words) => excerpt(words, longest));
    return [left, right].every((words) => words === none || words === leftOut)
      ? []
      : inTwo([line(title, 'small')], [left], [right]);
  });
  return mashCard({
    summary: `${one.record.id}: two cases side by side`,
    top: [line('Only you see this card', 'small')],
    heading: 'Two cases side by side',
    blocks: [
      plain([
        why.length > 0 && `Alike: ${reasonsInWords(why)}. They may still be two children.`,
        pair.some(({ record }) => mayBePlaced(record.facts.answers)) &&
          'Where a child in care may live, and who refers, is left out.',
      ]),
      inTwo([], [line(one.record.id, 'bold')], [line(other.record.id, 'bold')]),
      rows,
    ],
    buttons: [
      button(askLink, 'Link', data),
      button(notTheSame, 'Not the same', data),
      pair.map(({ record: { id } }) => button(show, `Open ${id}`, { case: id })),
      button(links, 'Back', { case: one.record.id }),
    ],
  });
}

/** Shows two cases of which the bot or a person has said that they may belong together. Both are on record as read before they are shown. */
export const compareAction: Action = casesAction(
  compare,
  ['mash'],
  async ({ case: id, other: otherId }, { cases, pack }) => {
    const [one, other] = await Promise.all(
      [id, otherId].map(async (each) => {
        const record = await cases.load(each);
        const referral = record && !record.practice && sentReferral(record);
        return record && referral ? { record, referral, pack } : undefined;
      }),
    );
    if (!one) return notThere;
    const link = otherCases(one.record.events).find(({ to }) => to === otherId);
    return other && link
      ? showing(replyCard(compareCard(one, other, link)), id, otherId)
      : showing(replyCard(linksCard(one.record, 'That case is not on this list. Nothing was shown.')), id);
  },
);
