import { Problem } from '../../common/problem/index.js';

const BEGINNING = 'The grant is rejected: ';

/** What is answered where a grant is rejected (MEC 010-2, 7.5). @param reason words without a full stop */
export const rejected = (reason: string): Problem => new Problem(403, `${BEGINNING}${reason}.`);

/** The reason in what another granting service answers, which may be a platform of this kind. */
export const reasonIn = (detail: string): string => detail.replace(new RegExp(`^${BEGINNING}`), '').replace(/\.$/, '');
