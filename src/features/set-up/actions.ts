import { type Action, errand } from '../../actions/action.ts';
import type { Context, Message, Place, Reply } from '../../actions/context.ts';
import { TeamsFault } from '../../connector/teams.ts';
import { setUpNames as namesForm, setUpInvite } from './cards.ts';
import { choose, form, type TeamPlace } from './choosing.ts';
import { keepNames } from './names.ts';
import { saveNames, saveSetUp, setUp, setUpNames } from './verbs.ts';

const where = ['team'] as const;

/** The set-up cards, in any channel of a team that the bot was added to. */
export const actions: readonly Action[] = [
  errand(
    setUp,
    where,
    inTeam((_, place, context) => form(place, context)),
  ),
  errand(saveSetUp, where, inTeam(choose)),
  errand(
    setUpNames,
    where,
    inTeam(async (_given, _place, { setups, pack }) => ({ card: namesForm(await setups.load(), pack) })),
  ),
  errand(
    saveNames,
    where,
    inTeam((given, _, context) => keepNames(given, context)),
  ),
];

/** What is done with a team: Teams has to say which one it is, and who is in it. */
function inTeam<G>(work: (given: G, place: TeamPlace, context: Context) => Promise<Message>) {
  return async (given: G, context: Context): Promise<Reply> => {
    const { teamId } = context.place;
    if (!teamId) return [{ text: 'I could not see which team this is. Please press again.' }];
    try {
      return [await work(given, { ...context.place, teamId }, context)];
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error;
      return [{ text: 'Teams did not tell me the channels and people of this team. Please press again in a minute.' }];
    }
  };
}

/** The card that offers the set-up, once a team and only while nothing is set up. */
export async function inviteOnce(
  { teamId }: Place,
  { standing, setups }: Pick<Context, 'standing' | 'setups'>,
): Promise<Message | undefined> {
  if (!teamId || standing().mash) return undefined;
  let isFirst = false;
  await setups.change((setup) => {
    isFirst = !setup.invited.includes(teamId);
    return isFirst ? { ...setup, invited: [...setup.invited, teamId] } : setup;
  });
  return isFirst ? { card: setUpInvite() } : undefined;
}
