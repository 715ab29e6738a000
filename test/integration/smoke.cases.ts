import request from 'supertest';
import { startPlatform } from '../support/platform.js';

describe('a platform', () => {
  it("lists ETSI's APIs that it serves as services", async () => {
    const { http } = await startPlatform();
    const { body } = await request(http).get('/mec_service_mgmt/v1/services').expect(200);
    expect(body).toMatchObject([{ serName: 'mec_app_support' }, { serName: 'mec_service_mgmt' }, { serName: 'rni' }]);
  });
});
