import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class OrchestratorPlatform20261122000025 implements MigrationInterface {
  name = 'OrchestratorPlatform20261122000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'orchestrator_platform',
        columns: [
          { name: 'platform_id', type: 'text', isPrimary: true },
          { name: 'platform_name', type: 'text' },
          { name: 'mp3_uri', type: 'text', isNullable: true },
          { name: 'base_stations', type: 'text' },
          { name: 'registered_at', type: 'bigint' },
          { name: 'position', type: 'bigint' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('orchestrator_platform');
  }
}
