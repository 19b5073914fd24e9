import type { Context, Reply } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { listed } from '../../actions/which-case.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import type { PersonRecord } from '../../store/people.ts';
import { notDecided } from './cards.ts';
import { disagreementsOf } from './state.ts';
import { disagree, disagreement, disagreementSave } from './verbs.ts';

/** "I disagree", with a reference and with the reasons or without, and "my disagreement". */
export const typed: Typed[] = [
  {
    band: 'always',
    words: /^(i disagree|my disagreement)(?:\s+([a-z]{2,6}-[^\s:]+?))?[.!\s]*(?::\s*([\s\S]*))?$/i,
    async does({ person }, context, match) {
      const [, command = '', named, reasons = ''] = match ?? [];
      const isNew = command.toLowerCase() === 'i disagree';
      if (named === undefined) return onTheOneMeant(command, isNew, reasons, person, context);
      const id = readCaseId(named);
      return id ? pressed(id, isNew, reasons, context) : context.shows.notYours();
    },
  },
];

function pressed(id: CaseId, isNew: boolean, reasons: string, { press }: Context): Promise<Reply> {
  if (isNew && reasons.trim() !== '') return press(disagreementSave, { case: id, choice: 'raise' }, { reasons });
  return isNew ? press(disagree, { case: id }) : press(disagreement, { case: id });
}

/** Which case is meant is never guessed. */
async function onTheOneMeant(
  command: string,
  isNew: boolean,
  reasons: string,
  person: PersonRecord,
  context: Context,
): Promise<Reply> {
  const { cases, pack, shows } = context;
  const own = (await cases.of(person.id, listed)).filter((record) => isDecided(record) && !record.training);
  const meant = isNew ? own : own.filter(hasDisagreement);
  const shown = meant.find(({ id }) => id === person.about) ?? (meant.length === 1 ? meant[0] : undefined);
  if (shown) return pressed(shown.id, isNew, reasons, context);
  if (meant.length === 0) return [{ card: isNew ? notDecided(pack) : helpCard(pack, none) }];
  return [
    { text: `Which one? Type “${command}” and its reference. Nothing was done yet.` },
    ...(await shows.ownCases()),
  ];
}

const isDecided = ({ events }: CaseRecord): boolean => referralOf(events).status === 'decided';
const hasDisagreement = ({ events }: CaseRecord): boolean =>
  disagreementsOf(events).some(({ side }) => side === 'referrer');

const none = {
  heading: 'You have no disagreement',
  lines: ['When the MASH has decided and you do not agree, press I disagree on its notice. Or type “I disagree”.'],
};
