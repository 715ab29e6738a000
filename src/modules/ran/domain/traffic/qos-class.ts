/** Packet delay budgets in milliseconds by QCI (TS 23.203, table 6.1.7-A); 5QIs have the same (TS 23.501, table 5.7.4-1). */
const GUARANTEED = new Map([
  [1, 100],
  [2, 150],
  [3, 50],
  [4, 300],
  [65, 75],
  [66, 100],
  [67, 100],
  [71, 150],
  [72, 300],
  [73, 300],
  [74, 500],
  [75, 50],
  [76, 500],
  [82, 10],
  [83, 10],
  [84, 30],
  [85, 5],
]);
const NOT_GUARANTEED = new Map([
  [5, 100],
  [6, 300],
  [7, 100],
  [8, 300],
  [9, 300],
  [69, 60],
  [70, 200],
  [79, 50],
  [80, 10],
]);

/** Of a QCI that the operator has made: that of the default bearer. */
const USUAL_BUDGET = 300;

/** Whether bearers of this QCI have a guaranteed bit rate; those that the operator has made do not. */
export const isGuaranteed = (qci: number): boolean => GUARANTEED.has(qci);

/** Milliseconds. */
export const delayBudget = (qci: number): number => GUARANTEED.get(qci) ?? NOT_GUARANTEED.get(qci) ?? USUAL_BUDGET;
