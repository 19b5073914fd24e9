import { type ErrandContext, type Reply, replyCard } from '../../actions/context.ts';
import type { Texts } from '../../base/texts.ts';
import { noticeCard, spacedLine } from '../../cards/parts.ts';
import { isOfOrganisation, TeamsFault } from '../../connector/teams.ts';
import { reachedIn } from '../outside/outside-state.ts';
import { reachedCard, testMessageCard, testSentCard } from './cards.ts';
import { historyCard, partLines } from './change-cards.ts';
import { currentNames, withNames } from './names-now.ts';
import { answerChange, type ConfirmationResult, peopleWithASay, whyNot } from './second-person.ts';
import { triedForm, triedIn } from './service.ts';
import { type ChangedPart, setupsIn } from './set-up-state.ts';

/** Only administrators and managers confirm changes of the set-up and read its history. */
export const hasSayInSetUp = ({ by, currentSetUp }: ErrandContext) => peopleWithASay(currentSetUp()).has(by.id);

/** A person confirms or refuses the change that waits for confirmation. Teams has authenticated them. */
export async function answerChannelChange(
  did: 'confirmed' | 'refused',
  number: number | undefined,
  context: ErrandContext,
  given?: { attempt: number; typed: Texts },
): Promise<Reply> {
  const { by, now, documents, refreshDesk, log } = context;
  if (!hasSayInSetUp(context)) return [noSay];
  const who = { by: by.id, name: by.name || 'a colleague', at: now() };
  let result = { kind: 'nothing-waits' } as ConfirmationResult;
  const setup = await setupsIn(documents).change((before) => {
    const change = answerChange(before, { did, who, number, ...(given && { tried: triedIn(given.typed) }) });
    result = change.result;
    return change.setup;
  });
  await refreshDesk();
  log.info({ event: 'setup.answered', by: by.id, kind: result.kind });
  if (result.kind === 'not-tried') {
    const { attempt, typed } = given ?? { attempt: -1, typed: {} };
    return replyCard(triedForm(result.waiting, { attempt: attempt + 1, typed }, result.wrong));
  }
  // Typed words do not name the change, so the reply does.
  return resultReply(result, result.kind === did ? (setup.changes.at(-1)?.parts ?? []) : []);
}

export async function showHistory(older: number, context: ErrandContext) {
  if (!hasSayInSetUp(context)) return [noSay];
  const setup = await setupsIn(context.documents).load();
  const names = await currentNames(setup.changes, context);
  const changes = setup.changes.map((each) => withNames(each, names));
  return replyCard(historyCard({ ...setup, changes }, older));
}

const mostReached = 200; // the latest; who is chosen stays in the set-up

/** Their entry in the directory; undefined for a guest or somebody of another organisation, of whom no list tells. @throws TeamsFault */
async function colleagueHere({ teams, place, turnInput: { sender } }: ErrandContext) {
  const member = await teams.member(place.serviceUrl, place.conversationId, sender.teamsId);
  return isOfOrganisation(member, place.tenantId) ? member : undefined;
}

const whileTeamsAnswers = async (work: () => Promise<Reply>): Promise<Reply> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    return [{ text: 'Teams did not answer just now, so nothing was done. Please press again in a minute.' }];
  }
};

const notAColleague = {
  refused: 'not-a-member',
  text: 'Only people of this organisation can be chosen. Nothing was recorded.',
};

/** Sends a test message to whoever pressed. */
export const sendTestMessage = (context: ErrandContext): Promise<Reply> =>
  whileTeamsAnswers(async () => {
    const { teams, place } = context;
    if (!(await colleagueHere(context))) return [notAColleague];
    await teams.send(place.serviceUrl, place.conversationId, { card: testMessageCard(), alert: true });
    return replyCard(testSentCard());
  });

/** Whoever answers a test message can be chosen by name from now on. */
export const recordReached = (context: ErrandContext): Promise<Reply> =>
  whileTeamsAnswers(async () => {
    const { by, place, now, documents, log } = context;
    const member = await colleagueHere(context);
    if (!member) return [notAColleague];
    const entry = { id: by.id, name: member.name || by.name, tenantId: place.tenantId, at: now() };
    await reachedIn(documents).change(({ people }) => ({
      people: [...people.filter(({ id }) => id !== by.id), entry].slice(-mostReached),
    }));
    log.info({ event: 'setup.reached', by: by.id });
    return replyCard(reachedCard());
  });

const noSay = {
  refused: 'not-of-the-desk',
  text: 'Only administrators and MASH managers have a say about the set-up. Nothing was changed.',
};

function resultWords(
  result: Exclude<ConfirmationResult, { kind: 'not-tried' }>,
): [heading: string, ...lines: string[]] {
  switch (result.kind) {
    case 'confirmed':
      return ['Confirmed', 'It applies from now on. I tell the managers, the administrators and the MASH channel.'];
    case 'refused':
      return ['Refused', 'All stays as it is. I tell the managers and administrators.'];
    case 'nothing-waits':
      return ['No change waits', 'Type “set-up history” to see what was changed.'];
    case 'answered':
      return ['That is answered already', 'Type “set-up history” to see by whom.'];
    default:
      return ['You cannot confirm this one', 'Nothing was changed: all goes on as before.', whyNot(result)];
  }
}

function resultReply(result: Parameters<typeof resultWords>[0], parts: ChangedPart[]) {
  const [heading, ...rest] = resultWords(result);
  const lines = [parts.map(partLines), rest.map(spacedLine)];
  return replyCard(noticeCard({ summary: `MASH Referrals: ${heading}`, heading, lines }));
}
