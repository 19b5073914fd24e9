interface ServiceClock {
  /**
   * Hears what time the service said it was.
   * @param date as its answer says it, in whole seconds
   * @param sent when it was asked, and `received` when it answered: ms by this machine's clock
   */
  hear(date: unknown, sent: number, received: number): void;
  /**
   * By how much the service's clock is ahead of this machine's, in ms; 0 where the difference may come from the way
   * there and back.
   */
  aheadMs(): number | undefined;
}

/** The clock of the service that keeps the documents, as its latest answer tells it. */
export function serviceClock(): ServiceClock {
  let ahead: number | undefined;
  return {
    hear(date, sent, received) {
      const told = Date.parse(String(date));
      if (Number.isNaN(told)) return;
      const [least, most] = [told - received, told + 999 - sent];
      ahead = least > 0 ? least : Math.min(most, 0);
    },
    aheadMs: () => ahead,
  };
}
