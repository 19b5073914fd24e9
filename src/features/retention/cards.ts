import { decisionWords } from '../../cards/decision-words.ts';
import { button, type Card, coloured, line, mashCard, plain, referrerCard } from '../../cards/parts.ts';
import { contacts, myReferrals, start } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { openCaseFile } from '../copies/verbs.ts';
import { dayOf, erasedOn, whyErased } from './words.ts';

const whatIsLeft = 'Every name, answer and text is gone. What happened and when is kept.';

/**
 * A case whose facts were erased, in a channel. Shows when it was sent and decided. Without the facts any other card of
 * it would be wrong.
 * @param hasFile whether the readers can have the case as a file
 */
export function erasedCaseCard(
  { id, events }: CaseRecord,
  erased: EventOf<'FactsErased'>,
  { notice, hasFile = true }: { notice?: string | undefined; hasFile?: boolean } = {},
): Card {
  const sent = submittedIn(referralOf(events));
  const decidedLines =
    sent?.status === 'decided'
      ? [line(`Decided on ${dayOf(sent.decidedAt)}${sent.late ? ' · LATE' : ''}: ${decisionWords[sent.decision]}`)]
      : [];
  return mashCard({
    summary: `${id} is erased`,
    top: notice ? [line(notice, 'bold')] : [],
    heading: id,
    headingSize: 'ExtraLarge',
    badges: [{ text: 'ERASED', style: 'Warning' }],
    blocks: [
      plain(
        [line(sent ? `Sent on ${dayOf(sent.submittedAt)}` : 'It was never sent in writing.'), ...decidedLines],
        'Small',
      ),
      coloured('emphasis', [
        line(`${erasedOn(erased)} under retention`, 'bold'),
        line(whyErased(erased)),
        line(whatIsLeft),
      ]),
    ],
    buttons: sent && hasFile ? [button(openCaseFile, 'Case as a file', { case: id })] : [],
  });
}

/** The same for the referrer. If they are still worried, they make a new referral. */
export function erasedReceiptCard({ id, events }: CaseRecord, erased: EventOf<'FactsErased'>, pack: Pack): Card {
  const sent = submittedIn(referralOf(events));
  return referrerCard({
    summary: sent ? `Referral ${id} is erased` : 'MASH Referrals: a draft is erased',
    top: sent ? [line(`Referral · sent on ${dayOf(sent.submittedAt)}`, 'small')] : [],
    heading: sent ? id : 'This draft is erased',
    headingSize: sent ? 'ExtraLarge' : 'Large',
    blocks: [
      plain(
        [
          ...(sent?.status === 'decided' ? [line(`Decided on ${dayOf(sent.decidedAt)}`)] : []),
          line(`${erasedOn(erased)} under the retention rules. ${whyErased(erased)}`),
          line(sent ? whatIsLeft : 'Nothing of it was sent to the MASH, and nothing of it is kept.'),
          line('Still worried about the child? Start a new check.', 'bold', 'Small'),
        ],
        'Small',
      ),
    ],
    rows: [
      [
        button(start, 'Start a check', { below: true }, { style: 'positive' }),
        button(myReferrals, 'My referrals', { below: true }),
        button(contacts, 'Contacts', { below: true }),
      ],
    ],
    emergency: pack.emergency,
  });
}

/** Replaces a message that showed facts of a case, once they are erased. */
export function clearedCard(id: string): Card {
  return mashCard({
    summary: `${id}: erased`,
    top: [line(id, 'small')],
    heading: 'Erased under retention',
    headingSize: 'Default',
  });
}
