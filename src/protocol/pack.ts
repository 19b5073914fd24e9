import { z } from 'zod';
import { Duration, msIn } from '../time.ts';

const Id = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'use letters, digits and hyphens');
const Text = z.string().max(2000);

const Choice = z.strictObject({ id: Id, label: Text });
export type Choice = z.infer<typeof Choice>;

/**
 * One thing that can be asked. `short` names it on cards that show the answer, `ask` is said when a required answer is missing,
 * `limit` counts characters, `reads` says which kind of date or time the words are read as.
 */
const Field = z.strictObject({
  id: Id,
  label: Text,
  short: Text,
  kind: z.enum(['text', 'long', 'phone', 'choice', 'yes-no', 'many']),
  limit: z.int().positive().max(10_000),
  required: z.boolean().default(false),
  ask: Text.optional(),
  choices: z.array(Choice).optional(),
  reads: z.enum(['birth', 'ahead', 'past']).optional(),
  requirement: z.string().optional(),
  optional: z.boolean().default(false),
  unknown: Text.default('Not known'),
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
  fields: z.array(Id).min(1).max(10),
});
export type Form = z.infer<typeof Form>;

/** A list of statements to tick, and for whom it is shown. @source Protocol 5.1–5.4, 6.3–6.8, 9, 10 */
const Group = z.strictObject({
  id: Id,
  title: Text,
  shownWhen: z.union([
    z.strictObject({ always: z.literal(true) }),
    z.strictObject({ agency: Id }),
    z.strictObject({ situation: Id, is: z.array(Id).min(1) }),
  ]),
  statements: z
    .array(z.strictObject({ id: Id, text: Text, section: z.string() }))
    .min(1)
    .max(12),
});
export type Group = z.infer<typeof Group>;

const Warning = z.strictObject({ strong: Text.optional(), text: Text, section: z.string() });

// Nothing can be said again every zero seconds.
const Every = Duration.refine((length) => msIn(length) > 0, 'must be longer than nothing');

const Clocks = z.strictObject({
  decision: z.strictObject({
    within: Duration,
    remind: z.array(Duration),
    escalate: Duration,
    overdueEvery: Every,
  }),
  writtenConfirmation: z.strictObject({ within: Duration, remind: z.array(Duration), overdueEvery: Every }),
  idleDraft: z.strictObject({ remind: z.array(Duration) }),
  delivery: z.strictObject({ confirmWithin: Duration }),
});
export type Clocks = z.infer<typeof Clocks>;

/** The fields that rules and cards know by name; everything else is a pack's own affair. */
const namedFields = [
  ...[
    'agency',
    'name',
    'role',
    'phone',
    'other',
    'phoned-when',
    'phoned-who',
    'child-name',
    'child-age',
    'whereabouts',
  ],
  ...['with', 'leaves-sight', 'worry', 'consent', 'consent-why', 'basis'],
];

/** Everything that is content: what is asked, shown, warned of, rung and timed. */
export const Pack = z
  .strictObject({
    id: Id,
    version: z.string().min(1).max(40),
    title: Text,
    contentDate: z.string(),
    lastReviewed: z.iso.date(),
    emergency: Text,
    contacts: z.array(
      z.strictObject({
        id: Id,
        name: Text,
        phone: Text,
        note: Text,
        when: z.enum(['always', 'urgent', 'advice']),
      }),
    ),
    phones: z.strictObject({ urgent: Text, outOfHours: Text }),
    noteLimit: z.int().positive(),
    hours: Text,
    fields: z.array(Field),
    forms: z.array(Form),
    walk: z.strictObject({ referral: z.array(Id) }),
    groups: z.array(Group),
    warnings: z.strictObject({
      beforeAsking: Warning,
      childCannotConsent: Warning,
      actInTime: Warning,
      untreatedInjury: Warning,
      stillControlled: Warning,
    }),
    clocks: Clocks,
  })
  .superRefine((pack, context) => {
    const fault = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const known = new Set(pack.fields.map((field) => field.id));
    for (const [index, form] of pack.forms.entries()) {
      for (const [place, id] of form.fields.entries()) {
        if (!known.has(id)) fault(['forms', index, 'fields', place], 'no field has this id');
      }
    }
    for (const id of namedFields) {
      if (!known.has(id)) fault(['fields'], `the field ${id} is missing`);
    }
    for (const [index, field] of pack.fields.entries()) {
      if (['choice', 'yes-no', 'many'].includes(field.kind) && !field.choices?.length)
        fault(['fields', index, 'choices'], 'a choice needs something to choose from');
    }
    const forms = new Set(pack.forms.map((form) => form.id));
    for (const id of ['phoned', 'about-you', 'child', 'situation', 'officer', 'consent']) {
      if (!forms.has(id)) fault(['forms'], `the form ${id} is missing`);
    }
    for (const [place, id] of pack.walk.referral.entries()) {
      if (!forms.has(id)) fault(['walk', 'referral', place], 'no form has this id');
    }
  });
export type Pack = z.infer<typeof Pack>;

/** The field of that id. A pack is checked when loaded, so a missing one is a fault of ours. */
export function fieldOf(pack: Pack, id: string): Field {
  const field = pack.fields.find((each) => each.id === id);
  if (!field) throw new Error(`the protocol pack has no field ${id}`);
  return field;
}

export function formOf(pack: Pack, id: string): Form | undefined {
  return pack.forms.find((form) => form.id === id);
}

/** The words of a choice as shown; an id that the pack no longer knows is shown as it is. */
export function choiceLabel(pack: Pack, fieldId: string, choiceId: string): string {
  return fieldOf(pack, fieldId).choices?.find((choice) => choice.id === choiceId)?.label ?? choiceId;
}
