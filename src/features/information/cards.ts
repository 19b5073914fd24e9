import { Duration, plus } from '../../base/time.ts';
import { afterDecisionNotice } from '../../cards/after-decision.ts';
import { choice, type FormRetry, limit, text, untouchedForm } from '../../cards/forms.ts';
import { clock } from '../../cards/london.ts';
import { button, buttonWithoutInputs, type Card, coloured, line, mainButton, plain } from '../../cards/parts.ts';
import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { carerBlock } from '../../cards/warnings.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { About } from '../side-records/state.ts';
import { addInformation, anotherChild, sendInformation } from './verbs.ts';

const abouts = { family: 'Somebody claims to be family', visitor: 'A visitor or stranger at the placement' };

/** The form to add information after sending. The referral itself stays as it was sent. */
export function informationForm(record: CaseRecord, pack: Pack, again: FormRetry = untouchedForm): Card {
  return cardAbout(record.id, pack, {
    summary: `MASH Referrals: add to ${record.id}`,
    heading: 'Add information',
    blocks: [
      plain(['What did you see or hear, when, and from whom? Your own words go to the MASH unchanged.'], 'Small'),
      ...carerBlock(record),
    ],
    inputs: [
      text('information', `What is new? (required, ${limit})`, again),
      choice('about', 'Is it one of these?', abouts, again),
    ],
    rows: [
      [
        mainButton(sendInformation, 'Send to the MASH', { case: record.id, attempt: again.attempt }),
        buttonWithoutInputs(myReferrals, 'My referrals', { below: true }),
      ],
    ],
    after: [line('Or type “add:” and your words. Child missing or in danger: ring first.', 'small')],
  });
}

const idleFor = Duration.parse('PT8H');

/** Whether the author typed the last words after so long that they may mean another child. */
function mayBeAnother({ author, events }: CaseRecord): boolean {
  const at = events.findLastIndex(({ type }) => type === 'InformationAdded');
  const [before, last] = [events.slice(0, at).findLast((event) => 'by' in event && event.by === author), events[at]];
  return before !== undefined && last !== undefined && 'typedAt' in last && plus(before.at, idleFor) <= last.at;
}

/** Confirms that the added information is on its way. It does not repeat the words. */
export function informationSent(record: CaseRecord, referral: SubmittedReferral, pack: Pack, about?: About): Card {
  const added = record.events.findLast((event) => event.type === 'InformationAdded');
  const saved = added?.at ?? record.changedAt;
  const data = { case: record.id, below: true }; // below: the answer is a new message, and this card stays
  return cardAbout(record.id, pack, {
    summary: record.id,
    heading: 'Sent to the MASH',
    blocks: [
      about === 'family' &&
        coloured('attention', [
          line('Do not hand the child over. Do not say where the child is.', 'bold'),
          'The MASH must look into them first. In danger: ring 999.',
        ]),
      coloured('good', [
        `Your words, ${clock(added?.typedAt ?? saved)}. Not read yet.`,
        mayBeAnother(record) && line(`Is this still ${record.id}?`, 'bold'),
      ]),
      ...afterDecisionNotice(referral, pack, saved),
    ],
    rows: [
      [button(addInformation, 'Add more', data), toMyReferrals],
      [added && button(anotherChild, 'Another child', { ...data, number: added.number })],
    ],
  });
}
