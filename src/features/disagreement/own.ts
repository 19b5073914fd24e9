import type { Sender } from '../../actions/place.ts';
import { type Reply, say } from '../../actions/reply.ts';
import { staff } from '../../actions/staff.ts';
import { helpCard } from '../../cards/help.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf } from '../../case/state.ts';
import { type CaseId, readCaseId } from '../../reference.ts';
import type { PersonRecord } from '../../store/people.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { isErasedOwn, notYours, whereItStands } from '../../teams/showing.ts';
import { listed } from '../../teams/typed-beside.ts';
import { myReferrals } from '../own-cases/actions.ts';
import { type Answered, type DisagreementTap, onDisagreement } from './actions.ts';
import { disagreementsOf } from './state.ts';

/** A press of the referrer in their own chat, on a case of their own that is decided. */
export async function onOwnDisagreement(tap: DisagreementTap, sender: Sender, deps: BotDeps): Promise<Reply> {
  if (!tap.case) return notYours(deps);
  const about = tap.case;
  const done = await deps.cases.change<{ reply: Reply; isShown: boolean }>(about, (record) => {
    const nothing = (reply: Reply) => ({ result: { reply, isShown: false } });
    if (record.author !== sender.id || record.training) return nothing(notYours(deps));
    if (isErasedOwn(record, sender)) return nothing(whereItStands(record, deps));
    if (!isDecided(record)) return nothing(notDecided(deps));
    const by = { ...staff(sender), name: record.facts.names[sender.id] ?? sender.name };
    const answered: Answered | undefined = onDisagreement(record, tap, { by, side: 'referrer' }, deps);
    if (!answered) return nothing(notYours(deps));
    const { card, record: next } = answered;
    return { ...(next ? { record: next } : {}), result: { reply: [{ card, storeInChat: true }], isShown: true } };
  });
  if (done?.isShown) await deps.people.change(sender.id, (person) => ({ ...person, about })); // words typed next are about this one
  return done?.reply ?? notYours(deps);
}

const typed = /^(i disagree|my disagreement)(?:\s+([a-z]{2,6}-[^\s:]+?))?[.!\s]*(?::\s*([\s\S]*))?$/i;

/**
 * "I disagree", with a reference and with the reasons or without, and "my disagreement". Which case is meant is never guessed.
 * @returns undefined when it was something else
 */
export async function typedDisagreement(
  text: string,
  person: PersonRecord,
  sender: Sender,
  deps: BotDeps,
): Promise<Reply | undefined> {
  const [, command, named, reasons = ''] = typed.exec(text.trim()) ?? [];
  if (command === undefined) return undefined;
  const isNew = command.toLowerCase() === 'i disagree';
  const press = (id: CaseId) => onOwnDisagreement(tapFor(id, isNew, reasons), sender, deps);
  if (named !== undefined) {
    const id = readCaseId(named);
    return id ? press(id) : notYours(deps);
  }
  const own = (await deps.cases.of(sender.id, listed)).filter((record) => isDecided(record) && !record.training);
  const meant = isNew ? own : own.filter(hasDisagreement);
  const shown = meant.find(({ id }) => id === person.about) ?? (meant.length === 1 ? meant[0] : undefined);
  if (shown) return press(shown.id);
  if (meant.length === 0) return isNew ? notDecided(deps) : say(helpCard(deps.pack, none));
  return [
    { text: `Which one? Type “${command}” and its reference. Nothing was done yet.` },
    ...(await myReferrals(sender, deps)),
  ];
}

function tapFor(id: CaseId, isNew: boolean, reasons: string): DisagreementTap {
  if (isNew && reasons.trim() !== '')
    return { verb: 'disagreement-save', case: id, choice: 'raise', inputs: { reasons } };
  return { verb: isNew ? 'disagree' : 'disagreement', case: id, inputs: {} };
}

const isDecided = ({ events }: CaseRecord): boolean => referralOf(events).status === 'decided';
const hasDisagreement = ({ events }: CaseRecord): boolean =>
  disagreementsOf(events).some(({ side }) => side === 'referrer');

const none = {
  heading: 'You have no disagreement',
  lines: ['When the MASH has decided and you do not agree, press I disagree on its notice. Or type “I disagree”.'],
};

function notDecided(deps: BotDeps): Reply {
  return say(
    helpCard(deps.pack, {
      heading: 'There is no decision yet',
      lines: [
        'You can disagree once the MASH has decided.',
        `Is waiting not safe for the child? Ring ${deps.pack.phones.urgent} now. You need not wait.`,
      ],
    }),
  );
}
