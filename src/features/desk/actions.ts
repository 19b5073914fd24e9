import { type Action, caseAction, casesAction, errand, showing } from '../../actions/action.ts';
import { newCaseId } from '../../base/reference.ts';
import { listCases } from '../../cards/verbs.ts';
import { takeReferral } from '../../case/commands.ts';
import { savePhoneReferral } from './call.ts';
import { callForm } from './call-form.ts';
import { deskHelpCard } from './desk-help.ts';
import { handCaseTo, showHandForm } from './hand.ts';
import { casesPage } from './lists.ts';
import { confirmWritten, markSeen, takeBackCaller } from './rules.ts';
import { deskHelp, hand, inWriting, logCall, saveCall, seen, sendHand, take, wrongCaller } from './verbs.ts';
import { writingActions } from './writing.ts';

const where = ['mash'] as const;

const notByYou = { text: 'You wrote this referral, so a colleague must say that it is seen.' };

export const actions: readonly Action[] = [
  caseAction(take, { where, does: ({ referral }, _, at) => takeReferral(referral, at) }),
  caseAction(seen, {
    where,
    does: ({ referral }, _, at) => markSeen(referral, at),
    onRefusal: (_sent, _given, _at, why) => (why.kind === 'own-referral' ? notByYou : undefined),
  }),
  caseAction(inWriting, { where, does: ({ referral }, _, at) => confirmWritten(referral, at) }),
  caseAction(wrongCaller, { where, does: ({ referral }, _, at) => takeBackCaller(referral, at) }),
  casesAction(sendHand, where, handCaseTo),
  // The form names colleagues, and a list names references and times. They show no case, so they are no reads.
  casesAction(hand, where, async (given, context) => showing(await showHandForm(given, context))),
  casesAction(listCases, where, async ({ list: which = 'open', page }, context) =>
    showing([await casesPage({ which: which === 'desk' ? 'open' : which, page }, context)]),
  ),
  errand(deskHelp, where, () => [{ card: deskHelpCard() }]),
  errand(logCall, where, (_, { config, pack }) => [{ card: callForm(newCaseId(config.organisation), pack) }]),
  // It shows the call to whoever logs it, and that is in its history.
  casesAction(saveCall, where, async (given, context) => showing(await savePhoneReferral(given, context))),
  ...writingActions,
];
