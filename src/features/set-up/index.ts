import { type Action, errand, type PressInput } from '../../actions/action.ts';
import { type ConversationPlace, type ErrandContext, type ReplyMessage, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import type { Verb } from '../../cards/verb.ts';
import { TeamsFault } from '../../connector/teams.ts';
import { answerChannelChange, hasSayInSetUp, recordReached, sendTestMessage, showHistory } from './answering.ts';
import { officerNamesForm, setUpInviteCard, testChatCard } from './cards.ts';
import { saveChoices, saveOfficerNames, showSetUpForm, type TeamPlace } from './choosing.ts';
import { fillSetUp } from './seeding.ts';
import { saveServiceSettings, serviceForm } from './service.ts';
import { setupsIn } from './set-up-state.ts';
import { sideTask } from './side-task.ts';
import {
  confirmChannel,
  confirmPhone,
  gotTestMessage,
  refuseChannel,
  saveNames,
  saveService,
  saveSetUp,
  setUp,
  setUpHistory,
  setUpNames,
  setUpService,
  testChat,
} from './verbs.ts';

const chat = ['chat'] as const;
const actionsOfSaving = 12; // it calls Teams for each channel and person in the set-up

/** The set-up in any channel of a team with the bot; in a chat, a second person's answer to a change of channel. */
const actions: readonly Action[] = [
  inTeam(setUp, (_, place, context) => showSetUpForm(place, context)),
  inTeam(saveSetUp, saveChoices, actionsOfSaving),
  inTeam(setUpNames, async (_given, _place, context) => ({
    card: officerNamesForm(await setupsIn(context.documents).load(), context),
  })),
  inTeam(setUpService, async (_given, _place, { documents, pack }) => ({
    card: serviceForm(await setupsIn(documents).load(), pack),
  })),
  inTeam(saveService, (given, _place, context) => saveServiceSettings(given, context)),
  inTeam(saveNames, (given, _place, context) => saveOfficerNames(given, context)),
  errand(confirmChannel, chat, ({ number }, context) => answerChannelChange('confirmed', number, context)),
  errand(refuseChannel, chat, ({ number }, context) => answerChannelChange('refused', number, context)),
  errand(confirmPhone, chat, (given, context) => answerChannelChange('confirmed', given.number, context, given)),
  errand(testChat, chat, (_, context) => sendTestMessage(context)),
  errand(gotTestMessage, chat, (_, context) => recordReached(context)),
  errand(setUpHistory, chat, ({ older }, context) => showHistory(older, context)),
];

/** A press that works on a team. It needs Teams to say which team it is and who is in it. */
function inTeam<V extends Verb>(
  verb: V,
  work: (given: PressInput<V>, place: TeamPlace, context: ErrandContext) => Promise<ReplyMessage>,
  cost?: number,
) {
  const does = async (given: PressInput<V>, context: ErrandContext) => {
    const { teamId } = context.place;
    if (!teamId) return [{ text: 'I could not see which team this is. Please press again.' }];
    try {
      return [await work(given, { ...context.place, teamId }, context)];
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      return [{ text: 'Teams did not tell me the channels and people of this team. Please press again in a minute.' }];
    }
  };
  return errand(verb, ['team'], does, cost);
}

/** The card that offers the set-up. Shown once per team, and only while nothing is set up. */
export async function inviteOnce(
  { teamId }: ConversationPlace,
  { currentSetUp, documents }: Pick<ErrandContext, 'currentSetUp' | 'documents'>,
): Promise<ReplyMessage | undefined> {
  if (!teamId || currentSetUp().mash) return undefined;
  let isFirst = false;
  await setupsIn(documents).change((setup) => {
    isFirst = !setup.invited.includes(teamId);
    return isFirst ? { ...setup, invited: [...setup.invited, teamId] } : setup;
  });
  return isFirst ? { card: setUpInviteCard() } : undefined;
}

const typed: readonly Typed[] = [
  {
    where: ['team'],
    words: /^set ?up$/i,
    // for everybody in the team, so it is no function; and made when it is asked for
    get does() {
      return [{ card: setUpInviteCard() }];
    },
  },
  {
    who: hasSayInSetUp,
    words: /^(confirm|refuse) (?:the )?(?:change|channel)[.!]*$/i,
    does: ({ match }, { press }) => press(match[1]?.toLowerCase() === 'confirm' ? confirmChannel : refuseChannel, {}),
  },
  {
    words: ['test my chat', 'test message'],
    does: ({ person }) => (person.openDraft ? undefined : replyCard(testChatCard())), // else it may be an answer
  },
  {
    who: hasSayInSetUp,
    words: /^set[- ]?up history(?: (\d{1,6}))?[.!?]*$/i,
    does: ({ match: [, older = 0] }, { press }) => press(setUpHistory, { older: Number(older) }),
  },
];

export const setUpFeature = {
  name: 'set-up',
  actions,
  typed,
  sideTask,
  begins: fillSetUp,
  whenAdded: inviteOnce,
} satisfies Feature;
