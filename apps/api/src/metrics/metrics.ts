import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { readProjections } from '#read-models';
import { Models } from '../queries/models.js';

/** Seconds; around the latencies that the system promises. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What Prometheus reads from this process: requests by route, and how far the models are. */
@Injectable()
export class Metrics implements OnModuleDestroy {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'avenant_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer, by route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS,
    registers: [this.registry],
  });
  private readonly projections = {
    position: this.gauge('avenant_projection_position', 'Position of the last event in the models.'),
    head: this.gauge('avenant_projection_head', 'Position of the last event of the log, as last seen.'),
    hand: this.gauge('avenant_projection_hand_seconds', 'Instant up to which due times have been applied.'),
    lagEvents: this.gauge('avenant_projection_lag_events', 'Events not yet applied.'),
    lagSeconds: this.gauge('avenant_projection_lag_seconds', 'How old the models are.'),
    paused: this.gauge('avenant_projection_paused', '1: an operator has told it to pause.'),
    restating: this.gauge('avenant_projection_restating_cases', 'Cases still to be judged again under other terms.'),
    deadLetters: this.gauge('avenant_projection_dead_letters', 'Events and cases that the models could not take.'),
  };
  private readonly reachable = new Gauge({
    name: 'avenant_read_models_up',
    help: '1: the read models could be read for this scrape.',
    registers: [this.registry],
  });

  constructor(private readonly models: Models) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Measures every request of a server, also those that reach no route. */
  measure(fastify: FastifyInstance): void {
    fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
      const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode };
      this.requests.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The metrics in Prometheus' text form; those of the models are left as they were while the models are away. */
  async text(): Promise<string> {
    await this.readModels();
    return this.registry.metrics();
  }

  onModuleDestroy(): void {
    this.registry.clear();
  }

  private gauge(name: string, help: string): Gauge<'projection'> {
    return new Gauge({ name, help, labelNames: ['projection'], registers: [this.registry] });
  }

  private async readModels(): Promise<void> {
    try {
      for (const view of await readProjections(this.models.sql)) {
        const { name, position, head, hand, lag, state, restatements, deadLetters } = view;
        const values = {
          position,
          head,
          hand: hand / 1000,
          lagEvents: lag.events,
          lagSeconds: lag.ms / 1000,
          paused: Number(state === 'paused'),
          restating: restatements.reduce((left, { cases, of }) => left + of - cases, 0),
          deadLetters,
        };
        for (const [key, value] of Object.entries(values))
          this.projections[key as keyof typeof values].set({ projection: name }, value);
      }
      this.reachable.set(1);
    } catch {
      this.reachable.set(0);
    }
  }
}
