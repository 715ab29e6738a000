import { Module } from '@nestjs/common';
import { AppInstanceModule } from '../app-instance/index.js';
import { DataPlaneModule } from '../data-plane/index.js';
import { DnsServerModule } from '../dns-server/index.js';
import { SeedRules } from './adapters/seed-rules.js';
import { DnsEffect } from './domain/dns-effect.js';
import { DnsRules } from './domain/dns-rules.js';
import { RuleBookTools } from './domain/rule-book-tools.js';
import { RuleEffects } from './domain/rule-effects.js';
import { RuleMoves } from './domain/rule-moves.js';
import { RuleRepository } from './domain/rule-repository.js';
import { TrafficEffect } from './domain/traffic-effect.js';
import { TrafficRules } from './domain/traffic-rules.js';
import { SqlRuleRepository } from './persistence/sql-rule-repository.js';

/** The traffic and DNS rules of applications: their record, and that they take effect. */
@Module({
  imports: [AppInstanceModule, DataPlaneModule, DnsServerModule],
  providers: [
    ...[DnsEffect, DnsRules, RuleBookTools, RuleEffects, SeedRules, TrafficEffect, TrafficRules],
    { provide: RuleMoves, useFactory: ({ moves }: TrafficRules) => moves, inject: [TrafficRules] },
    { provide: RuleRepository, useClass: SqlRuleRepository },
  ],
  exports: [DnsRules, RuleEffects, RuleMoves, TrafficRules],
})
export class AppRulesModule {}
