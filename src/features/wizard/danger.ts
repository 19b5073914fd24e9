import type { Reply } from '../../actions/context.ts';
import { practiceLine } from '../../cards/card-warnings.ts';
import { numbers, numbersInWords, ringNow } from '../../cards/danger.ts';
import { button, type Card, line, plain, referrerCard } from '../../cards/parts.ts';
import { open } from '../../cards/verbs.ts';
import { type CaseRecord, isOwnDraft } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import { dangerNow } from './verbs.ts';

const summary = 'MASH Referrals: ring 999 now';
const writeLater = 'Ring now. Write later.';
const calledNobody = 'I have called nobody.';
const notAnAnswer = 'All you wrote before is kept. I did not take this as an answer.';

/**
 * The answer to words of danger, whatever else is going on. It does not repeat them, because somebody may be looking at
 * the screen.
 * @param check the open check; its answers stay as they are until the author replies
 * @source safety rule SR1
 */
export function dangerReply(pack: Pack, check?: CaseRecord): Reply {
  const words = [
    numbersInWords(pack),
    `${writeLater} ${calledNobody}`,
    ...(check ? [notAnAnswer] : []),
    ...(isDraft(check) ? ['Type “yes” to mark the child as in danger, or “no” to carry on.'] : []),
  ];
  return [
    { text: words.join('\n\n'), isOfDanger: true },
    { card: dangerCard(pack, check), isOfDanger: true },
  ];
}

const isDraft = (check: CaseRecord | undefined): check is CaseRecord => check !== undefined && isOwnDraft(check);

export function dangerCard(pack: Pack, check?: CaseRecord): Card {
  const data = isDraft(check) ? { case: check.id } : undefined;
  const keptLines = check ? [line(notAnAnswer, 'plain', 'Small')] : [];
  return referrerCard({
    summary,
    top: check ? practiceLine(check) : [],
    heading: ringNow,
    headingSize: 'ExtraLarge',
    blocks: [numbers(pack), plain([line(writeLater, 'bold'), line(calledNobody), ...keptLines])],
    rows: data ? [[button(dangerNow, 'Yes, danger now', data), button(open, 'No danger: carry on', data)]] : [],
    after: data ? [line(whatButtonsDo, 'small', 'Small')] : [],
    emergency: pack.emergency,
  });
}

const whatButtonsDo = '“Yes, danger now” marks the child as in danger. “No danger: carry on” changes nothing.';
