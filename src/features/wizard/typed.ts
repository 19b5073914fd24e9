import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { Typed, Words } from '../../actions/typed.ts';
import { isWritten, lastSentFirst, mostCasesListed, onCaseMeant } from '../../actions/which-case.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { helpCard } from '../../cards/help.ts';
import { open, start, startNew } from '../../cards/verbs.ts';
import { isCheckDone } from '../../check/not-known.ts';
import type { LinkKind } from '../../history/linking.ts';
import type { PersonRecord } from '../../store/people.ts';
import { addInformation } from '../information/verbs.ts';
import { startLinked } from '../linking/verbs.ts';
import { isDidYouRingPending, saysNotRung, saysRung } from './did-you-ring.ts';
import { onDraft } from './drafting.ts';
import type { DraftCommand } from './obeying.ts';
import { nothingToStop, openCheck, practiseFirst, stopCard } from './stopping.ts';
import { addCheck, askLetGo, letGo, notRung, practice, rang } from './verbs.ts';

/** Beginning, opening, stopping and deleting, in words. */
export const typed: Typed[] = [
  {
    band: 'always',
    words: ['start', 'start a check', 'start again', 'restart', 'new referral'],
    does: (_, { press }) => press(start, {}),
  },
  { band: 'always', words: ['start new', 'start a new one'], does: (_, { press }) => press(startNew, {}) },
  {
    band: 'always',
    words: ['practice', 'practise'],
    does: async ({ person }, context) =>
      (await openCheck(person, context)) ? replyCard(practiseFirst(context.pack)) : context.press(practice, {}),
  },
  {
    band: 'always',
    words: ['start a linked referral'],
    does: ({ person }, context) => onCaseMeant(person, context, (id) => context.press(startLinked, { case: id })),
  },
  {
    band: 'always',
    words: /^(?:linked\s*:\s*(?:same )?|refer a )(family|sibling|home|household|address|adult|other)\b[.!\s]*$/i,
    does: ({ person }, context, match) =>
      onCaseMeant(person, context, (id) =>
        context.press(startLinked, { case: id, choice: kinds[match?.[1]?.toLowerCase() ?? ''] }),
      ),
  },
  {
    band: 'before the question',
    words: ['stop', 'cancel', 'quit', 'exit'],
    does: async ({ person: { openDraft } }, context) =>
      replyCard(openDraft ? await stopCard(openDraft, context) : nothingToStop(context.pack)),
  },
  {
    band: 'before the question',
    words: ['withdraw', 'delete this draft', 'delete draft', 'delete'],
    does: async ({ person: { openDraft } }, { press, pack }) =>
      openDraft ? press(askLetGo, { case: openDraft }) : replyCard(nothingToStop(pack)),
  },
  {
    band: 'before the question',
    words: ['delete it'],
    does: async ({ person: { openDraft } }, context) => openDraft && deleteIfAsked(openDraft, context),
  },
  {
    // Asked whether they rang, and nothing said since: it is no answer to the question of the check.
    band: 'before the question',
    words: ({ said, person }) => person.openDraft !== undefined && (saysRung(said) || saysNotRung(said)),
    async does({ said, person: { openDraft } }, { cases, press }) {
      const record = openDraft && (await cases.load(openDraft));
      if (!record || !isDidYouRingPending(record)) return undefined;
      return press(saysRung(said) ? rang : notRung, { case: record.id });
    },
  },
  {
    band: 'before the question',
    words: ['change', 'change it', 'change something'],
    does: ({ person }, context) => changeWhat(person, context),
  },
  // “Bedwell School” and “child ran away” read as references, too, but of nobody's letters.
  {
    band: 'last',
    words: ({ text }) => readCaseId(text) !== undefined,
    async does({ text }, { press, config: { organisation } }) {
      const id = readCaseId(text);
      return id?.startsWith(`${organisation}-`) ? press(open, { case: id }) : undefined;
    },
  },
  { band: 'last', words: ['add what you saw'], does: (_, context) => addToLatest(context) },
];

const kinds: Record<string, LinkKind> = {
  family: 'family',
  sibling: 'family',
  home: 'household',
  household: 'household',
  address: 'household',
  adult: 'adult',
  other: 'other',
};

/** "delete it" typed: done only by who was asked just before; anybody else is asked first. */
async function deleteIfAsked(id: CaseId, { cases, press }: Context): Promise<Reply> {
  const record = await cases.load(id);
  return press(record?.progress?.asked === 'let-go' ? letGo : askLetGo, { case: id });
}

/** Something is wrong in what was written: in the check that is open, or else in a referral that was sent, which itself stays as it is. */
async function changeWhat(person: PersonRecord, context: Context): Promise<Reply> {
  if (person.openDraft) return onDraft(person.openDraft, { kind: 'change', section: 'check-answers' }, context);
  const own = await context.cases.of(person.id, mostCasesListed);
  if (!own.some(isWritten)) return replyCard(helpCard(context.pack, nothingToChange));
  const words = 'What you sent stays as it is. Write what is right: it goes to the MASH as new information.';
  return [
    { text: words },
    ...(await onCaseMeant(person, context, (id) => context.press(addInformation, { case: id }))),
  ];
}

const nothingToChange = {
  heading: 'There is nothing to change',
  lines: ['No check is open, and you have sent no referral.'],
};

/** The latest referral that was sent without the indicator check. */
async function addToLatest({ by, cases, press, shows }: Context): Promise<Reply> {
  const own = (await cases.of(by.id, mostCasesListed)).sort(lastSentFirst);
  const latest = own.find(
    (record) => isWritten(record) && record.status !== 'joined' && !isCheckDone(record.facts.answers),
  );
  return latest ? press(addCheck, { case: latest.id }) : shows.ownCases();
}

/** What is typed while a check is open and asks for nothing else answers its question. @returns undefined when none is open */
export async function typedIntoDraft(words: Words, context: Context): Promise<Reply | undefined> {
  const { openDraft } = words.person;
  return openDraft && onDraft(openDraft, commandOf(words), context);
}

function commandOf({ said, text }: Words): DraftCommand {
  if (said === 'back') return { kind: 'back' };
  if (said === 'check answers') return { kind: 'check-answers' };
  if (said === 'go on' || said === 'resume') return { kind: 'show' };
  return { kind: 'type', text };
}
