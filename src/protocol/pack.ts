import { z } from 'zod';
import { oncePer } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import { ClockTime, Duration, msIn } from '../base/time.ts';
import { Central, defaultCentral } from './central.ts';
import { Condition, Flag, Id, Ids, ShownWhen, Text } from './condition.ts';
import {
  Advice,
  AgencyWords,
  AskedAnswers,
  type Confirmable,
  Contact,
  findContactFaults,
  OwnPhrases,
} from './contact.ts';
import { Clocks, DutyRules, inOrder, Retention } from './service.ts';

/**
 * One line to tick. `role`: an indicator suggests trafficking. Context is useful but suggests nothing by itself. A criterion is part of a
 * rule (private fostering). A trigger makes the referral urgent. `later`: not in the 2016 protocol. `onCard`: shorter words for cards, on
 * one line, and where the protocol's own words could label the child. `list`: the protocol's list, if it has not the id of the theme.
 * `sameAs`: others that say the same: only one of them is shown at first. `saidAs`: how people say it, to find it by the words
 * of a worry. `shownWhen`: all of these must hold.
 */
const Statement = z.strictObject({
  id: Id,
  text: Text,
  section: z.string(),
  role: z.enum(['indicator', 'context', 'criterion', 'trigger']).default('indicator'),
  later: Flag,
  onCard: Text.optional(),
  list: Id.optional(),
  sameAs: Ids.default([]),
  saidAs: z.array(Text).default([]),
  shownWhen: z.array(Condition).default([]),
});

/** A theme: statements to tick. @source Protocol 5.1–5.4, 6.3–6.8, 9, 10 */
const Group = z.strictObject({ id: Id, title: Text, statements: z.array(Statement).min(1) }).transform((group) => ({
  ...group,
  statements: group.statements.map((each) => ({ ...each, list: each.list ?? group.id })),
}));
export type Group = z.infer<typeof Group>;
export type Statement = Group['statements'][number];

/** A list of statements that a written referral prints by its own title, also when nothing was ticked. @source Protocol 5.1, 8.2 */
const List = z.strictObject({ id: Id, title: Text, requirement: z.string() });

const Choice = z.strictObject({ id: Id, label: Text, firstWhen: Condition.optional(), says: z.array(Text).optional() });

export const longestAnswer = 10_000; // characters that a pack may let somebody write into one box

/**
 * One question. `short`: its name on cards that show the answer. `printed`: the same for who did not write it. `ask`: shown if a required answer is missing. `limit`: counted in
 * characters. `reads`: which kind of date or time the answer is read as. `wanted`: the MASH is likely to ask for it. `household`: the answer is
 * the same for another child of the same home. `family`: it is the same only within one family. `folded`: it opens with a
 * button of these words. `dropDown`: its choices
 * open by a press, where a row for each would make the card too long. `inCare`: the words for a child in care; `left-out`: not asked then, because it asks where they live. `ifAgreed`: the words where consent was given.
 * `leftOutWhen`: for whom else. `says` of a choice: “nurse” of Health. `onlyOnCard`: whoever types is not asked for it. `requirement`: the item of a written referral (RF05).
 */
const Field = z.strictObject({
  id: Id,
  label: Text,
  short: Text,
  printed: Text.optional(),
  kind: z.enum(['text', 'long', 'phone', 'choice', 'yes-no', 'many']),
  limit: z.int().positive().max(longestAnswer),
  required: Flag,
  ask: Text.optional(),
  choices: z.array(Choice).optional(),
  reads: z.enum(['birth', 'ahead', 'past']).optional(),
  requirement: z.string().optional(),
  wanted: Flag,
  household: Flag,
  family: Flag,
  folded: Text.optional(),
  dropDown: Flag,
  onlyOnCard: Flag,
  inCare: z.union([z.literal('left-out'), z.strictObject({ label: Text, short: Text })]).optional(),
  ifAgreed: Text.optional(),
  leftOutWhen: Condition.optional(),
  unknown: Text.default('Left empty'), // shown if the referrer was asked and wrote nothing
});
export type Field = z.infer<typeof Field>;

const Section = z.enum(['danger', 'about-you', 'child', 'check', 'officer', 'consent', 'details']);
export type Section = z.infer<typeof Section>;

/** A card of at most ten questions. */
const Form = z.strictObject({
  id: Id,
  section: Section,
  title: Text,
  heading: Text,
  help: Text,
  fields: Ids.min(1).max(10),
  shownWhen: ShownWhen,
});
export type Form = z.infer<typeof Form>;

const places = [
  'welcome',
  'before-asking',
  'consent',
  'summary',
  'speaking',
  'injury',
  'nudge',
  'missing',
  'private-fostering',
  'disagree',
  'everything',
  'decision',
] as const;

/** Where a warning is shown: on a card (by its name), a form (`form:` and its id) or a theme of statements (`list:` and its id). */
const WarningPlace = z.union([
  z.enum(places),
  z.templateLiteral(['form:', z.string()]),
  z.templateLiteral(['list:', z.string()]),
]);
export type WarningPlace = z.infer<typeof WarningPlace>;

/** A warning of the protocol, in our own words. @source the protocol's sections 1 to 13, named in `section` */
const Warning = z.strictObject({
  id: Id,
  strong: Text.optional(),
  text: Text,
  section: z.string(),
  at: z.array(WarningPlace).min(1),
  shownWhen: ShownWhen,
});
export type Warning = z.infer<typeof Warning>;

/** The fields that rules and cards know by name. A pack must have them; it is free to choose all others. */
const namedFields =
  'agency name role phone other phoned-when phoned-who child-name child-age whereabouts with leaves-sight worry consent consent-why basis';
const namedForms = 'phoned about-you child situation officer consent-asked consent';

/** A protocol pack holds all content: questions, words, warnings, contacts and times. */
export const Pack = z
  .strictObject({
    id: Id,
    version: z.string().min(1).max(40),
    title: Text,
    contentDate: z.string(),
    lastReviewed: z.iso.date(),
    emergency: Text,
    silentCall: Text.default(''), // what to do if one cannot speak when ringing 999; may be left out
    definition: Text, // what trafficking is, for the first card
    sharedWith: Text, // printed in each written referral
    handedOnAs: z.enum(['contact', 'referral']).default('contact'), // what the council’s own system calls it
    contacts: z.array(Contact),
    phones: z.strictObject({ urgent: Text, outOfHours: Text }),
    noteLimit: z.int().positive(),
    hours: Text, // the office hours of the MASH in words
    officeHours: z.strictObject({ from: ClockTime.default('09:00'), until: ClockTime.default('17:00') }).prefault({}),
    advice: Advice,
    answers: AskedAnswers.default([]),
    phrases: OwnPhrases,
    fields: z.array(Field),
    forms: z.array(Form),
    walk: z.strictObject({ referral: Ids }), // the forms of the written referral, in the order they are asked
    groups: z.array(Group),
    lists: z.array(List).default([]),
    warnings: z.array(Warning),
    clocks: Clocks,
    retention: Retention,
    duty: DutyRules.prefault({}),
    saidTo: AgencyWords.default({}),
    board: Text.default('Board'), // who oversees the work, as in "Report for the Board"
    central: Central.prefault(defaultCentral),
    /** Statements that do something when they are ticked. */
    signals: z.strictObject({
      danger: Ids, // the numbers to ring are shown, and the referral is urgent
      injury: Ids, // medical help first
      parentsInvolved: Ids, // counts as control, too
      control: Ids.default([]), // adults control the child: even if the carer agreed, cards warn that the child may be moved
    }),
    practice: z.record(Id, Text), // answers of the made-up child to practise with
  })
  .superRefine((pack, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    findContactFaults(pack, fault);
    for (const { path, time, limit, of } of inOrder(pack.clocks))
      if ([time, limit].every((each) => Duration.safeParse(each).success) && msIn(time) > msIn(limit))
        fault(['clocks', ...path], `${time} is longer than ${limit}, which is ${of}`);
    const idsOf = (all: { id: string }[]) => new Set(all.map(({ id }) => id));
    const statements = pack.groups.flatMap((group) => group.statements);
    const known = {
      field: idsOf(pack.fields),
      form: idsOf(pack.forms),
      theme: idsOf(pack.groups),
      list: new Set(statements.map(({ list }) => list)),
      statement: idsOf(statements),
    };
    const mustExist = (kind: keyof typeof known, path: (string | number)[], ids: string[]) => {
      for (const [place, id] of ids.entries())
        if (!known[kind].has(id)) fault([...path, place], `no ${kind} has this id`);
    };
    for (const id of namedFields.split(' ')) if (!known.field.has(id)) fault(['fields'], `the field ${id} is missing`);
    for (const id of namedForms.split(' ')) if (!known.form.has(id)) fault(['forms'], `the form ${id} is missing`);
    for (const [index, { fields }] of pack.forms.entries()) mustExist('field', ['forms', index, 'fields'], fields);
    for (const [index, { kind, choices }] of pack.fields.entries()) {
      if (['choice', 'yes-no', 'many'].includes(kind) && !choices?.length)
        fault(['fields', index, 'choices'], 'a choice needs something to choose from');
    }
    for (const [index, { id }] of pack.lists.entries()) mustExist('list', ['lists', index], [id]);
    for (const [index, { statements }] of pack.groups.entries())
      mustExist(
        'statement',
        ['groups', index],
        statements.flatMap(({ sameAs }) => sameAs),
      );
    for (const [signal, ids] of Object.entries(pack.signals)) mustExist('statement', ['signals', signal], ids);
    for (const [index, { from, lists }] of pack.central.asks.entries()) {
      mustExist('field', ['central', 'asks', index, 'from'], from);
      mustExist('list', ['central', 'asks', index, 'lists'], lists);
    }
    for (const [agency, { fields, forms }] of Object.entries(pack.saidTo)) {
      mustExist('field', ['saidTo', agency, 'fields'], Object.keys(fields));
      mustExist('form', ['saidTo', agency, 'forms'], Object.keys(forms));
    }
    for (const id of Object.keys(pack.practice))
      if (!known.field.has(id)) fault(['practice', id], 'no field has this id');
    for (const [index, { at }] of pack.warnings.entries()) {
      for (const [place, where] of at.entries()) {
        const [kind, id = ''] = where.split(':');
        if (kind === 'form' || kind === 'list')
          mustExist(kind === 'form' ? kind : 'theme', ['warnings', index, 'at', place], [id]);
      }
    }
    mustExist('form', ['walk', 'referral'], pack.walk.referral);
  });

/** Names and numbers of people, by agency, as an administrator wrote them down. @source Protocol 6.1, 8.1 */
export interface Directory {
  officers: Texts;
  coordinators: Texts;
}

export type Pack = Omit<z.infer<typeof Pack>, keyof Confirmable> & Confirmable & { directory?: Directory };

const fieldsOf = oncePer(({ fields }: Pack) => new Map(fields.map((field) => [field.id, field])));

/** The field with this id. Packs are checked when they are loaded, so a missing field is a programming error. */
export function fieldOf(pack: Pack, id: string): Field {
  const field = fieldsOf(pack).get(id);
  if (!field) throw new Error(`the protocol pack has no field ${id}`);
  return field;
}

export function formOf(pack: Pack, id: string): Form | undefined {
  return pack.forms.find((form) => form.id === id);
}

/** The words of a choice as shown. An id that the pack no longer knows is shown as it is. */
export function choiceLabel(pack: Pack, fieldId: string, choiceId: string): string {
  return fieldOf(pack, fieldId).choices?.find((choice) => choice.id === choiceId)?.label ?? choiceId;
}
