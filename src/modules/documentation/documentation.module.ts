import { Module } from '@nestjs/common';
import { PlatformModule } from '../platform/index.js';
import { Documentation } from './documentation.js';

/** Swagger UI and the OpenAPI documents. */
@Module({ imports: [PlatformModule], providers: [Documentation], exports: [Documentation] })
export class DocumentationModule {}
