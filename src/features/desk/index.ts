import { type Action, asItStands, caseAction, casesAction, errand, showing } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import { isOfTheDesk } from '../../actions/desk-person.ts';
import type { Feature } from '../../actions/feature.ts';
import { isSmallTalk, type Typed } from '../../actions/typed.ts';
import { phoneCaller } from '../../base/people.ts';
import { newCaseId, readCaseId } from '../../base/reference.ts';
import { below, type Face } from '../../cards/face.ts';
import { numbersInWords, withNumbersAbove } from '../../cards/helpful.ts';
import { button, mainButton } from '../../cards/parts.ts';
import { lists } from '../../cards/verb.ts';
import { listCases } from '../../cards/verbs.ts';
import { takeReferral } from '../../case/commands.ts';
import { isTaken, phonedIn } from '../../case/referral.ts';
import { seenAt } from '../../case/state.ts';
import type { Pack } from '../../protocol/pack.ts';
import { boardInChat, boardView, countCard, findCase, listsInHelp } from './board.ts';
import { callForm, savePhoneReferral } from './call.ts';
import { callInviteCard, deskChatCard, deskHelpCard } from './cards.ts';
import { clocks, events } from './events.ts';
import { handCaseTo, showHandForm } from './hand.ts';
import { confirmWritten, markSeen, saidToBeWritten, takeBackCaller, takeBackWriting, withoutCaller } from './rules.ts';
import { shiftActions, shiftWords } from './shift.ts';
import { boardWords, keptBoardActions, sideTask } from './side-task.ts';
import {
  deskHelp,
  hand,
  inWriting,
  logCall,
  notInWriting,
  putInWriting,
  saveCall,
  saveInWriting,
  seen,
  sendHand,
  take,
  wrongCaller,
} from './verbs.ts';
import { howWrittenForm, writingActions } from './writing.ts';

/** What the MASH can do at its desk. */
const face: Face = {
  buttons: {
    take: ({ record, referral }) =>
      isTaken(referral) ? undefined : mainButton(take, 'Take this referral', { case: record.id }),
  },
  more({ record, referral }) {
    const data = { case: record.id };
    const phoned = phonedIn(referral);
    const isOpen = referral.status !== 'decided';
    return [
      isOpen && !seenAt(referral) && button(seen, 'Seen', data),
      isOpen && button(hand, 'Hand to…', data),
      phoned && referral.submittedBy !== phoneCaller && button(wrongCaller, 'Wrong person in Teams', data),
      phoned?.kind === 'phoned' && button(inWriting, 'It is in writing now', data),
      phoned?.kind === 'phoned-and-in-writing' &&
        saidToBeWritten(record.events) &&
        button(notInWriting, 'Not in writing after all', data),
    ];
  },
};

const where = ['mash'] as const;

const actions: readonly Action[] = [
  caseAction(take, { where, does: ({ referral }, _, at) => takeReferral(referral, at) }),
  caseAction(seen, { where, does: ({ referral }, _, at) => markSeen(referral, at) }),
  caseAction(inWriting, {
    where,
    does: ({ record, referral }) =>
      phonedIn(referral)?.kind === 'phoned' ? { card: howWrittenForm(record) } : asItStands(),
  }),
  caseAction(saveInWriting, {
    where,
    problems: { how: 'Choose how it came.' },
    does: ({ referral }, { inputs }, at) => confirmWritten(referral, inputs.how, at),
    again: ({ record }, _given, _at, retry) => ({ card: howWrittenForm(record, retry) }),
  }),
  caseAction(notInWriting, {
    where,
    does: ({ record, referral }, _, at) => takeBackWriting(referral, record.events, at),
  }),
  caseAction(wrongCaller, { where, does: ({ referral }, _, at) => takeBackCaller(referral, at) }),
  casesAction(sendHand, where, handCaseTo),
  // The form names colleagues and shows no case, so it is no read.
  casesAction(hand, where, async (given, context) => showing(await showHandForm(given, context))),
  casesAction(listCases, ['mash', 'assessment', 'chat'], ({ list, after }, context) => boardView(list, after, context)),
  ...keptBoardActions,
  errand(deskHelp, where, (_, { help }) => replyCard(deskHelpCard(help('mash')))),
  errand(logCall, where, (_, { config, pack }) => replyCard(callForm(newCaseId(config.organisation), pack))),
  // It shows the call to whoever logs it, and that is in its history.
  casesAction(saveCall, where, async (given, context) => showing(await savePhoneReferral(given, context))),
  ...shiftActions,
  ...writingActions,
];

const lead = ['log a phone referral', 'phone referral', 'log a call', 'rota'];

const typed: readonly Typed[] = [
  { where, words: /^(?:help|hi|hello)?[.!?]*$/i, does: (_, { help }) => replyCard(deskHelpCard(help('mash'))) },
  {
    where,
    words: /^find\b[\s:]*/i,
    help: ['find HT-…', 'One referral by its reference'],
    does: ({ rest }, context) => (readCaseId(rest) ? findCase(rest, context) : undefined),
  },
  { where, words: ({ text }) => readCaseId(text) !== undefined, does: ({ text }, context) => findCase(text, context) },
  ...boardWords,
  ...lists.flatMap((which): Typed[] => [
    {
      where,
      words: [which],
      ...(listsInHelp[which] && { help: listsInHelp[which] }),
      does: async (_, context) => [{ card: await countCard(which, context) }],
    },
    {
      who: isOfTheDesk,
      words: ({ said, person }) => !person.openDraft && said === which,
      isNews: which === 'all', // it may answer a question about a referral of their own
      does: (_, context) => boardInChat(which, context),
    },
  ]),
  {
    words: ({ said, person }) => !person.openDraft && said === 'board',
    does: (_, context) => boardInChat('open', context),
  },
  shiftWords,
  {
    where,
    words: /^(?:(?:log a )?phone[-\s]+referral|log a call)[.!?]*$/i,
    help: ['log a phone referral', 'Somebody rang you: write it down'],
    does: (_, _context) => [{ card: callInviteCard() }],
  },
  {
    // the words of the channel lead there, also from the own chat of somebody of the MASH
    who: isOfTheDesk,
    words: ({ said, person }) => !person.openDraft && lead.includes(said),
    does: ({ said }) => [
      { text: `I show no list of referrals in this chat. In the MASH channel, write my name and “${said}”.` },
    ],
  },
  {
    who: isOfTheDesk,
    words: ({ said, person }) => !person.openDraft && ['hi', 'hello', 'hey'].includes(said),
    does: (_, { pack }) => greeted(pack),
  },
  {
    who: isOfTheDesk,
    words: ['help'],
    isNews: true, // it may be a cry
    does: (_, { pack }) => [
      { text: numbersInWords(pack), isOfDanger: true },
      { card: withNumbersAbove(deskChatCard(pack), pack) },
    ],
  },
  {
    // they type about cases of others: such words are no story of a child of their own
    who: isOfTheDesk,
    band: 'otherwise',
    words: (words) => !words.person.openDraft && !isSmallTalk(words),
    does: (_, { pack }) => replyCard(deskChatCard(pack, 'Nothing was done or kept')),
  },
];

const greeted = (pack: Pack) => replyCard(deskChatCard(pack, 'You work at the MASH'));

export const desk = {
  name: 'desk',
  typed,
  greets: ({ isOfDesk }, pack) => (isOfDesk ? greeted(pack) : undefined),
  events,
  clocks,
  /** A caller without Teams hears the decision by phone, so the MASH must learn at once that somebody has to ring. */
  follows(event, { author }) {
    const isDecision = event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected';
    if (author !== phoneCaller || !isDecision) return [];
    return [{ type: 'NotReached', at: event.at, who: 'referrer', staff: author }];
  },
  after: (record, event) => (event.type === 'CallerTakenBack' ? withoutCaller(record) : record),
  face,
  actions,
  sideTask,
  receipt: {
    buttons: {
      putInWriting: (sent) =>
        sent.referral.route.kind === 'phoned' ? below(putInWriting, 'Put it in writing')(sent) : undefined,
    },
  },
} satisfies Feature;
