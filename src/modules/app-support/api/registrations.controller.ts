import { Controller } from '@nestjs/common';
import { RuleEffects } from '../../app-rules/index.js';
import { created, matching, noContent, Operation, reply, type Reply, represent } from '../../common/operation/index.js';
import { Registrations } from '../domain/registrations.js';
import { AppSupportLinks } from './app-support-links.js';
import { APP_SUPPORT, type AppSupportRequest } from './operation-request.js';

/** Applications that make themselves known (MEC 011, 7.2.13 and 7.2.14). */
@Controller()
export class RegistrationsController {
  constructor(
    private readonly registrations: Registrations,
    private readonly ruleEffects: RuleEffects,
    private readonly links: AppSupportLinks,
  ) {}

  @Operation(APP_SUPPORT, 'RegistrationsPOST')
  async registrationsPost({ body }: AppSupportRequest<'RegistrationsPOST'>): Promise<Reply> {
    const registration = await this.registrations.register(body);
    return created(this.links.registration(registration.appInstanceId), represent(registration));
  }

  @Operation(APP_SUPPORT, 'RegistrationsGETAppinstanceid')
  async registrationGet({ path, ifNoneMatch }: AppSupportRequest<'RegistrationsGETAppinstanceid'>): Promise<Reply> {
    return reply(represent(await this.registrations.get(path.appInstanceId)), ifNoneMatch);
  }

  @Operation(APP_SUPPORT, 'RegistrationsPUTAppinstanceid')
  async registrationPut({ path, body, ifMatch }: AppSupportRequest<'RegistrationsPUTAppinstanceid'>): Promise<Reply> {
    await this.registrations.replace(path.appInstanceId, body, matching(ifMatch));
    return noContent();
  }

  @Operation(APP_SUPPORT, 'RegistrationsDELETEAppinstanceid')
  async registrationDelete({ path, ifMatch }: AppSupportRequest<'RegistrationsDELETEAppinstanceid'>): Promise<Reply> {
    await this.registrations.remove(path.appInstanceId, matching(ifMatch));
    await this.ruleEffects.settled();
    return noContent();
  }
}
