import type { CaseId } from '../base/reference.ts';
import {
  type Block,
  type Button,
  buttonWithoutInputs,
  type Card,
  type Lines,
  line,
  type MashCard,
  mashCard,
  type NoticeCard,
  noticeCard,
  type Parts,
  plain,
} from './parts.ts';
import { assessmentShow, show } from './verbs.ts';

/** A form about a case in the MASH channel, or in the Assessment team’s (`inTeam`). `says`: the lines above its boxes. `send`: none where nothing can be sent. */
interface Form extends Pick<MashCard, 'summary' | 'heading' | 'inputs'> {
  above?: Parts<Block>;
  says: Lines;
  more?: Parts<Block>;
  send: Button | undefined;
  others?: Parts<Button>;
  inTeam?: boolean;
}

/** The layout of the forms about a case. Only the person who fills one in sees it; Cancel shows the case again. */
export const mashForm = (
  id: CaseId,
  { summary, above = [], says, more = [], send, others = [], inTeam, ...form }: Form,
): Card =>
  mashCard({
    ...form,
    summary: `${id}: ${summary}`,
    top: [line(id, 'bold')],
    blocks: [above, plain(says, 'Small'), more],
    buttons: [send, others, buttonWithoutInputs(inTeam ? assessmentShow : show, 'Cancel', { case: id })],
  });

/** A card of a case in a channel that only one person sees. @param what the subject of the card, for the summary */
export const onlyYou = (id: string, what: string, card: Omit<MashCard, 'summary' | 'heading'>): Card =>
  mashCard({ summary: `${id}: ${what}`, top: [line('Only you see this card', 'small')], heading: id, ...card });

/**
 * A notice about one case to somebody of the MASH.
 * @param card `summary`: what a lock screen shows after the reference
 */
export const caseNotice = (
  id: CaseId,
  { summary = '', isUrgent, ...card }: Partial<NoticeCard> & Pick<NoticeCard, 'lines'> & { isUrgent?: boolean },
): Card =>
  noticeCard({
    badges: [isUrgent && badge.urgent],
    ...card,
    summary: `${isUrgent ? 'URGENT ' : ''}${id}${summary}`,
    heading: id,
  });

/** The badges that more than one card shows. */
export const badge = {
  urgent: { text: 'URGENT', style: 'Attention' },
  overdue: { text: 'OVERDUE', style: 'Attention' },
  decided: { text: 'DECIDED', style: 'Good' },
  corrected: { text: 'CORRECTED', style: 'Warning' },
  news: { text: 'NEW INFORMATION', style: 'Attention' },
} as const;
