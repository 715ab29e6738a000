import { Problem } from '../../../common/problem/index.js';

/** Another process has taken the network over. */
export class OtherHost extends Problem {
  constructor() {
    super(503, 'Another process on this database hosts the radio network now.');
  }
}
