import { clockAndDay } from '../cards/london.ts';
import { missingBlocks } from '../cards/mash-care.ts';
import {
  type Block,
  type Button,
  button,
  type Card,
  coloured,
  excerpt,
  line,
  mashCard,
  plain,
  titledLines,
} from '../cards/parts.ts';
import { answerInWords, dangerYesNo } from '../cards/referral-text.ts';
import { everything, show } from '../cards/verbs.ts';
import { whoRefers } from '../cards/who-refers.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../check/draft.ts';
import { separateCall } from '../features/joining/verbs.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';

type Joined = Extract<SubmittedReferral, { status: 'joined' }>;

export const joinedBadge = { text: 'JOINED', style: 'Good' } as const;

/**
 * The card of a call that was joined into the referrer's case: which case, who joined it, and what the MASH wrote down.
 */
export function joinedCard(record: CaseRecord, referral: Joined, pack: Pack, notice?: string): Card {
  const answer = (id: string) => answerInWords(record.facts.answers, fieldOf(pack, id), pack);
  return mashCard({
    summary: `${record.id}: joined into ${referral.joined.into}`,
    top: notice ? [line(notice, 'bold')] : [],
    heading: record.id,
    headingSize: 'ExtraLarge',
    badges: [joinedBadge],
    blocks: [
      ...joinedStatusBlocks(record, referral),
      ...missingBlocks(record, referral),
      plain([
        line(`Immediate danger or about to be moved: ${dangerYesNo(record.facts.answers)}`, 'bold'),
        ...titledLines('Rang', clockAndDay(referral.clockStart)),
        ...(answerTo(record.facts.answers, 'child-name') ? titledLines('Child', answer('child-name')) : []),
        ...titledLines('What they said', excerpt(answer('worry'))),
        line('From', 'small', 'Small'),
        ...whoRefers(record.facts.answers, pack),
      ]),
    ],
    buttons: joinedButtons(record, referral),
  });
}

export function joinedStatusBlocks({ facts }: CaseRecord, { joined: { into, by, at } }: Joined): Block[] {
  return [
    coloured('emphasis', [
      line(`Joined into ${into}`, 'large'),
      line(`By ${facts.names[by] ?? 'a MASH colleague'}, ${clockAndDay(at)}: the same call`),
      line('Nothing waits here any more. It is decided there.'),
    ]),
  ];
}

/** The buttons of a joined call. Any other button on an old card only says which case the call was joined into. */
export const joinedButtons = ({ id }: CaseRecord, { joined: { into } }: Joined): Button[] => [
  button(show, 'Open the other case', { case: into, list: 'desk' }, { style: 'positive', tooltip: `Open ${into}` }),
  button(everything, 'Everything', { case: id }),
  button(separateCall, 'Separate again', { case: id }, { tooltip: `Not the same call as ${into}` }),
];
