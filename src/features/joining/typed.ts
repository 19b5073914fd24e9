import type { Context } from '../../actions/context.ts';
import { whoOfTheDesk } from '../../actions/desk-person.ts';
import type { Command } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import type { Person } from '../../base/people.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { phonedIn } from '../../case/along.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { join, separate } from './joining.ts';

const joinWords = /^join\s+(\S.{0,39}?)\s+(?:with|and|into|to)\s+(\S.{0,39})$/i;
const separateWords = /^separate\s+(\S.{0,39})$/i;

type Asked = { what: 'join'; ids: [CaseId, CaseId] } | { what: 'separate'; id: CaseId };

/** @returns undefined for any other words; `unclear` where a reference is not whole */
function read(text: string): Asked | 'unclear' | undefined {
  const two = joinWords.exec(text.trim());
  if (two) {
    const [one, other] = [readCaseId(two[1] ?? ''), readCaseId(two[2] ?? '')];
    return one && other ? { what: 'join', ids: [one, other] } : 'unclear';
  }
  const alone = separateWords.exec(text.trim());
  if (!alone) return undefined;
  const id = readCaseId(alone[1] ?? '');
  return id ? { what: 'separate', id } : 'unclear';
}

/** The two in whichever order they were named: the call is the one that the MASH wrote down. */
async function done(asked: Asked, by: Person, context: Context): Promise<string> {
  if (asked.what === 'separate') return (await separate(asked.id, by, context)).text;
  const [one, other] = asked.ids;
  const swapped = !(await isLogged(one, context)) && (await isLogged(other, context));
  const named = swapped ? { logged: other, kept: one } : { logged: one, kept: other };
  return (await join(named, by, context)).text;
}

async function isLogged(id: CaseId, { cases }: Pick<Context, 'cases'>): Promise<boolean> {
  const record = await cases.load(id);
  const referral = record && submittedIn(referralOf(record.events));
  return referral !== undefined && phonedIn(referral) !== undefined;
}

/** “join HT-… with HT-…”, “separate HT-…”, written to the bot in the MASH channel. The answer names references and no fact. */
export function joinCommand(text: string): Command | undefined {
  const asked = read(text);
  if (!asked) return undefined;
  return async (context) => ({ text: asked === 'unclear' ? which : await done(asked, context.by, context) });
}

const which = 'That is no whole reference. Write it like this: join HT-7K3F-92Q with HT-5D2H-J4T. Nothing was changed.';

/** The same in the own chat of somebody of the MASH. From anybody else they are any other words. */
export const typed: readonly Typed[] = [
  {
    band: 'always',
    words: ({ text }) => typeof read(text) === 'object',
    async does({ text }, context) {
      const asked = read(text);
      const by = typeof asked === 'object' ? await whoOfTheDesk(context) : undefined;
      if (!by || typeof asked !== 'object') return undefined;
      return 'roles' in by ? [{ text: await done(asked, by, context) }] : [by];
    },
  },
];
