import { type Reply, replyCard, type Sender, type Services, type Shows } from '../actions/context.ts';
import { mostCasesListed } from '../actions/which-case.ts';
import { helpCard } from '../cards/help.ts';
import type { CaseRecord } from '../case/record.ts';
import { sentReferral } from '../case/submitted.ts';
import { caseCard } from '../views/mash-case.ts';
import { myReferralsCard } from '../views/my-referrals.ts';
import { receiptCard } from '../views/receipt.ts';
import { withoutReceipt } from './slots.ts';

/** Shows a person their own case: its receipt, the current step of a draft, or that it is gone. */
export function showOwnCase(record: CaseRecord, { pack }: Pick<Services, 'pack'>): Reply {
  const referral = sentReferral(record);
  return withoutReceipt(record, pack) ?? (referral ? replyCard(receiptCard(record, referral, pack)) : []);
}

const notYours = { heading: 'I cannot open that', lines: ['Only the person who wrote it can open it here.'] };

/** How features show a case, without depending on its cards. */
export const showsFor = (sender: Sender, deps: Services): Shows => ({
  whereItStands: (record) => showOwnCase(record, deps),
  notYours: () => replyCard(helpCard(deps.pack, notYours)),
  ownCases: async () => replyCard(myReferralsCard(await deps.cases.of(sender.id, mostCasesListed), deps.pack)),
  caseCard: (record, notice) => {
    const referral = sentReferral(record);
    return referral ? [{ card: caseCard(record, referral, deps.pack, notice), ...(notice ? { notice } : {}) }] : [];
  },
});
