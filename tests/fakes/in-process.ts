import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import pino from 'pino';
import { Instant } from '../../src/base/time.ts';
import type { Card } from '../../src/cards/parts.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { type Sayable, type Teams, TeamsFault } from '../../src/connector/teams.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import type { Turn } from '../../src/teams/answering.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import { dataWith, type Filled, fillIn, untouched } from './filling-in.ts';
import { mashMembers, mashTeam, profiles, referrals, tenantId, type Who } from './people.ts';
import { executeCalled } from './seeing.ts';
import { packName } from './the-pack.ts';
import { virtualMachine } from './virtual-machine.ts';
import type { Json } from './wire.ts';

const serviceUrl = 'http://127.0.0.1:9/teams/'; // nobody calls it
const ids = (...whom: Who[]): string => whom.map((who) => profiles[who].objectId).join(',');

/** The whole program without a port, a process or a clock of its own: its store is real, Teams and time are played. */
export function inProcess(start: string) {
  const folder = mkdtempSync(join(tmpdir(), 'mash-in-process-'));
  const machine = virtualMachine(Instant.parse(start));
  const store = sqliteStore(join(folder, 'mash.db'), 'HT');
  const config = readConfig({
    MicrosoftAppTenantId: tenantId,
    ...{ MASH_TEAM_ID: mashTeam.id, MASH_CHANNEL_ID: referrals.id, MASH_SERVICE_URL: serviceUrl },
    ...{ MASH_MANAGERS: ids('mo', 'ana'), MASH_ESCALATION: ids('dee'), ADMINS: ids('ash') },
  });
  const told: { to: string; message: Sayable }[] = [];
  const teams = teamsThatKeeps(told);
  const program = compose({
    ...{ config, machine, store, teams },
    pack: loadPack(packName),
    telling: teams,
    pace: async () => ({ kind: 'go-on' }),
    log: pino({ level: 'silent' }),
    metrics: metricsOf(() => store, machine.now),
  });
  let worker: ReturnType<typeof program.startWorker> | undefined;

  async function answered(who: Who, activity: Partial<Activity>, inChannel = false): Promise<Card[]> {
    const { id, objectId, name } = profiles[who];
    const answers: Card[] = [];
    const keep = (said: Partial<Activity>) => {
      const value = said.type === 'invokeResponse' ? said.value?.body?.value : said.attachments?.[0]?.content;
      if (typeof value === 'object' && value !== null) answers.push(value);
    };
    const turn = {
      activity: {
        ...{ id: machine.newId(), serviceUrl, channelData: { tenant: { id: tenantId } } },
        from: { id, aadObjectId: objectId, name },
        conversation: inChannel
          ? { id: `${referrals.id};messageid=1`, conversationType: 'channel', tenantId }
          : { id: `a:${who}`, conversationType: 'personal', tenantId },
        ...activity,
      },
      async sendActivity(said: Partial<Activity> | string) {
        if (typeof said !== 'string') keep(said);
        return { id: machine.newId() };
      },
      async updateActivity() {},
    };
    await program.onTurn(turn as unknown as Turn);
    return answers;
  }

  return {
    machine,
    told,
    types: async (who: Who, text: string) => (await answered(who, { type: 'message', text })).at(-1) ?? {},
    /** Presses a button by its title on a card, with boxes filled in by the beginning of their labels. Managers press in the channel, if not said otherwise. */
    async presses(who: Who, card: Card, title: string, inputs: Filled = {}, place?: 'chat'): Promise<Card> {
      const on = card as Json;
      const action = executeCalled(on, title);
      const data = dataWith(action, on, { ...untouched(on), ...fillIn(on, inputs) });
      const press = { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'pressed' };
      const value = { action: { type: 'Action.Execute', verb: action.verb, data } };
      const inChannel = place !== 'chat' && (profiles[who] === profiles.mo || profiles[who] === profiles.ana);
      return (await answered(who, { ...press, value }, inChannel)).at(-1) ?? {};
    },
    async starts() {
      await program.services.refreshDesk();
      worker = program.startWorker();
      await machine.settle();
    },
    async ends() {
      const stopping = worker?.stop();
      await machine.pass(10_000);
      await stopping;
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A Teams that takes everything and keeps it. */
function teamsThatKeeps(told: { to: string; message: Sayable }[]): Teams {
  let count = 0;
  const kept = (to: string, message: Sayable): string => {
    told.push({ to, message });
    count += 1;
    return String(count);
  };
  const members = mashMembers.map(({ id, name, objectId, role }) => ({
    ...{ id, name, objectId, tenantId: undefined, isGuest: role === 'guest' },
  }));
  return {
    async post(_, channelId, _tenantId, card, alert = false) {
      const activityId = kept(channelId, { card, alert });
      return { thread: `${channelId};messageid=${activityId}`, activityId };
    },
    send: async (_, to, message) => kept(to, message),
    async update(_, to, _activityId, card) {
      kept(to, { card });
    },
    async member(_, _conversation, memberId) {
      const found = members.find(({ id }) => id === memberId);
      if (!found) throw new TeamsFault(404);
      return found;
    },
    members: async () => members,
    openChat: async (_, _tenantId, memberId) => `a:${memberId}`,
    channels: async () => [{ id: referrals.id, name: 'Referrals' }],
  };
}
