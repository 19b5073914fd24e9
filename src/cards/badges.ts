/** The badges that more than one card shows. */
export const badge = {
  urgent: { text: 'URGENT', style: 'Attention' },
  overdue: { text: 'OVERDUE', style: 'Attention' },
  decided: { text: 'DECIDED', style: 'Good' },
  corrected: { text: 'CORRECTED', style: 'Warning' },
  news: { text: 'NEW INFORMATION', style: 'Attention' },
} as const;
