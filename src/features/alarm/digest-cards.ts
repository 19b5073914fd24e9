import { clockAndDay, counted } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  button,
  buttonWithoutInputs,
  coloured,
  line,
  mashCard,
  mixed,
  noticeCard,
  plain,
  section,
  titled,
} from '../../cards/parts.ts';
import { listCases } from '../../cards/verbs.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { isTaken } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { isOnlyUndecided } from './state.ts';
import { onIt } from './verbs.ts';

/** Several cases as one message shows them to one person. */
type DigestView = Pick<NoticeView, 'pack' | 'now' | 'to'> & { linkTo(record: CaseRecord): string | undefined };

const mostPresses = 15; // Teams takes no longer card

/** Reminds a person of several undecided cases. It is drawn again as they are taken and decided. */
export function digestCard(records: readonly CaseRecord[], view: DigestView) {
  const all = records
    .map((record) => ({ record, referral: submitted(record) }))
    .sort((one, other) => (one.referral.decisionDue < other.referral.decisionDue ? -1 : 1));
  const [waiting = [], over = []] = inTwo(all, ({ referral }) => referral.status === 'awaiting-decision');
  const [held = [], free = []] = inTwo(waiting, ({ referral }) => isTaken(referral));
  const overdue = waiting.filter(({ referral }) => view.now > referral.decisionDue).length;
  const counts = `${counted(waiting.length, 'referral')} undecided${overdue > 0 ? `, ${overdue} OVERDUE` : ''}`;
  const [presses, rest] = [free.slice(0, mostPresses), free.slice(mostPresses)];
  const row = ({ record, referral }: (typeof all)[number]) =>
    mixed('Small', ['bold', record.id], ` ${howItStands(record, referral, view).join('. ')}`);
  return mashCard({
    summary: waiting.length > 0 ? counts : 'Undecided referrals: you need do nothing',
    heading: waiting.length > 0 ? counts : 'You need do nothing',
    blocks: [
      free.length > 0 && coloured('attention', [line(`Nobody has ${these(free.length)}`, 'bold')]),
      ...presses.map(({ record, referral }) =>
        section(record.id, howItStands(record, referral, view), [onItBelow(record)]),
      ),
      plain([...rest.map(row), rest.length > 0 && `For these ${rest.length}, type “I am on it” and the reference.`]),
      ...titled(`Somebody has ${these(held.length)}`, held.map(row)),
      plain(over.map(row)),
      waiting.length > 0 &&
        plain([
          line(
            'One message instead of one for each. I write again when more is due, at once if one is urgent.',
            'small',
          ),
        ]),
    ],
    buttons: [boardButton],
    links: held.slice(0, mostLinks).flatMap(({ record }) => {
      const url = view.linkTo(record);
      return url ? [{ title: `Open ${record.id}`, url }] : [];
    }),
  });
}

const boardButton = buttonWithoutInputs(listCases, 'Open the board', { list: 'open', below: true });
const mostLinks = 6;
const these = (count: number) => (count === 1 ? 'this one' : `these ${count}`);
const inTwo = <Thing>(all: Thing[], isFirst: (each: Thing) => boolean) => [
  all.filter(isFirst),
  all.filter((each) => !isFirst(each)),
];
const onItBelow = ({ id }: CaseRecord) =>
  button(onIt, 'I am on it', { case: id, below: true }, { tooltip: `I am on it: ${id}` });

function howItStands(record: CaseRecord, referral: SubmittedReferral, { pack, now, to }: DigestView): string[] {
  const due = clockAndDay(referral.decisionDue);
  if (referral.status === 'joined') return [`✓  Joined into ${referral.joined.into}`];
  if (referral.status === 'decided') return [`✓  Decided at ${clockAndDay(referral.decidedAt)}`];
  const { allocation } = referral;
  const holder = isTaken(referral) && allocation.kind !== 'nobody' && allocation.by;
  return [
    now > referral.decisionDue ? `OVERDUE since ${due}` : `Undecided. Due by ${due}`,
    ...(isOnlyUndecided(record, pack, now) ? [] : ['There is more: read its own message']),
    ...(holder ? [holder === to ? 'You have it' : `${staffName(record, holder)} has it`] : []),
  ];
}

/** What waits of one case, in the words of its own message. */
type Row = readonly [record: CaseRecord, words: string];

/** Reminds a person of several things at once. Each has a line, and its own card in the channel. */
export function restCard(rows: readonly Row[], { now, linkTo }: Pick<DigestView, 'now' | 'linkTo'>) {
  const counts = `${counted(rows.length, 'reminder')} in one message`;
  return mashCard({
    summary: counts,
    top: [line(`At ${clockAndDay(now)}`, 'small')],
    heading: counts,
    blocks: [
      coloured(
        'attention',
        rows.map(([, words]) => line(words, 'bold')),
      ),
      plain([line('You have just had several. The board says how each stands now.', 'small')]),
    ],
    buttons: [boardButton],
    links: rows.slice(0, mostLinks).flatMap(([record]) => {
      const url = linkTo(record);
      return url ? [{ title: `Open ${record.id}`, url }] : [];
    }),
  });
}

/** What an earlier one shows where later ones say how each of its cases stands. It is true for good. */
export const olderDigestCard = () =>
  noticeCard({
    summary: 'See the later message',
    heading: 'See the later message',
    lines: ['A later message here says how these referrals stand.'],
  });
