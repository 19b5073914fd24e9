import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Card } from '../../../src/cards/parts.ts';
import { setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import type { Store } from '../../../src/store/port.ts';
import { sqliteStore } from '../../../src/store/sqlite.ts';
import { aFolder } from '../../fakes/a-folder.ts';
import { textIn } from '../../fakes/card.ts';
import { dataWith, type Filled, fillIn, initialValues } from '../../fakes/filling-in.ts';
import { inProcess } from '../../fakes/in-process.ts';
import { general, mashMembers, mashTeam, profiles, tenantId } from '../../fakes/people.ts';
import { findExecuteAction } from '../../fakes/seeing.ts';
import type { Json } from '../../fakes/wire.ts';

const admins = ['ash', 'liz'] as const;
type Admin = (typeof admins)[number];
const inTeam = {
  channelData: { tenant: { id: tenantId }, team: { id: mashTeam.id } },
  conversation: { id: `${general.id};messageid=1`, conversationType: 'channel', tenantId } as never,
};

const { newFile } = aFolder();
let world: ReturnType<typeof inProcess>;
let forms: Card[]; // of the set-up: each administrator has one open
let waiting: (() => void)[] | undefined; // the writes that wait for each other

/** Both administrators have read the set-up before either of them writes it. */
function meeting(store: Store): Store {
  return {
    ...store,
    async replace(document, version) {
      if (document.id === 'setup' && waiting) {
        const { promise, resolve } = Promise.withResolvers<void>();
        if (waiting.push(resolve) === admins.length) {
          for (const goesOn of waiting) goesOn();
          waiting = undefined;
        }
        await promise;
      }
      return store.replace(document, version);
    },
  };
}

const press = async (who: Admin, verb: string, data: object): Promise<Card> => {
  const value = { action: { type: 'Action.Execute', verb, data } };
  return (await world.acts(who, { type: 'invoke', name: 'adaptiveCard/action', value, ...inTeam })).at(-1) ?? {};
};
function presses(who: Admin, card: Card | undefined, title: string, filled: Filled = {}): Promise<Card> {
  const on = card as Json;
  const action = findExecuteAction(on, title);
  const data = dataWith(action, on, { ...initialValues(on), ...fillIn(on, filled) });
  return press(who, String(action.verb), data);
}
/** What these people were told of changes, without the names of who did it. */
const toldOf = (chat: string): string[] =>
  world.told.flatMap(({ to, message }) =>
    to === chat && 'card' in message ? [/Added: .*\nBy [^ ]+/.exec(textIn(message.card as Json))?.[0] ?? ''] : [],
  );

beforeEach(async () => {
  world = inProcess('2026-06-10T13:03:00.000Z', {
    store: meeting(sqliteStore(newFile(), 'HT')),
    env: { ADMINS: admins.map((who) => profiles[who].objectId).join(',') },
    rosterOf: () => [...mashMembers, profiles.ash, profiles.liz],
  });
  await world.starts();
  for (const who of [...admins, 'mo', 'ana'] as const) await world.types(who, 'hi');
  forms = [await press('ash', 'set-up', {}), await press('liz', 'set-up', {})];
});
afterEach(() => world.ends());

// Two administrators who save the set-up at the same moment

it('If both change the managers the last one holds, each is told what both changed, and the history keeps both', async () => {
  waiting = [];
  await Promise.all([
    presses('ash', forms[0], 'Save and test', { 'MASH managers': ['Mo Hussain', 'Pat Lee'] }),
    presses('liz', forms[1], 'Save and test', { 'MASH managers': ['Mo Hussain', profiles.ash.name] }),
  ]);
  expect(waiting).toBeUndefined(); // they did meet
  await world.machine.pass(60_000);
  const setup = await setupsIn(world.services.documents).load();
  expect([...setup.managers].sort()).toEqual([profiles.mo.objectId, profiles.ash.objectId].sort());
  const changes = [
    'Added: Pat Lee. Taken out: Ana Silva.\nBy Ash',
    `Added: ${profiles.ash.name}. Taken out: Pat Lee.\nBy Liz`,
  ];
  for (const who of admins) {
    expect(toldOf(`a:${who}`)).toEqual(changes);
    const history = textIn((await world.types(who, 'set-up history')) as Json);
    for (const change of changes) expect(history).toContain(change.split('\n')[0]);
  }
});

it('If one saves the lists and the other the names of officers, both hold, and nothing typed is lost', async () => {
  const names = await presses('liz', forms[1], 'Names of officers');
  waiting = [];
  await Promise.all([
    presses('ash', forms[0], 'Save and test', { 'MASH managers': ['Mo Hussain', 'Pat Lee'] }),
    presses('liz', names, 'Save names', { 'Contacts at': 'Bo Beryl, Board office' }),
  ]);
  expect(waiting).toBeUndefined();
  expect(await setupsIn(world.services.documents).load()).toMatchObject({
    ...{ managers: [profiles.mo.objectId, profiles.pat.objectId], board: 'Bo Beryl, Board office' },
  });
});

it('A form that was opened before another change puts nothing back: only what was changed on it is saved', async () => {
  const [ash, liz] = [
    await presses('ash', forms[0], 'Names of officers'),
    await presses('liz', forms[1], 'Names of officers'),
  ];
  await presses('ash', forms[0], 'Save and test', { 'MASH managers': ['Mo Hussain', 'Pat Lee'] });
  await presses('ash', ash, 'Save names', { 'Contacts at': 'Bo Beryl, Board office' });
  await presses('liz', forms[1], 'Save and test', { 'Who hears of it': ['Ana Silva'] });
  await presses('liz', liz, 'Save names', { 'Police: designated': 'Ed Moss' });
  const { mo, pat, ana } = profiles;
  expect(await setupsIn(world.services.documents).load()).toMatchObject({
    ...{ managers: [mo.objectId, pat.objectId], escalation: [ana.objectId], board: 'Bo Beryl, Board office' },
  });
});
