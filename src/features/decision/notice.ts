import { managerCalled } from '../../cards/decision-words.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import { type Block, button, type Card, coloured, line, plain, referrerCard, ring } from '../../cards/parts.ts';
import { carerBlock, warned } from '../../cards/reminders.ts';
import { contacts, myReferrals } from '../../cards/verbs.ts';
import { decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import type { Pack } from '../../protocol/pack.ts';
import { disagree } from '../disagreement/verbs.ts';

/** What the MASH will do, by whom and when. It carries what the manager allowed the referrer to be told, and no more. @source Protocol 8.2, 10.1 */
export function decisionNoticeCard(
  record: CaseRecord,
  referral: Extract<SubmittedReferral, { status: 'decided' }>,
  pack: Pack,
): Card {
  const { correction, reopening, decidedBy, decidedAt } = referral;
  const isCorrected = correction.kind === 'corrected';
  const isAgain = reopening.kind === 'reopened';
  const { by, at } = isCorrected ? correction : { by: decidedBy, at: decidedAt };
  const instead = isCorrected || isAgain ? decisionEntries(record.events).at(-2) : undefined;
  const what = isCorrected ? 'corrected its decision' : isAgain ? 'decided again' : 'decided';
  return referrerCard({
    summary: `${record.id}: the MASH has ${what}`,
    top: [line(record.id, 'bold')],
    heading: `The MASH has ${what}`,
    blocks: [
      plain(
        [
          line(`${clockAndLongDay(at)}, by ${managerCalled(record, by)}`, 'small'),
          ...(instead ? [line(`This takes the place of the decision of ${clockAndDay(instead.at)}.`, 'bold')] : []),
        ],
        'None',
      ),
      ...whatNow(record),
      ...carerBlock(record, 'None'),
      plain([
        ...ring('If things change, or you see the child again, ring', pack.phones.urgent, 'bold', 'None'),
        ...ring('Don’t agree? Press I disagree, or ring the MASH. It slows nothing down:', pack.phones.urgent),
        ...warned(pack, 'disagree', record.facts.answers),
      ]),
    ],
    rows: [
      [
        button(disagree, 'I disagree', { case: record.id, below: true }),
        button(myReferrals, 'My referrals', { below: true }),
        button(contacts, 'Contacts', { below: true }),
      ],
    ],
    emergency: pack.emergency,
  });
}

/** What the manager asks the referrer to do now, where they said so, and what they allowed them to be told of the decision. */
export function whatNow({ facts, events }: CaseRecord): Block[] {
  const stands = decisionEntries(events).at(-1);
  const { doNow, tell } = decisionWordsOf(facts.texts, stands?.number ?? 1);
  const done = [line('What will be done', 'bold'), line(tell, 'plain', 'Small')];
  if (doNow === '') return [coloured('good', done)];
  const asked = [line('What you should do now', 'bold'), line(doNow, 'plain', 'Small')];
  return [coloured('warning', asked), coloured('good', done, 'None')];
}
