import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

const text = (name: string) => ({ name, type: 'text' });
const optionalText = (name: string) => ({ name, type: 'text', isNullable: true });

export class AppPackagePackage20261122000020 implements MigrationInterface {
  name = 'AppPackagePackage20261122000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'app_package',
        columns: [
          { ...text('app_pkg_id'), isPrimary: true },
          text('name'),
          text('version'),
          optionalText('app_d_id'),
          text('announced'),
          text('onboarding_state'),
          text('operational_state'),
          optionalText('failure'),
          optionalText('upload_token'),
          { name: 'content_size', type: 'bigint', isNullable: true },
          optionalText('content_hash'),
          optionalText('contents'),
          { name: 'created_at', type: 'bigint' },
        ],
        indices: [
          { name: 'app_package_name', columnNames: ['name', 'version'], isUnique: true },
          { name: 'app_package_descriptor', columnNames: ['app_d_id'], isUnique: true },
        ],
      }),
    );
    await runner.createTable(
      new Table({ name: 'app_package_use', columns: [{ ...text('app_pkg_id'), isPrimary: true }, { ...text('app_instance_id'), isPrimary: true }] }),
    );
    await runner.createTable(new Table({ name: 'app_package_leftover', columns: [{ ...text('app_pkg_id'), isPrimary: true }, optionalText('images')] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('app_package_leftover');
    await runner.dropTable('app_package_use');
    await runner.dropTable('app_package');
  }
}
