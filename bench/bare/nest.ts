import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** The least that Nest and Fastify do: they answer as the platform does when it is ready. The decorators are called as functions, for tsx emits no metadata of them. */
class Health {
  ready() {
    return { status: 'ok' };
  }
}
Controller('health')(Health);
Get('ready')(Health.prototype, 'ready', Object.getOwnPropertyDescriptor(Health.prototype, 'ready')!);

class Bare {}
Module({ controllers: [Health] })(Bare);

const app = await NestFactory.create<NestFastifyApplication>(Bare, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env['PORT']), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
