/** `kubectl describe serviceaccount` */
import type { Event } from '#resources/event.ts';
import type { ServiceAccount } from '#resources/serviceaccount.ts';
import { type Describer, eventsOf } from './describer.ts';
import { writeEvents } from './events.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

const HEADER = 'Image pull secrets:';

/** Mirrors kubectl pkg/describe/describe.go describeServiceAccount. */
export const describeServiceAccount = (
  account: ServiceAccount,
  events: readonly Event[] | undefined,
  nowMs: number,
): string =>
  tabbedText((w) => {
    writeName(w, account);
    writeLabelsAndAnnotations(w, account);
    const names = (account.imagePullSecrets ?? []).map(({ name }) => name ?? '');
    if (names.length === 0) w.write(0, `${HEADER}\t<none>\n`);
    names.forEach((name, i) => {
      w.write(0, `${i === 0 ? HEADER : ' '.repeat(HEADER.length)}\t${name}\n`);
    });
    writeEvents(w, events, nowMs);
  });

export const serviceAccountDescriber: Describer = {
  group: '',
  kind: 'ServiceAccount',
  describe: async (world, object) =>
    describeServiceAccount(object as ServiceAccount, await eventsOf(world, object), world.nowMs),
};
