import { ListQuery } from '../../queries/list-query.js';
import type { ListProjectionsDto, ProjectionAnswer } from './list-projections.dto.js';

/** Projections, and how far they are. */
export class ListProjections extends ListQuery<ListProjectionsDto, ProjectionAnswer> {}
