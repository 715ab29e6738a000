import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { EventLog } from '../../../src/modules/common/events/index.js';
import type { Reply } from '../../../src/modules/common/operation/index.js';
import { UnitOfWork } from '../../../src/modules/common/unit-of-work/index.js';
import type { DeliveryWish } from '../../../src/modules/notifications/index.js';
import { NEWS, NEWS_SUBSCRIPTION, type News, NewsKind, WEATHER } from './news-kind.js';

export interface NewsSubscriptionBody extends DeliveryWish {
  subscriptionType?: string;
  places?: string[];
  appInstanceId?: string;
}

const send = (response: FastifyReply, { status, headers, body }: Reply) => void response.code(status).headers(headers).send(body);

function contentOf({ subscriptionType = NEWS_SUBSCRIPTION, places, appInstanceId }: NewsSubscriptionBody) {
  return { subscriptionType, document: { subscriptionType, ...(places && { places }) }, ...(appInstanceId !== undefined && { appInstanceId }) };
}

/** The REST side of the news. */
@Controller('news')
export class NewsController {
  constructor(
    private readonly kind: NewsKind,
    private readonly eventLog: EventLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Publishes all in one unit of work. */
  @Post()
  @HttpCode(204)
  async publish(@Body() news: (News & { weather?: boolean })[]): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      for (const { weather, ...one } of news) await this.eventLog.append(transaction, weather ? WEATHER : NEWS, one);
    });
  }

  @Get('subscriptions')
  list(@Res() response: FastifyReply): void {
    send(response, this.kind.resource.list(undefined, undefined, undefined));
  }

  @Post('subscriptions')
  async create(@Body() body: NewsSubscriptionBody, @Res() response: FastifyReply): Promise<void> {
    send(response, await this.kind.resource.create(contentOf(body), body));
  }

  @Get('subscriptions/:id')
  get(@Param('id') id: string, @Res() response: FastifyReply): void {
    send(response, this.kind.resource.get(undefined, id, undefined));
  }

  @Put('subscriptions/:id')
  async replace(@Param('id') id: string, @Body() body: NewsSubscriptionBody, @Res() response: FastifyReply, @Headers('if-match') ifMatch?: string): Promise<void> {
    send(response, await this.kind.resource.replace(undefined, id, contentOf(body), body, ifMatch));
  }

  @Delete('subscriptions/:id')
  async remove(@Param('id') id: string, @Res() response: FastifyReply): Promise<void> {
    send(response, await this.kind.resource.delete(undefined, id, undefined));
  }
}
