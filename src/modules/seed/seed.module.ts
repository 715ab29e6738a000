import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { Seeder } from './seeder.js';

/** Applies the seed file. */
@Module({ imports: [AppInstanceModule], providers: [Seeder] })
export class SeedModule {}
