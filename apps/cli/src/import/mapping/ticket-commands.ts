/** The fields of each command that a row may lead to, beside `ticketId` and `at` (spec/http.md, Commands). */
export const TICKET_COMMANDS: Readonly<
  Record<string, { readonly required: readonly string[]; readonly optional: readonly string[] }>
> = {
  OpenTicket: { required: ['agreementId', 'tier', 'priority'], optional: ['category', 'paused'] },
  SendResponse: { required: [], optional: [] },
  RecordCustomerReply: { required: [], optional: [] },
  ReachMilestone: { required: ['name'], optional: [] },
  AssignTicket: { required: ['team'], optional: ['agent'] },
  PauseTicket: { required: ['reason'], optional: [] },
  ResumeTicket: { required: [], optional: [] },
  ChangePriority: { required: ['priority'], optional: [] },
  ChangeTier: { required: ['tier'], optional: [] },
  ChangeCategory: { required: ['category'], optional: [] },
  ResolveTicket: { required: [], optional: [] },
  ReopenTicket: { required: [], optional: [] },
  CloseTicket: { required: [], optional: [] },
  CancelTicket: { required: [], optional: [] },
  RateSatisfaction: { required: ['score'], optional: [] },
};

/** Every command needs these: an import states when things happened, never "now". */
export const ALWAYS = ['ticketId', 'at'] as const;
