import type { Context } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { mostCasesListed, ownDraft } from '../../actions/which-case.ts';
import { textAfter } from '../../base/ends.ts';
import type { StaffId } from '../../base/people.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import { isOnceDecided } from '../../case/once-decided.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { notDecided } from './cards.ts';
import { currentLevel, disagreementsOf, isOpen } from './state.ts';
import { disagree, disagreementClose, disagreementSave, openDisagreement } from './verbs.ts';

/** "I disagree", with a reference and with the reasons or without, and "my disagreement". */
export const typed: Typed[] = [
  {
    band: 'always',
    words: /^close disagreement\s+([a-z]{2,6}-[^\s:]{1,40})(?:\s+(\d{1,3}))?\s*:\s*/i,
    async does(_, { cases, press, shows }, match) {
      const [, named = '', numbered] = match ?? [];
      const reason = match ? textAfter(match) : '';
      const id = readCaseId(named);
      const all = id ? disagreementsOf((await cases.load(id))?.events ?? []).filter(isOpen) : [];
      const [only, ...more] = all.filter(({ number }) => numbered === undefined || number === Number(numbered));
      if (!id || !only) return shows.notYours();
      if (more.length > 0) return shows.notYours();
      return press(disagreementClose, { case: id, number: only.number, level: currentLevel(only).level }, { reason });
    },
  },
  {
    band: 'always',
    words: /^(i disagree|my disagreement)(?:\s+([a-z]{2,6}-[^\s:]{1,40}?))?[.!\s]*(?::\s*|$)/i,
    async does({ person }, context, match) {
      const { pack, press, shows } = context;
      const [, command = '', named] = match ?? [];
      const reasons = match ? textAfter(match) : '';
      const isNew = command.toLowerCase() === 'i disagree';
      const pressed = (id: CaseId) => {
        if (!isNew) return press(openDisagreement, { case: id });
        if (reasons.trim() === '') return press(disagree, { case: id });
        return press(disagreementSave, { case: id, choice: 'raise' }, { reasons });
      };
      if (named !== undefined) {
        const id = readCaseId(named);
        if (!id) return shows.notYours();
        const draft = await ownDraft(id, person, context);
        return draft && !draft.training ? [{ card: notDecided(pack) }] : pressed(id);
      }
      const decided = await ownDecided(person.id, context);
      const meant = isNew ? decided : decided.filter(hasDisagreement);
      const shown = meant.find(({ id }) => id === person.about) ?? (meant.length === 1 ? meant[0] : undefined);
      if (shown) return pressed(shown.id);
      if (meant.length === 0) return [{ card: isNew ? notDecided(pack) : helpCard(pack, none) }];
      // Which case is meant is never guessed.
      const ask = `Which one? Type “${command}” and its reference. Nothing was done yet.`;
      return [{ text: ask }, ...(await shows.ownCases())];
    },
  },
];

const ownDecided = async (id: StaffId, { cases }: Context): Promise<CaseRecord[]> =>
  (await cases.of(id, mostCasesListed)).filter((record) => isDecided(record) && !record.training);

const isDecided = ({ events }: CaseRecord): boolean => isOnceDecided(referralOf(events));
const hasDisagreement = ({ events }: CaseRecord): boolean =>
  disagreementsOf(events).some(({ side }) => side === 'referrer');

const none = {
  heading: 'You have no disagreement',
  lines: ['When the MASH has decided and you do not agree, press I disagree on its notice. Or type “I disagree”.'],
};
