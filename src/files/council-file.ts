import { z } from 'zod';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { answerInWords } from '../cards/referral-text.ts';
import { coveredWords, statementTicked } from '../cards/statement.ts';
import { decisionEntries } from '../case/decision-record.ts';
import { type CaseRecord, textIn } from '../case/record.ts';
import { senderOf } from '../case/referrer-reach.ts';
import { erasedIn } from '../case/standing.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo, emptyTicks } from '../draft/draft.ts';
import { packFor, printedTitle } from '../draft/fields.ts';
import { mayBePlaced } from '../draft/placed.ts';
import { nothingLeft } from '../features/retention/cards.ts';
import type { DecisionKind } from '../history/decision.ts';
import { type CaseEvent, isA, saidName, textOf } from '../history/events.ts';
import { choiceLabel, type Pack } from '../protocol/pack.ts';
import { happeningIn } from './case-file.ts';
import { isOnlyInHistory } from './event-words.ts';

/** The words that English authorities share for the data of their case systems, in the revision that we read. */
const vocabulary = {
  name: 'SSD data model, data-to-insight/ssd-data-model',
  revision: '4987c73f5369395fa873397277fb8a66e9aa5243',
  of: '2026-07-14',
} as const;

/**
 * How the referrer knows it. `seen`: a sign that they saw. `opinion`: one that they suspect. `not-seen`: one that they looked for.
 * `said`: their own words, in which they say themselves what they saw and who told them. `mash`: what the MASH recorded.
 */
const Basis = z.enum(['seen', 'opinion', 'not-seen', 'said', 'mash']);

/** Something that the vocabulary has no place for, in words. `id`: of the question, statement or event, in our pack or history. */
const Said = z.strictObject({
  id: z.string(),
  requirement: z.string(), // the item of the written referral in the protocol, such as “RF05”; may be empty
  title: z.string(),
  basis: Basis,
  by: z.string(), // may be empty
  at: Instant,
  text: z.string(),
});
type Said = z.infer<typeof Said>;

/** One value that has a place: its table, its field and the number of that item. */
const Item = z.strictObject({ table: z.string(), field: z.string(), item: z.string(), value: z.string() });
type Item = z.infer<typeof Item>;

/**
 * What the council's own system takes of a case. Times are UTC. Without words sent by mistake or hidden, claims to be
 * family, links, and where a child is placed: `leftOut` names them.
 */
export const CouncilFile = z.strictObject({
  format: z.literal(1),
  vocabulary: z.strictObject({ name: z.string(), revision: z.string(), of: z.string() }),
  reference: CaseId,
  madeAt: Instant,
  items: z.array(Item),
  said: z.array(Said),
  leftOut: z.array(z.string()),
});
export type CouncilFile = z.infer<typeof CouncilFile>;

/** Facts that no other system needs, or that must not travel: each has its own way to whoever needs it. */
const staysHere = isA('FamilyClaimed', 'CaseLinked', 'SentByMistake', 'HidingAsked', 'WordsHidden', 'PoliceNoteAdded');

/** Fields that may say where a child is placed. */
const saysWhere = ['organisation', 'whereabouts', 'address', 'all-addresses', 'premises', 'household'];

/** @source Protocol 8.2: the record of the referral and of the decision */
export function councilFile(record: CaseRecord, referral: SubmittedReferral, pack: Pack, madeAt: Instant): CouncilFile {
  const erased = erasedIn(record.events);
  const head = { format: 1, vocabulary, reference: record.id, madeAt } as const;
  const items = itemsOf(record, referral, pack);
  if (erased) return { ...head, items, said: [], leftOut: [nothingLeft(erased)] };
  const answers = answersOf(record, referral, pack);
  const later = laterOf(record, referral, pack);
  return {
    ...head,
    items,
    said: [...answers.said, ...signsOf(record, referral, pack), ...later.said],
    leftOut: [...answers.leftOut, ...later.leftOut],
  };
}

function answersOf(record: CaseRecord, referral: SubmittedReferral, whole: Pack) {
  const { answers, names } = record.facts;
  const pack = packFor(whole, answers);
  const given = pack.fields.filter(({ id }) => answerTo(answers, id) !== undefined);
  const isKept = ({ id }: { id: string }) => !(mayBePlaced(answers) && saysWhere.includes(id));
  const by = names[senderOf(record, referral.submittedBy)] ?? '';
  return {
    said: given.filter(isKept).map((field): Said => {
      const { id, requirement = '' } = field;
      const text = answerInWords(answers, field, pack);
      return {
        id,
        requirement,
        title: printedTitle(field, answers),
        basis: 'said',
        by,
        at: referral.submittedAt,
        text,
      };
    }),
    leftOut: given
      .filter((field) => !isKept(field))
      .map((field) => `${printedTitle(field, answers)}: the child may be placed there. It is in the case.`),
  };
}

function signsOf({ facts }: CaseRecord, { submittedAt, checkAddedAt = submittedAt }: SubmittedReferral, pack: Pack) {
  const { answers } = facts;
  return pack.groups.flatMap(({ id: theme, title, statements }) => {
    const { seen, suspected, looked, note } = answers.ticks[theme] ?? emptyTicks;
    const rest = { requirement: '', title, by: '', at: checkAddedAt };
    const signs = statements.flatMap((statement): Said[] => {
      const { id } = statement;
      const covered = coveredWords(answers, statement, pack);
      const isSuspected = suspected.includes(id);
      if (!seen.includes(id) && !isSuspected && !looked.includes(id) && covered === '') return [];
      const basis = seen.includes(id) ? 'seen' : isSuspected ? 'opinion' : covered === '' ? 'not-seen' : 'said';
      return [{ ...rest, id, basis, text: `${statementTicked(statement)}${covered}` }];
    });
    const noted: Said[] = note.trim() === '' ? [] : [{ ...rest, id: `${theme}-note`, basis: 'said', text: note }];
    return [...signs, ...noted];
  });
}

/** What was said and recorded after sending. */
function laterOf(record: CaseRecord, referral: SubmittedReferral, pack: Pack) {
  const { events, author } = record;
  const isMistake = (event: CaseEvent) => referral.mistakes[saidName(event) ?? ''] !== undefined;
  const isHidden = (event: CaseEvent) => {
    const name = saidName(event);
    return name !== undefined && textIn(record, name) !== (record.facts.texts[name] ?? '');
  };
  const told = events.filter(
    (event) => (!isOnlyInHistory(event) || isA('QuestionAsked', 'QuestionAnswered')(event)) && !staysHere(event),
  );
  const kept = told.filter((event) => !isMistake(event) && !isHidden(event));
  return {
    said: kept.map((event): Said => {
      const { title, text, at, by } = happeningIn(record, event, pack, referral);
      const words = isA('QuestionAsked', 'QuestionAnswered')(event) ? questionWords(record, event) : text;
      const basis = 'by' in event && event.by === author ? 'said' : 'mash';
      return { id: event.type, requirement: '', title, basis, by: by?.name ?? '', at, text: words };
    }),
    leftOut: [
      ...told.filter(isMistake).map(({ at }) => `Words sent by mistake, ${at}`),
      ...told.filter((event) => !isMistake(event) && isHidden(event)).map(({ at }) => `Hidden words, ${at}`),
      ...events.filter(staysHere).map(({ type, at }) => `${type}, ${at}`),
    ],
  };
}

const questionWords = (record: CaseRecord, event: CaseEvent) =>
  event.type === 'QuestionAsked'
    ? textIn(record, textOf.question(event.question))
    : textIn(record, saidName(event) ?? '') || 'Not known';

/** Agencies for which the national codes of sources have one code alone. */
const sourceCodes: Record<string, string> = { housing: '4', police: '6' };

type Value = [table: string, field: string, item: string, value: string | undefined];

/** The same of a contact and of a referral: many front doors call a contact what the protocol calls a referral. */
const asCalled = {
  contact: {
    table: 'ssd_contacts',
    id: ['cont_contact_id', 'CONT001A'],
    date: ['cont_contact_date', 'CONT003A'],
    code: ['cont_contact_source_code', 'CONT004A'],
    source: ['cont_contact_source_desc', 'CONT006A'],
    outcome: ['cont_contact_outcome_json', 'CONT005A'],
  },
  referral: {
    table: 'ssd_cin_episodes',
    id: ['cine_referral_id', 'CINE001A'],
    date: ['cine_referral_date', 'CINE003A'],
    code: ['cine_referral_source_code', 'CINE004A'],
    source: ['cine_referral_source_desc', 'CINE012A'],
    outcome: ['cine_referral_outcome_json', 'CINE005A'],
  },
} as const;

/** What has a place in the vocabulary. The child's own number in the council's system is not known here. */
function itemsOf(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Item[] {
  const { answers } = record.facts;
  const { submittedAt, call } = referral;
  const given = (field: string) => answerTo(answers, field);
  const agency = given('agency');
  const { table, ...called } = asCalled[pack.handedOnAs];
  const own = (name: keyof typeof called, value: string | undefined): Value => [table, ...called[name], value];
  const police = given('police-reference');
  const values: Value[] = [
    own('id', record.id),
    own('date', call.kind === 'made' ? call.at : submittedAt),
    own('code', sourceCodes[agency ?? '']),
    own('source', agency && choiceLabel(packFor(pack, answers), 'agency', agency)),
    own('outcome', outcomeOf(record, referral, pack)),
    ['ssd_person', 'pers_dob', 'PERS005A', answers.readings['child-age']?.day],
    ['ssd_immigration_status', 'immi_immigration_status', 'IMMI002A', given('immigration')],
    ['ssd_linked_identifiers', 'link_identifier_type', 'LINK003A', police && 'Police reference'],
    ['ssd_linked_identifiers', 'link_identifier_value', 'LINK004A', police],
    ...missingOf(referral),
  ];
  return values.flatMap(([table, field, item, value]) => (value ? [{ table, field, item, value }] : []));
}

/** The end of a disappearance is the moment that somebody at the MASH confirmed, and no report of the referrer. */
function missingOf({ missing, safe }: SubmittedReferral): Value[] {
  const since = missing.find(({ isAnswer }) => !isAnswer)?.at;
  return [
    ['ssd_missing', 'miss_missing_episode_start_date', 'MISS003A', since],
    ['ssd_missing', 'miss_missing_episode_end_date', 'MISS005A', since && (safe?.seenAt ?? safe?.at)],
  ];
}

/** The flags of an outcome: each key stands in every file, empty where we do not know. undefined until there is a decision. */
function outcomeOf({ events, facts }: CaseRecord, { missing }: SubmittedReferral, pack: Pack): string | undefined {
  const decision = decisionEntries(events).at(-1)?.decision;
  if (!decision) return undefined;
  const flag = (...kinds: DecisionKind[]) => (kinds.includes(decision) ? 'Y' : 'N');
  const both = {
    NFA_FLAG: flag('no-further-action'),
    NON_AGENCY_ADOPTION_FLAG: '',
    PRIVATE_FOSTERING_FLAG: answerTo(facts.answers, 'pf-carer') === 'not-close-family' ? 'Y' : 'N',
    OTHER_OUTCOMES_EXIST_FLAG: flag('early-help', 'other'),
  };
  return JSON.stringify(
    pack.handedOnAs === 'contact'
      ? {
          NEW_REFERRAL_FLAG: flag('assessment', 'child-in-need', 'child-protection', 'immediate'),
          EXISTING_REFERRAL_FLAG: '',
          CP_ENQUIRY_FLAG: flag('child-protection', 'immediate'),
          ADVICE_FLAG: '',
          MISSING_FLAG: missing.length > 0 ? 'Y' : 'N',
          OLA_CP_FLAG: '',
          ...both,
        }
      : {
          SINGLE_ASSESSMENT_FLAG: flag('assessment', 'child-in-need'),
          STRATEGY_DISCUSSION_FLAG: flag('child-protection', 'immediate'),
          CLA_REQUEST_FLAG: '',
          CP_TRANSFER_IN_FLAG: '',
          CP_CONFERENCE_FLAG: '',
          CARE_LEAVER_FLAG: '',
          ...both,
        },
  );
}

/** The same as rows: what has a place, then what has none, then what was left out. */
export async function councilCsv({ vocabulary: { name, revision }, items, said, leftOut }: CouncilFile) {
  const { stringify } = await import('csv-stringify/sync');
  const rows = [
    ['Table', 'Field or id', 'Item', 'Title', 'Basis', 'By', 'At', 'Text'],
    ['vocabulary', name, '', '', '', '', '', revision],
    ...items.map(({ table, field, item, value }) => [table, field, item, '', '', '', '', value]),
    ...said.map(({ id, requirement, title, basis, by, at, text }) => [
      'said',
      id,
      requirement,
      title,
      basis,
      by,
      at,
      text,
    ]),
    ...leftOut.map((text) => ['left-out', '', '', '', '', '', '', text]),
  ];
  return stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
