import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from '#read-models';
import { ListAgreementVersionsController } from './agreements/list-agreement-versions/list-agreement-versions.controller.js';
import { ListAgreementVersionsHandler } from './agreements/list-agreement-versions/list-agreement-versions.handler.js';
import { ListAgreementsController } from './agreements/list-agreements/list-agreements.controller.js';
import { ListAgreementsHandler } from './agreements/list-agreements/list-agreements.handler.js';
import { ShowAgreementController } from './agreements/show-agreement/show-agreement.controller.js';
import { ShowAgreementHandler } from './agreements/show-agreement/show-agreement.handler.js';
import { ListBreachesController } from './breaches/list-breaches/list-breaches.controller.js';
import { ListBreachesHandler } from './breaches/list-breaches/list-breaches.handler.js';
import { ListCalendarsController } from './calendars/list-calendars/list-calendars.controller.js';
import { ListCalendarsHandler } from './calendars/list-calendars/list-calendars.handler.js';
import { ShowCalendarController } from './calendars/show-calendar/show-calendar.controller.js';
import { ShowCalendarHandler } from './calendars/show-calendar/show-calendar.handler.js';
import { ListClocksController } from './clocks/list-clocks/list-clocks.controller.js';
import { ListClocksHandler } from './clocks/list-clocks/list-clocks.handler.js';
import { ReportComplianceController } from './compliance/report-compliance/report-compliance.controller.js';
import { ReportComplianceHandler } from './compliance/report-compliance/report-compliance.handler.js';
import { CheckHealthController } from './health/check-health/check-health.controller.js';
import { CheckHealthHandler } from './health/check-health/check-health.handler.js';
import { ExposeMetricsController } from './metrics/expose-metrics/expose-metrics.controller.js';
import { ExposeMetricsHandler } from './metrics/expose-metrics/expose-metrics.handler.js';
import { Metrics } from './metrics/metrics.js';
import { ListNoticesController } from './notices/list-notices/list-notices.controller.js';
import { ListNoticesHandler } from './notices/list-notices/list-notices.handler.js';
import { NoticeFeed } from './notices/stream-notices/notice-feed.js';
import { StreamNoticesController } from './notices/stream-notices/stream-notices.controller.js';
import { StreamNoticesHandler } from './notices/stream-notices/stream-notices.handler.js';
import { ControlProjectionController } from './projections/control-projection/control-projection.controller.js';
import { ControlProjectionHandler } from './projections/control-projection/control-projection.handler.js';
import { ListDeadLettersController } from './projections/list-dead-letters/list-dead-letters.controller.js';
import { ListDeadLettersHandler } from './projections/list-dead-letters/list-dead-letters.handler.js';
import { ListProjectionsController } from './projections/list-projections/list-projections.controller.js';
import { ListProjectionsHandler } from './projections/list-projections/list-projections.handler.js';
import { CheckpointWatch } from './queries/checkpoint-watch.js';
import { Growing } from './queries/growing.js';
import { Lists } from './queries/lists.js';
import { Models } from './queries/models.js';
import { PastModels } from './queries/past-models.js';
import { QUERY_SIDE, type QuerySide } from './queries/options.js';
import { Reader } from './queries/reader.js';
import { Rulebooks } from './queries/rulebooks.js';
import { MeasureTiersController } from './tiers/measure-tiers/measure-tiers.controller.js';
import { MeasureTiersHandler } from './tiers/measure-tiers/measure-tiers.handler.js';
import { FindTicketsController } from './tickets/find-tickets/find-tickets.controller.js';
import { FindTicketsHandler } from './tickets/find-tickets/find-tickets.handler.js';
import { ShowHistoryController } from './tickets/show-history/show-history.controller.js';
import { ShowHistoryHandler } from './tickets/show-history/show-history.handler.js';
import { ShowTicketController } from './tickets/show-ticket/show-ticket.controller.js';
import { ShowTicketHandler } from './tickets/show-ticket/show-ticket.handler.js';
import { ListVerdictsController } from './verdicts/list-verdicts/list-verdicts.controller.js';
import { ListVerdictsHandler } from './verdicts/list-verdicts/list-verdicts.handler.js';

const CONTROLLERS = [
  FindTicketsController,
  ShowTicketController,
  ShowHistoryController,
  ListVerdictsController,
  ListClocksController,
  ListBreachesController,
  ListNoticesController,
  StreamNoticesController,
  ReportComplianceController,
  MeasureTiersController,
  ListAgreementsController,
  ShowAgreementController,
  ListAgreementVersionsController,
  ListCalendarsController,
  ShowCalendarController,
  ListProjectionsController,
  ControlProjectionController,
  ListDeadLettersController,
  CheckHealthController,
  ExposeMetricsController,
];

const HANDLERS = [
  FindTicketsHandler,
  ShowTicketHandler,
  ShowHistoryHandler,
  ListVerdictsHandler,
  ListClocksHandler,
  ListBreachesHandler,
  ListNoticesHandler,
  StreamNoticesHandler,
  ReportComplianceHandler,
  MeasureTiersHandler,
  ListAgreementsHandler,
  ShowAgreementHandler,
  ListAgreementVersionsHandler,
  ListCalendarsHandler,
  ShowCalendarHandler,
  ListProjectionsHandler,
  ControlProjectionHandler,
  ListDeadLettersHandler,
  CheckHealthHandler,
  ExposeMetricsHandler,
];

/** Everything that reads. Imports the read models' data source, which other modules may inject too. */
@Module({})
export class QueriesModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly metrics: Metrics,
  ) {}

  static forRoot(side: QuerySide): DynamicModule {
    return {
      module: QueriesModule,
      imports: [CqrsModule, TypeOrmModule.forRoot({ ...dataSourceOptions(side.databaseUrl), retryAttempts: 0 })],
      controllers: CONTROLLERS,
      providers: [
        { provide: QUERY_SIDE, useValue: side },
        ...[Models, PastModels, Reader, CheckpointWatch, Lists, Rulebooks, Growing, Metrics],
        NoticeFeed,
        ...HANDLERS,
      ],
      exports: [Models, Reader, Lists],
    };
  }

  /** Before the routes are laid: a hook sees only those that come after it. */
  onModuleInit(): void {
    this.metrics.measure(this.host.httpAdapter.getInstance());
  }
}
