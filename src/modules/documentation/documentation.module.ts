import { Module } from '@nestjs/common';
import { Documentation } from './documentation.js';

/** Swagger UI and the OpenAPI documents. */
@Module({ providers: [Documentation], exports: [Documentation] })
export class DocumentationModule {}
