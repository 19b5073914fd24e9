import { customAlphabet } from 'nanoid';
import { type Action, casesAction, notThere, ownAction, type PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { pressesMeant } from '../../actions/which-case.ts';
import { type CaseId, withReferences } from '../../base/reference.ts';
import { plus } from '../../base/time.ts';
import { below } from '../../cards/face.ts';
import { formAgain, tooLongWords, untouchedForm } from '../../cards/forms.ts';
import { helpCard } from '../../cards/helpful.ts';
import { isUnwritten } from '../../case/state.ts';
import { isOfOrganisation, TeamsFault } from '../../connector/teams.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { codeCard, goneCard, handedToYouLines, takenOverCard, takeOverCard } from './cards.ts';
import { events } from './events.ts';
import {
  acceptHandOver,
  codeLifetime,
  leftAt,
  offerHandOver,
  type TakeOverClaim,
  whyNotTakeOver,
  withNewAuthor,
  withWrongCode,
} from './rules.ts';
import { handOver, takeOver } from './verbs.ts';

const newCode = customAlphabet('0123456789', 6);

/** Gives the author a code for a colleague. While an earlier code is valid, the author gets that one again. */
const giveCode = ownAction(handOver, (_, { place, pack }) => {
  const code = newCode();
  return {
    does: offerHandOver,
    on: (own, { now }) => ({
      ...own,
      handOver: { code, until: plus(now, codeLifetime), tenantId: place.tenantId, wrong: 0 },
    }),
    after: (next) => replyCard(codeCard(next, pack)),
    onRefusal: ({ kind }) => (kind === 'not-submitted' ? replyCard(helpCard(pack, notSentWords)) : undefined),
  };
});

const notSentWords = {
  heading: 'That cannot be handed over',
  lines: ['Only a referral that was sent, and whose facts are kept, can go to a colleague.'],
};

/** Answers “take over HT-… 483 127”: says what taking over means. Nothing is accepted yet. */
async function askToTakeOver(id: CaseId | undefined, code: string, context: Context) {
  const { by, people } = context;
  const refusal = await refusalToGuest(context);
  if (refusal) return refusal;
  const { phone = '' } = (await people.load(by.id)).aboutYou;
  return id ? answerClaim(id, { code, tenantId: context.place.tenantId }, context, phone) : noSuchOffer(context);
}

/** The colleague accepts, with one press. */
async function takeOverReferral(given: PressInput<typeof takeOver>, context: Context) {
  const { by, now, pack, people, place } = context;
  const { case: id, code, inputs } = given;
  const refusal = await refusalToGuest(context);
  if (refusal) return refusal;
  const claim = { code, tenantId: place.tenantId };
  const { limit } = fieldOf(pack, 'phone');
  const change = await changeCase<Reply | undefined>(id, context, (record) => ({
    outcome: acceptHandOver(record, { ...claim, phone: inputs.phone, limit }, { by, now: now() }),
    by,
    answer(next, result) {
      if (typeof result !== 'object') return [{ card: takenOverCard(next, pack), storeInChat: true }];
      if (result.kind === 'cannot-take-over') return undefined;
      const phone = result.kind === 'text-too-long' ? tooLongWords(limit) : 'Write the number to ring.';
      return replyCard(takeOverCard(record, { code, pack }, formAgain(given, { phone })));
    },
  }));
  if (!change) return notThere;
  if (change.isNew) await people.change(by.id, (person) => ({ ...person, about: id }));
  return change.answer ?? answerClaim(id, claim, context, inputs.phone);
}

/**
 * Shows what a person with this code may read. Wrong codes are counted, so that nobody can find the right one by
 * trying.
 */
async function answerClaim(id: CaseId, claim: TakeOverClaim, context: Context, phone: string) {
  const { by, now, pack, shows } = context;
  const result = await changeCase<Reply>(id, context, (record) => {
    switch (whyNotTakeOver(record, claim, by, now())) {
      case undefined:
        return {
          instead: replyCard(takeOverCard(record, { ...claim, pack }, { ...untouchedForm, typed: { phone } })),
        };
      case 'yours':
        return { instead: shows.whereItStands(record) };
      case 'mash':
        return { instead: replyCard(helpCard(pack, ofTheMashWords)) };
      case 'wrong-code':
        return { saves: withWrongCode(record), instead: noSuchOffer(context) };
      case 'unknown':
        return { instead: noSuchOffer(context) };
    }
  });
  return result?.answer ?? noSuchOffer(context);
}

const noSuchOffer = ({ pack }: Context) => replyCard(helpCard(pack, noSuchOfferWords));
const noSuchOfferWords = {
  heading: 'I cannot hand that over',
  lines: [
    'The reference or the code is not right, or the code is over. It is good for one hour.',
    'Ask your colleague to open the referral and press Hand over again.',
  ],
};
const ofTheMashWords = {
  heading: 'You work on this one for the MASH',
  lines: [
    'So you cannot hold it for who referred. Hand it to a colleague of the MASH first, or let another person take it over.',
  ],
};

/**
 * Only colleagues of the same organisation can take a referral over.
 * @returns the refusal for a guest, or for a person whom Teams cannot identify now; undefined for a colleague
 */
async function refusalToGuest({ teams, place, turnInput, pack, config }: Context) {
  const heading = 'You cannot take that over';
  const refusal = (words: string) => replyCard(helpCard(pack, { heading, lines: [words] }));
  try {
    const member = await teams.member(place.serviceUrl, place.conversationId, turnInput.sender.teamsId);
    return isOfOrganisation(member, place.tenantId)
      ? undefined
      : refusal('A referral goes only to colleagues of the same organisation, and not to guests.');
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    if (config.local) return undefined; // the emulator knows no guests
    return refusal('Teams did not tell me who you are just now, so nothing was done. Please try again.');
  }
}

const actions: readonly Action[] = [giveCode, casesAction(takeOver, ['chat'], takeOverReferral)];

/** “hand over HT-…” for the author, and “take over HT-… 483 127” for the colleague. */
const typed: Typed[] = [
  {
    words: withReferences(/^hand over(?:\s+REF)?[.!\s]*$/i),
    does({ person, named, id }, context) {
      if (named === undefined) return pressesMeant(handOver)({ person }, context);
      return id ? context.press(handOver, { case: id }) : notThere;
    },
  },
  {
    words: withReferences(/^take over\s+REF[\s:,]+(?<code>(?:\d[\s-]{0,3}){4,12})[.!\s]*$/i),
    does: ({ id, match: [, , code = ''] }, context) => askToTakeOver(id, code.replace(/\D/g, ''), context),
  },
];

export const handOverFeature = {
  name: 'hand-over',
  events,
  after: (record, event) => (event.type === 'HandOverAccepted' ? withNewAuthor(record, event) : record),
  clears(record, to, pack) {
    const before = leftAt(record, to);
    return before && { before, card: goneCard(record, pack) };
  },
  actions,
  typed,
  receipt: {
    top: ({ record }) => handedToYouLines(record),
    buttons: { handOver: (sent) => (isUnwritten(sent.referral) ? undefined : below(handOver, 'Hand over')(sent)) },
  },
} satisfies Feature;
