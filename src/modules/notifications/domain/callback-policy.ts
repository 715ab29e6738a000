import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/index.js';
import { invalid, impossible } from '../../common/problem/index.js';

/** The asterisk of an address pattern (10.0.*) stands for digits and dots only: a host name must not slip through. */
function asPattern(pattern: string): RegExp {
  const anything = /^(?=.*\d)[\d.*]+$/.test(pattern) ? '[\\d.]+' : '.*';
  return new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', anything)}$`, 'i');
}

/** What the standards call the URL that notifications go to. */
export type CallbackAttribute = 'callbackReference' | 'callbackUri';

/** Which URLs notifications may go to. */
@Injectable()
export class CallbackPolicy {
  private readonly patterns: RegExp[] | 'any';

  constructor({ callbackHosts }: Settings) {
    this.patterns = callbackHosts.includes('any') ? 'any' : callbackHosts.map(asPattern);
  }

  /**
   * @param attribute what the API calls the callback
   * @throws Problem 400 if it is no absolute http or https URL, 422 if MEC_CALLBACK_HOSTS keeps its host out
   */
  require(callback: string, attribute: CallbackAttribute = 'callbackReference'): void {
    const url = URL.canParse(callback) ? new URL(callback) : undefined;
    if (!url || !['http:', 'https:'].includes(url.protocol))
      throw invalid(`The body/${attribute} must be an absolute http or https URL.`, [{ place: `/${attribute}`, detail: 'must be an absolute http or https URL' }]);
    const { hostname } = url;
    if (this.patterns !== 'any' && !this.patterns.some((pattern) => pattern.test(hostname)))
      throw impossible(`The body/${attribute} names the host ${hostname}, to which this platform sends no notifications.`);
  }
}
