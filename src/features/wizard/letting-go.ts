import type { OwnPlan } from '../../actions/action.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { loadOwn } from '../../actions/which-case.ts';
import type { CaseId } from '../../base/reference.ts';
import type { Texts } from '../../base/texts.ts';
import { helpCard } from '../../cards/helpful.ts';
import { button, mainButton } from '../../cards/parts.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { askLetGo, myReferrals, open } from '../../cards/verbs.ts';
import { practiceLine } from '../../cards/warnings.ts';
import { withdraw } from '../../case/commands.ts';
import { withoutMasks } from '../../case/held.ts';
import { type CaseRecord, isOwnDraft, withoutDraft } from '../../case/record.ts';
import { isShown } from '../../case/standing.ts';
import { isUnwritten, referralOf } from '../../case/state.ts';
import { emptyAnswers } from '../../draft/draft.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { PersonRecord } from '../../store/people.ts';
import { readsOfChild, whoHasSeenIt } from './events.ts';
import { letGo, practice } from './verbs.ts';

/** Asks the author whether they really want to delete the draft. */
export const askToLetGo = ({ pack, shows }: Context): OwnPlan => ({
  does(own) {
    if (own.status === 'withdrawn') return shows.whereItStands(own);
    if (!own.progress || !isOwnDraft(own))
      return isUnwritten(referralOf(own.events)) ? shows.whereItStands(own) : tooLateReply(pack);
    return { saves: { ...own, progress: { ...own.progress, asked: 'let-go' } }, answer: askReply(own, pack) };
  },
});

function askReply(own: CaseRecord, pack: Pack): Reply {
  const keep = mainButton(open, 'Keep it', { case: own.id });
  const card = helpCard(pack, {
    heading: 'Delete this draft?',
    top: practiceLine(own),
    lines: [
      'It was not sent. Deleted, it is gone: nobody can bring it back.',
      ...whatMashKeeps(own),
      'Still worried about the child? Keep it and send it, even with gaps.',
    ],
    rows: [[keep, button(letGo, 'Delete it', { case: own.id }, { tooltip: 'Delete this draft for good' })]],
  });
  return [{ text: 'Type “delete it” to delete the draft for good, or “go on” to keep it.' }, ...replyCard(card)];
}

/** Deletes the draft. The history still says that there was one. Of its answers only what the MASH was told is kept. */
export function deleteDraft(id: CaseId, { by, cases, pack, people }: Context): OwnPlan {
  const tidied = (reply: (is?: keyof typeof ofWords) => Reply) => async () => {
    await cases.scrub(id);
    const { unfiled = [] } = await people.change(by.id, ({ openDraft, ...person }) =>
      openDraft && openDraft !== id ? { ...person, openDraft } : person,
    );
    return reply(unfiled.find(({ filed }) => filed?.into === id)?.filed?.check);
  };
  return {
    does: ({ events }, at) => withdraw(referralOf(events), at),
    on: withAnswersDeleted,
    after: (_, before) => tidied((is) => deletedReply(pack, [...whatMashKeeps(before), ...(is ? [ofWords[is]] : [])])),
    onRefusal: ({ kind }) => (kind === 'not-a-draft' ? tidied(() => tooLateReply(pack)) : undefined),
  };
}

const stay = 'The MASH keeps the words that went to it before you said that they are about this check.';
const ofWords = { open: stay, deleted: stay, practice: 'The words that you called practice leave the MASH, too.' };

/** The case without the answers of its draft. The MASH keeps what it sees of a case that it waits for. */
export function withAnswersDeleted(record: CaseRecord): CaseRecord {
  const rest = withoutDraft(record, { keep: false });
  const { names } = record.facts;
  return isUnwritten(referralOf(record.events))
    ? rest
    : { ...rest, facts: { answers: emptyAnswers, texts: {}, names } };
}

/** The answers to these fields, to be told or copied elsewhere: without those that are empty, and without masks. */
export function answeredValues({ facts }: CaseRecord, fields: string[]): Texts {
  const { values } = facts.answers;
  return Object.fromEntries(fields.flatMap((field) => (values[field] ? [[field, withoutMasks(values[field])]] : [])));
}

/**
 * What the MASH keeps when a draft is deleted. A child may be in danger, so a case that waits for the MASH goes on
 * waiting.
 */
function whatMashKeeps(record: CaseRecord): string[] {
  if (!isShown(record)) return [];
  return [
    `The MASH keeps what it was told already: that you rang, or that the child is missing, ${readsOfChild(record) ? 'what you wrote of the child, ' : ''}and your number.`,
    ...(isUnwritten(referralOf(record.events))
      ? ['They still look at it and may ring you. I tell you what they decide.']
      : []),
  ];
}

function deletedReply(pack: Pack, whatStays: string[]): Reply {
  const isKnownToMash = whatStays.length > 0;
  const gone = isKnownToMash
    ? ['What you wrote is deleted.', ...whatStays]
    : ['Nothing was sent, and nothing of it is kept.'];
  const lines = [...gone, 'If you are still worried, start again at any time.'];
  return [{ card: helpCard(pack, { heading: 'The draft is deleted', lines }), storeInChat: true }];
}

function tooLateReply(pack: Pack) {
  const add = 'Is something wrong in it? Press Add information and say what.';
  return replyCard(
    helpCard(pack, {
      heading: 'That was sent',
      lines: ['A referral that was sent cannot be deleted. To ask the MASH to let it go, type “withdraw”.', add],
    }),
  );
}

/** Whether words (“no”, even “yes”) answer “Delete this draft?” and not the check. Only “delete it” deletes. */
export const isReplyToDeletion = (text: string) =>
  /^(y|yes|yeah|n|no|nope|keep|keep it|don['’]?t|do not)( (please|thanks|thank you|delete( it)?))?[.! ]*$/i.test(
    text.trim(),
  );

/** The person's open check, if it is about a real child and not sent yet. */
export async function openCheck(person: PersonRecord, { cases }: Context): Promise<CaseRecord | undefined> {
  const open = person.openDraft && (await loadOwn(person.openDraft, person, { cases }));
  return open && isOwnDraft(open) && !open.practice ? open : undefined;
}

export function confirmPracticeCard(pack: Pack) {
  return helpCard(pack, {
    heading: 'You have a check open',
    lines: ['Practise with a made-up child? Your check stays as it is.'],
    rows: [[button(practice, 'Practise'), button(myReferrals, 'My referrals')]],
  });
}

export async function stopCard(id: CaseId, { cases, people, by, pack }: Context) {
  const [record, person] = await Promise.all([cases.load(id), people.load(by.id)]);
  return helpCard(pack, {
    heading: 'You can stop here',
    top: practiceLine({ practice: record?.practice }),
    lines: [
      `All that you wrote is saved, and ${record ? whoHasSeenIt(record, person) : 'nobody has seen your answers'}. Go on when you can.`,
    ],
    rows: [
      [
        mainButton(open, 'Go on', { case: id, below: true }),
        button(askLetGo, 'Delete this draft', { case: id, below: true }),
        toMyReferrals,
      ],
    ],
  });
}

export function nothingToStopCard(pack: Pack) {
  const lines = [
    'No check is open. What you sent to the MASH stands. To take that back, type “withdraw”.',
    'Drafts that were not sent stand in My referrals, with a button to delete each.',
  ];
  return helpCard(pack, { heading: 'There is nothing to stop', lines });
}

/** “delete it”, typed: deletes only if the bot has just asked. Otherwise the bot asks first. */
export async function deleteIfAsked(id: CaseId, { cases, press }: Context) {
  const record = await cases.load(id);
  return press(record?.progress?.asked === 'let-go' ? letGo : askLetGo, { case: id });
}
