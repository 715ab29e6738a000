import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

export class RanFollower20261122000010 implements MigrationInterface {
  name = 'RanFollower20261122000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'ran_follower',
        columns: [
          { name: 'id', type: 'text', isPrimary: true },
          { name: 'feed', type: 'text' },
          { name: 'seq', type: 'bigint' },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('ran_follower');
  }
}
