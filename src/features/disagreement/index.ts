import { notThere } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { casesOf } from '../../actions/which-case.ts';
import { type CaseId, withReferences } from '../../base/reference.ts';
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

const onlyDecided = (cases: CaseRecord[]) =>
  cases.filter(({ events, practice }) => wasEverDecided(referralOf(events)) && !practice);

/** "I disagree" and "my disagreement", with or without a reference or reasons, and "close disagreement". */
const typed: Typed[] = [
  {
    words: withReferences(/^close disagreement\s+REF(?:\s+(\d{1,3}))?\s*:\s*/i),
    async does({ id, match: [, , typedNumber], rest: reason }, { cases, press }) {
      const openOnes = id ? disagreementsOf((await cases.load(id))?.events ?? []).filter(isOpen) : [];
      const [only, ...more] = openOnes.filter(
        ({ number }) => typedNumber === undefined || number === Number(typedNumber),
      );
      if (!id || !only || more.length > 0) return notThere;
      return press(disagreementClose, { case: id, number: only.number, level: currentLevel(only).level }, { reason });
    },
  },
  {
    words: withReferences(/^(i disagree|my disagreement)(?:\s+REF)?[.!\s]*(?::\s*|$)/i),
    async does({ person, match: [, command = ''], named, id, rest: reasons }, context) {
      const { pack, press, shows } = context;
      const isNew = command.toLowerCase() === 'i disagree';
      const meant = (await casesOf(context)).filter((each) => !named || each.id === id);
      const decidedCases = onlyDecided(meant);
      if (isNew && decidedCases.length === 0 && !(named && meant.length === 0)) {
        const reply = replyCard(notDecidedHelp(pack));
        return reasons.trim() === '' ? reply : { reply, isNews: true };
      }
      const pressFor = (id: CaseId) => {
        if (!isNew) return press(openDisagreement, { case: id });
        if (reasons.trim() === '') return press(disagree, { case: id });
        return press(disagreementSave, { case: id, choice: 'raise' }, { reasons });
      };
      if (named !== undefined) return id ? pressFor(id) : notThere;
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
