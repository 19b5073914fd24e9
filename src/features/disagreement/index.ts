import { notThere } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { textAfter } from '../../base/ends.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { below } from '../../cards/face.ts';
import { helpCard } from '../../cards/helpful.ts';
import type { CaseRecord } from '../../case/record.ts';
import { wasEverDecided } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { actions } from './actions.ts';
import { face, notDecidedHelp } from './cards.ts';
import { clocks, events } from './events.ts';
import { currentLevel, disagreementsOf, isOpen } from './state.ts';
import { disagree, disagreementClose, disagreementSave, openDisagreement } from './verbs.ts';

/** "I disagree" and "my disagreement", with or without a reference or reasons, and "close disagreement". */
const typed: Typed[] = [
  {
    band: 'always',
    words: /^close disagreement\s+([a-z]{2,6}-[^\s:]{1,40})(?:\s+(\d{1,3}))?\s*:\s*/i,
    async does(_, { cases, press }, match) {
      const [, typedReference = '', typedNumber] = match ?? [];
      const reason = match ? textAfter(match) : '';
      const id = readCaseId(typedReference);
      const openOnes = id ? disagreementsOf((await cases.load(id))?.events ?? []).filter(isOpen) : [];
      const [only, ...more] = openOnes.filter(
        ({ number }) => typedNumber === undefined || number === Number(typedNumber),
      );
      if (!id || !only || more.length > 0) return notThere;
      return press(disagreementClose, { case: id, number: only.number, level: currentLevel(only).level }, { reason });
    },
  },
  {
    band: 'always',
    isNews: ({ text }) => /:\s*\S/.test(text), // nothing is decided yet
    words: /^i disagree(?:\s+([a-z]{2,6}-[^\s:]{1,40}?))?[.!\s]*(?::|$)/i,
    async does({ person }, { cases, pack }, match) {
      const named = match?.[1];
      const own = (await cases.of(person.id)).filter(({ id }) => !named || id === readCaseId(named));
      const isDecided = own.some(({ events, practice }) => wasEverDecided(referralOf(events)) && !practice);
      return isDecided || (named && own.length === 0) ? undefined : replyCard(notDecidedHelp(pack));
    },
  },
  {
    band: 'always',
    words: /^(i disagree|my disagreement)(?:\s+([a-z]{2,6}-[^\s:]{1,40}?))?[.!\s]*(?::\s*|$)/i,
    async does({ person }, context, match) {
      const { cases, pack, press, shows } = context;
      const [, command = '', typedReference] = match ?? [];
      const reasons = match ? textAfter(match) : '';
      const isNew = command.toLowerCase() === 'i disagree';
      const pressFor = (id: CaseId) => {
        if (!isNew) return press(openDisagreement, { case: id });
        if (reasons.trim() === '') return press(disagree, { case: id });
        return press(disagreementSave, { case: id, choice: 'raise' }, { reasons });
      };
      if (typedReference !== undefined) {
        const id = readCaseId(typedReference);
        return id ? pressFor(id) : notThere;
      }
      const decidedCases = (await cases.of(person.id)).filter(
        ({ events, practice }) => wasEverDecided(referralOf(events)) && !practice,
      );
      const candidates = isNew ? decidedCases : decidedCases.filter(hasDisagreement);
      const chosen =
        candidates.find(({ id }) => id === person.about) ?? (candidates.length === 1 ? candidates[0] : undefined);
      if (chosen) return pressFor(chosen.id);
      if (candidates.length === 0) return replyCard(helpCard(pack, noDisagreement));
      // The bot never guesses which case the person means.
      return shows.ownCases(`Which one? Type “${command}” and its reference. Nothing was done yet.`);
    },
  },
];

const hasDisagreement = ({ events }: CaseRecord) => disagreementsOf(events).some(({ side }) => side === 'referrer');

const noDisagreement = {
  heading: 'You have no disagreement',
  lines: ['When the MASH has decided and you do not agree, press I disagree on its notice. Or type “I disagree”.'],
};

export const disagreementFeature = {
  name: 'disagreement',
  events,
  clocks,
  face,
  actions,
  typed,
  receipt: {
    buttons: { disagree: (sent) => (wasEverDecided(sent.referral) ? below(disagree, 'I disagree')(sent) : undefined) },
  },
} satisfies Feature;
