import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { PressPlace } from '../../src/actions/context.ts';
import { CaseId } from '../../src/base/reference.ts';
import type { SubmittedReferral } from '../../src/case/state.ts';
import { referralOf } from '../../src/case/state.ts';
import { caseFile } from '../../src/files/case-file.ts';
import { subjectAccess } from '../../src/files/subject-access.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { actions } from '../../src/teams/slots.ts';
import { sendsReferral } from '../conversations/a-program.ts';
import { inProcess } from '../fakes/in-process.ts';
import { assessments, mashMembers, referrals, tenantId, type Who } from '../fakes/people.ts';
import { packName } from '../fakes/the-pack.ts';
import { extraData, forgedInputs } from './pressing.ts';
import type { VerbName } from './verb-names.ts';

// Every way in: each verb of the one table of actions is pressed with an address in each of its boxes, by whoever may
// press it, about a child in care. A new verb is tried without anybody remembering it.

const world = inProcess('2026-06-10T13:03:00.000Z', {
  env: { ASSESSMENT_CHANNEL_ID: assessments.id },
  rosterOf: (conversation) => (conversation.startsWith(assessments.id) ? assessments.members : mashMembers),
});
let reference: string;
let used = 100;
beforeAll(async () => {
  await world.starts();
  await world.types('mo', 'hi');
  reference = await sendsReferral(world, 'jane', { child: { 'In care?': 'Yes' } });
});
afterAll(() => world.ends());

const presser: Partial<Record<PressPlace, Who>> = { mash: 'mo', assessment: 'sue', chat: 'jane', 'desk-chat': 'mo' };
const conversationAt = (where: PressPlace, who: Who) =>
  where === 'mash' || where === 'assessment'
    ? { id: `${where === 'mash' ? referrals.id : assessments.id};messageid=1`, conversationType: 'channel', tenantId }
    : { id: `a:${who}`, conversationType: 'personal', tenantId };

/** Words for a box. Each holds an address that was not written before. */
const withAddress = (words: string) => `${words} at ${++used} Mill Lane`;
const secret = /Mill Lane/;

/** Everything that a box of this verb could take: the boxes that it names, and those of all forms. */
function filledIn({ verb }: (typeof actions)[number]): Record<string, unknown> {
  const named = Object.entries(verb.inputs.shape).flatMap(([name, schema]) => {
    const words = withAddress(name);
    return z.safeParse(schema, words).data === words ? [[`${name}__1`, words]] : [];
  });
  const forms = Object.entries(forgedInputs).map(([name, value]) => [
    name,
    value.startsWith('Forged') ? withAddress(value) : value,
  ]);
  return { ...Object.fromEntries(named), ...Object.fromEntries(forms) };
}

const load = async () => {
  const record = await world.services.cases.load(CaseId.parse(reference));
  if (!record) throw new Error('no case');
  return record;
};

/** Presses every verb in each of its places. @returns the verbs that brought an address, which is held back */
async function pressesAll(isMeant: (name: VerbName) => boolean): Promise<string[]> {
  const ways: string[] = [];
  for (const action of actions) {
    const name = action.verb.name as VerbName;
    if (!isMeant(name)) continue;
    for (const where of action.where) {
      const who = presser[where];
      if (!who) continue;
      const before = Object.keys((await load()).facts.held ?? {}).length;
      const data = { case: reference, attempt: 1, ...filledIn(action), ...extraData[name] };
      await world.acts(who, {
        ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: 'pressed' },
        conversation: conversationAt(where, who) as never,
        value: { action: { type: 'Action.Execute', verb: name, data } },
      });
      await world.machine.pass(1000);
      const { facts } = await load();
      if (Object.keys(facts.held ?? {}).length > before) ways.push(name);
      const { held: _, ...shown } = facts;
      expect([name, secret.exec(JSON.stringify(shown))?.[0]]).toEqual([name, undefined]);
    }
  }
  return ways;
}

/** These answer the question, end the case for its author, bring it into another, or take the decision back. */
const without: VerbName[] = [
  'say-placed',
  'say-placed-here',
  'not-me',
  'let-go',
  'start-linked',
  'start',
  'start-new',
  'confirm-again',
];

/** What was sent to anybody, but the question to whoever wrote the address. */
const sentToAll = () =>
  world.told.flatMap(({ message }) => {
    const words = JSON.stringify(message);
    return /Is the child placed there/.test(words) ? [] : [words];
  });

it('No verb of the table of actions brings an address of a child in care to anybody, before the decision and after it', async () => {
  const isTried = (name: VerbName) => !without.includes(name);
  const ways = new Set([
    ...(await pressesAll((name) => isTried(name) && name !== 'confirm-decision')),
    ...(await pressesAll(isTried)),
    ...(await pressesAll((name) => name.startsWith('assessment-'))),
  ]);
  process.stdout.write(`ways in: ${[...ways].sort().join(', ')}\n`);
  for (const way of [
    ...['send-information', 'report-missing', 'report-found', 'answer-question', 'send-question', 'record-side'],
    ...['send-referrer-message', 'confirm-decision', 'confirm-correction', 'disagreement-save'],
    'assessment-record',
  ])
    expect([...ways]).toContain(way);
  expect(sentToAll().filter((words) => secret.test(words))).toEqual([]);
});

it('No file about the case holds an address that is held back', async () => {
  const record = await load();
  const pack = loadPack(packName);
  const now = world.machine.now();
  const files = [
    caseFile(record, referralOf(record.events) as SubmittedReferral, pack, now),
    subjectAccess(record, [], pack, now),
  ];
  expect(JSON.stringify(files)).not.toMatch(secret);
  expect(JSON.stringify(files)).toMatch(/held back/);
});

it('Texts come into a case in one place only, where addresses are held back', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const writers = files.filter((name) =>
    /\btexts: (?:withAll\(|\{ \.\.\.)\w+\.facts\.texts/.test(readFileSync(join('src', name), 'utf8')),
  );
  expect(writers).toEqual(['case/advance.ts']);
});
