/** How one part does: `ok`, or what is wrong. */
export class ChecksAnswer {
  log!: string;
  models!: string;
  lag!: string;
}

export class HealthAnswer {
  status!: 'ok' | 'unavailable';
}

export class ReadinessAnswer extends HealthAnswer {
  checks!: ChecksAnswer;
}
