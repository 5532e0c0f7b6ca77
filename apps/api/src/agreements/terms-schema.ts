/** An agreement's terms in the OpenAPI document (spec/judge.md, Targets). What is wrong inside is told with paths (422). */
const NAME = { type: 'string', minLength: 1, maxLength: 200 };
const DECIMAL = { type: 'string', pattern: '^\\d{1,15}(\\.\\d{1,6})?$', example: '5.00' };
const PER = { type: 'string', enum: ['month', 'quarter', 'year'] };
const GOAL = { type: 'number', exclusiveMinimum: 0, maximum: 1, example: 0.95 };

const object = (required: readonly string[], properties: object) => ({
  type: 'object',
  required: [...required],
  properties,
  additionalProperties: false,
});

const TARGET = object(['metric', 'within'], {
  metric: { ...NAME, example: 'resolution' },
  priority: { ...NAME, default: '*' },
  category: { ...NAME, default: '*' },
  within: {
    type: 'string',
    nullable: true,
    description: 'ISO 8601 duration of days, hours, minutes, seconds; null is an explicit *no target*.',
    example: 'PT4H',
  },
  days: { type: 'string', enum: ['working', 'calendar'], default: 'working' },
  calendar: { ...NAME, description: 'By default the terms’ calendar.' },
  goal: GOAL,
});

const TRIGGERS = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'string',
    description: 'opened, response, customer-reply, assigned, resolved, closed, reopened or milestone:<name>',
  },
};

const CREDITS = object(['fee', 'currency', 'per'], {
  fee: DECIMAL,
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
  per: PER,
  cap: DECIMAL,
  ladder: {
    type: 'array',
    items: object(['metric', 'below', 'percent'], { metric: NAME, below: DECIMAL, percent: DECIMAL }),
  },
  breaches: {
    type: 'array',
    items: object(['metric', 'amount'], { metric: NAME, tier: NAME, priority: NAME, category: NAME, amount: DECIMAL }),
  },
  rewards: {
    type: 'array',
    items: object(['metric', 'atLeast', 'percent'], { metric: NAME, atLeast: DECIMAL, percent: DECIMAL }),
  },
});

export const TERMS_SCHEMA = {
  ...object([], {
    timeZone: { ...NAME, default: 'UTC' },
    calendar: { ...NAME, default: '24x7' },
    atRisk: { oneOf: [{ type: 'number' }, { type: 'string' }], default: 0.75 },
    reopen: { type: 'string', enum: ['resume', 'restart', 'ignore'], default: 'resume' },
    change: { type: 'string', enum: ['from-start', 'restart', 'proportional'], default: 'from-start' },
    pauses: { type: 'object', additionalProperties: { type: 'array', items: NAME } },
    metrics: {
      type: 'object',
      additionalProperties: object(['start', 'stop'], {
        start: TRIGGERS,
        stop: TRIGGERS,
        repeat: { type: 'boolean', default: false },
      }),
    },
    tiers: { type: 'object', additionalProperties: { type: 'array', items: TARGET } },
    credits: CREDITS,
    availability: object(['goal', 'per'], { calendar: NAME, goal: GOAL, per: PER }),
  }),
  description: 'All that the agreement promises; `tiers` is required.',
};
