import { mashButtons, type SentCase } from '../cards/face.ts';
import { clockAndDay } from '../cards/london.ts';
import { dangerLines, missingBlocks } from '../cards/mash-care.ts';
import { type Block, coloured, excerpt, line, mashCard, plain, spacedSmallLine, titledLines } from '../cards/parts.ts';
import { answersInWords } from '../cards/referral-text.ts';
import { whoRefers } from '../cards/who-refers.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import { mashSlots } from './slots.ts';

type Joined = Extract<SubmittedReferral, { status: 'joined' }>;

export const joinedBadge = { text: 'JOINED', style: 'Good' } as const;

/**
 * The card of a call that was joined into the referrer's case: which case, who joined it, and what the MASH wrote down.
 */
export function joinedCard(sent: SentCase, referral: Joined, notice?: string) {
  const { record, pack } = sent;
  const answer = answersInWords(record.facts.answers, pack);
  return mashCard({
    summary: `${record.id}: joined into ${referral.joined.into}`,
    top: [notice && line(notice, 'bold')],
    heading: record.id,
    headingSize: 'ExtraLarge',
    badges: [joinedBadge],
    blocks: [
      joinedBlock(record, referral),
      missingBlocks(record, referral),
      plain([
        dangerLines(record, pack),
        titledLines('Rang', clockAndDay(referral.clockStart)),
        answerTo(record.facts.answers, 'child-name') && titledLines('Child', answer('child-name')),
        titledLines('What they said', excerpt(answer('worry'))),
        spacedSmallLine('From'),
        whoRefers(record, pack),
      ]),
    ],
    buttons: mashSlots.buttons(mashButtons.joined, sent),
  });
}

export const joinedBlock = ({ facts }: CaseRecord, { joined: { into, by, at } }: Joined): Block =>
  coloured('emphasis', [
    line(`Joined into ${into}`, 'large'),
    `By ${facts.names[by] ?? 'a MASH colleague'}, ${clockAndDay(at)}: the same call`,
    'Nothing waits here any more. It is decided there.',
  ]);
