import { IntersectionType } from '@nestjs/swagger';
import { ListDto } from '../../queries/ask.dto.js';
import { NoticeFiltersDto } from '../notice-filters.dto.js';

export class ListNoticesDto extends IntersectionType(ListDto, NoticeFiltersDto) {}
