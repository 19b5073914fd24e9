import { carerBlock, warningLines } from '../../cards/card-warnings.ts';
import { managerNameAndRole } from '../../cards/decision-words.ts';
import { clockAndDay, clockAndLongDay } from '../../cards/london.ts';
import { type Block, button, type Card, coloured, line, plain, referrerCard, ring } from '../../cards/parts.ts';
import { contacts, myReferrals } from '../../cards/verbs.ts';
import { decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import type { Pack } from '../../protocol/pack.ts';
import { disagree } from '../disagreement/verbs.ts';

/**
 * Tells the referrer what the MASH decided, who decided and when. It says only what the manager allowed the referrer to
 * be told.
 * @source Protocol 8.2, 10.1
 */
export function decisionNoticeCard(
  record: CaseRecord,
  referral: Extract<SubmittedReferral, { status: 'decided' }>,
  pack: Pack,
): Card {
  const { correction, reopening, decidedBy, decidedAt } = referral;
  const isCorrected = correction.kind === 'corrected';
  const isAgain = reopening.kind === 'reopened';
  const { by, at } = isCorrected ? correction : { by: decidedBy, at: decidedAt };
  const replaced = isCorrected || isAgain ? decisionEntries(record.events).at(-2) : undefined;
  const verdict = isCorrected ? 'corrected its decision' : isAgain ? 'decided again' : 'decided';
  return referrerCard({
    summary: `${record.id}: the MASH has ${verdict}`,
    top: [line(record.id, 'bold')],
    heading: `The MASH has ${verdict}`,
    blocks: [
      plain(
        [
          line(`${clockAndLongDay(at)}, by ${managerNameAndRole(record, by)}`, 'small'),
          ...(replaced ? [line(`This takes the place of the decision of ${clockAndDay(replaced.at)}.`, 'bold')] : []),
        ],
        'None',
      ),
      ...whatNowBlocks(record),
      ...carerBlock(record, 'None'),
      plain([
        ...ring('If things change, or you see the child again, ring', pack.phones.urgent, 'bold', 'None'),
        ...ring('Don’t agree? Press I disagree, or ring the MASH. It slows nothing down:', pack.phones.urgent),
        ...warningLines(pack, 'disagree', record.facts.answers),
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

/** What the manager asks the referrer to do now, if anything, and what the referrer may be told about the decision. */
export function whatNowBlocks({ facts, events }: CaseRecord): Block[] {
  const current = decisionEntries(events).at(-1);
  const { doNow, tell } = decisionWordsOf(facts.texts, current?.number ?? 1);
  const actionLines = [line('What will be done', 'bold'), line(tell, 'plain', 'Small')];
  if (doNow === '') return [coloured('good', actionLines)];
  const toDoLines = [line('What you should do now', 'bold'), line(doNow, 'plain', 'Small')];
  return [coloured('warning', toDoLines), coloured('good', actionLines, 'None')];
}
