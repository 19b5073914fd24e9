interface ServiceClock {
  /**
   * Takes the time from an answer of the service.
   * @param date the date in the answer, in whole seconds
   * @param sent when the request was sent, in ms by this machine's clock
   * @param received when the answer came, in ms by this machine's clock
   */
  hear(date: unknown, sent: number, received: number): void;
  /**
   * How far the service's clock is ahead of this machine's, in ms; 0 if the time on the network may explain the
   * difference.
   */
  aheadMs(): number | undefined;
}

/** The clock of the database service, as its latest answer shows it. */
export function serviceClock(): ServiceClock {
  let ahead: number | undefined;
  return {
    hear(date, sent, received) {
      const serviceTime = Date.parse(String(date));
      if (Number.isNaN(serviceTime)) return;
      const [least, most] = [serviceTime - received, serviceTime + 999 - sent];
      ahead = least > 0 ? least : Math.min(most, 0);
    },
    aheadMs: () => ahead,
  };
}
