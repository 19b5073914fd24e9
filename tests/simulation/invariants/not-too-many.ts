import { allOf, caseOf, type Invariant, isDigest, reference } from './scene.ts';

const inAnHour = 12; // notices of one case to one person
const inTenMinutes = 10; // reminders of several cases
const tenMinutes = 600_000;
const inAMinute = 60; // messages and changes in one place

/** Each notice to a person is sent once, and again only when Teams took it without answering. */
export const notTooMany: Invariant = {
  name: 'no person gets more notices than the limit',
  source: 'Protocol 8.2',
  watch(scene, { checked, broken }) {
    const { world } = scene;
    const notices = new Map<string, number[]>();
    const excused = new Map<string, number>();
    const lately = new Map<string, number[]>();
    const digests = new Map<string, number[]>();

    /** Checks that no place gets too many messages in a minute. */
    function checkPace(conversation: string): void {
      const now = world.clock.ms();
      const times = [...(lately.get(conversation) ?? []).filter((at) => at > now - 60_000), now];
      lately.set(conversation, times);
      if (times.length > inAMinute)
        broken(`the bot says or changes something in ${conversation} ${times.length} times in a minute`);
    }

    /** Checks that nobody gets many digests in a short time. */
    function checkDigests(conversation: string): void {
      checked();
      const now = world.clock.ms();
      const lost = world.unanswered.filter((each) => each.conversation === conversation && each.at > now - tenMinutes);
      const times = [...(digests.get(conversation) ?? []).filter((at) => at > now - tenMinutes), now];
      digests.set(conversation, times);
      if (times.length - lost.length > inTenMinutes)
        broken(`${times.length} reminders of several cases came to ${conversation} in ten minutes`);
    }

    return {
      heard(posted, version) {
        checkPace(posted.conversation);
        if (!posted.alert || posted.versions.length > 1 || !posted.conversation.startsWith('a:')) return;
        const whole = allOf(version.card ?? {});
        if (whole.includes('show-words')) return; // words without a child: a notice of no case
        if (isDigest(version.card)) return checkDigests(posted.conversation);
        const [id] = whole.match(reference) ?? [];
        const record = id && caseOf(scene, id);
        const person = world.staff.all().find(({ chat }) => chat === posted.conversation);
        if (!record || !person) return;
        checked();
        const key = `${id} ${person.who}`;
        const times = [...(notices.get(key) ?? []), world.clock.ms()];
        notices.set(key, times);
        const entries = record.outbox.filter(
          ({ to, state }) =>
            'person' in to && to.person === person.profile.objectId && !(state.kind === 'sent' && state.digest),
        );
        const lost = world.unanswered.filter(
          ({ conversation, text }) => conversation === posted.conversation && text.includes(id),
        );
        // old entries were moved out of the record (case/roll.ts), 100 or more each time; 1000 is a generous allowance
        const rolled = (record.rolled ?? []).length * 1000;
        const more = times.length - entries.length - lost.length - rolled - (excused.get(key) ?? 0);
        if (more > 0) {
          excused.set(key, (excused.get(key) ?? 0) + more); // reports each excess once
          broken(
            `${person.profile.name} got ${times.length} notices about ${id}, but only ${entries.length} were to be sent`,
          );
        }
        const hourAgo = world.clock.ms() - 3_600_000;
        const ofHour = times.filter((at) => at > hourAgo).slice(lost.filter(({ at }) => at > hourAgo).length);
        if (ofHour.length > inAnHour)
          broken(`${person.profile.name} got ${ofHour.length} notices about ${id} in an hour`);
      },
    };
  },
};
