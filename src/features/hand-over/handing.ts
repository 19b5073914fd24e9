import { customAlphabet } from 'nanoid';
import type { PressInput } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import type { Context, Reply } from '../../actions/context.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { plus } from '../../base/time.ts';
import { tooLongWords } from '../../cards/forms.ts';
import { helpCard } from '../../cards/help.ts';
import { isOfOrganisation } from '../../connector/of-the-mash.ts';
import { TeamsFault } from '../../connector/teams.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { codeCard, takenOverCard, takeOverCard } from './cards.ts';
import { acceptHandOver, codeLives, offerIt, type TakeOverClaim, whyNotTakeOver, withWrongCode } from './rules.ts';
import type { handOver, takeOver } from './verbs.ts';

const newCode = customAlphabet('0123456789', 6);

/** Gives the author a code for a colleague; while one is good, the same. */
export async function handItOver({ case: id }: PressInput<typeof handOver>, context: Context): Promise<Reply> {
  const { by, now, pack, place, shows } = context;
  const code = newCode();
  const done = await changeCase<Reply>(id, context, (record) => {
    const at = now();
    const outcome = offerIt(record, { by, now: at });
    const handOver = { code, until: plus(at, codeLives), tenantId: place.tenantId, wrong: 0 };
    return {
      outcome,
      by: { ...by, name: record.facts.names[by.id] ?? by.name },
      on: outcome.kind === 'happened' ? { ...record, handOver } : record,
      answer(next, how) {
        if (typeof how !== 'object') return [{ card: codeCard(next, pack) }];
        return how.kind === 'not-submitted' ? [{ card: helpCard(pack, notSent) }] : shows.notYours();
      },
    };
  });
  return done?.answer ?? shows.notYours();
}

const notSent = {
  heading: 'That cannot be handed over',
  lines: ['Only a referral that was sent, and whose facts are kept, can go to a colleague.'],
};

/** "take over HT-… 483 127": what it means, before anything is accepted. */
export async function askToTakeOver(named: string, code: string, context: Context): Promise<Reply> {
  const { by, people } = context;
  const id = readCaseId(named);
  const isGuest = await guest(context);
  if (isGuest !== false) return isGuest;
  const { phone = '' } = (await people.load(by.id)).aboutYou;
  return id ? tried(id, { code, tenantId: context.place.tenantId }, context, phone) : cannot(context);
}

/** The colleague accepts, in one press. */
export async function acceptIt(given: PressInput<typeof takeOver>, context: Context): Promise<Reply> {
  const { by, now, pack, people, place, shows } = context;
  const { case: id, code, inputs, attempt } = given;
  const isGuest = await guest(context);
  if (isGuest !== false) return isGuest;
  const shown = { code, tenantId: place.tenantId };
  const { limit } = fieldOf(pack, 'phone');
  const done = await changeCase<Reply | 'not'>(id, context, (record) => {
    const at = now();
    if (whyNotTakeOver(record, shown, by, at)) return { instead: 'not' };
    const again = (problem: string): Reply => [
      { card: takeOverCard(record, { code, pack, phone: inputs.phone.slice(0, 8000), problem, attempt: attempt + 1 }) },
    ];
    return {
      outcome: acceptHandOver(record, inputs.phone, limit, { by, now: at }),
      by,
      answer(next, how) {
        if (typeof how !== 'object') return [{ card: takenOverCard(next, pack), storeInChat: true }];
        return again(how.kind === 'text-too-long' ? tooLongWords(limit) : 'Write the number to ring.');
      },
    };
  });
  if (!done) return shows.notYours();
  if (done.isNew) await people.change(by.id, (person) => ({ ...person, about: id }));
  return done.answer === 'not' ? tried(id, shown, context, inputs.phone) : done.answer;
}

/** What somebody with this code may read. A wrong code is counted, so that none can be found by trying. */
async function tried(id: CaseId, shown: TakeOverClaim, context: Context, phone: string): Promise<Reply> {
  const { by, cases, now, pack, shows } = context;
  const answer = await cases.change<Reply>(id, (record) => {
    switch (whyNotTakeOver(record, shown, by, now())) {
      case undefined:
        return { result: [{ card: takeOverCard(record, { code: shown.code, pack, phone }) }] };
      case 'yours':
        return { result: shows.whereItStands(record) };
      case 'mash':
        return { result: [{ card: helpCard(pack, ofTheMash) }] };
      case 'wrong code':
        return { record: withWrongCode(record), result: cannot(context) };
      case 'unknown':
        return { result: cannot(context) };
    }
  });
  return answer ?? cannot(context);
}

const cannot = ({ pack }: Context): Reply => [{ card: helpCard(pack, noSuchOffer) }];
const noSuchOffer = {
  heading: 'I cannot hand that over',
  lines: [
    'The reference or the code is not right, or the code is over. It is good for one hour.',
    'Ask your colleague to open the referral and press Hand over again.',
  ],
};
const ofTheMash = {
  heading: 'You work on this one for the MASH',
  lines: [
    'So you cannot hold it for who referred. Hand it to a colleague of the MASH first, or let another person take it over.',
  ],
};

/** A referral goes to colleagues of the organisation alone, whoever else may refer. @returns false for a colleague, else what they read */
async function guest({ teams, place, doing, pack, config }: Context): Promise<Reply | false> {
  const heading = 'You cannot take that over';
  const said = (words: string): Reply => [{ card: helpCard(pack, { heading, lines: [words] }) }];
  try {
    const member = await teams.member(place.serviceUrl, place.conversationId, doing.sender.teamsId);
    return isOfOrganisation(member, place.tenantId)
      ? false
      : said('A referral goes only to colleagues of the same organisation, and not to guests.');
  } catch (error) {
    if (!(error instanceof TeamsFault)) throw error;
    if (config.local) return false; // the emulator knows no guests
    return said('Teams did not tell me who you are just now, so nothing was done. Please try again.');
  }
}
