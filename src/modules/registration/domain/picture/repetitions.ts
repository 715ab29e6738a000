const LONGEST_PERIOD = 8;

interface Repetition {
  period: number;
  times: number;
}

function timesFrom(lines: readonly string[], start: number, period: number): number {
  let end = start + period;
  while (end < lines.length && lines[end] === lines[end - period]) end++;
  return Math.floor((end - start) / period);
}

/** What is repeated from there on, so that folding it spares the most lines. */
function repetitionAt(lines: readonly string[], start: number): Repetition | undefined {
  const periods = Array.from({ length: Math.min(LONGEST_PERIOD, lines.length - start) }, (_, index) => index + 1);
  const spared = ({ period, times }: Repetition) => period * (times - 1) - 2;
  const all = periods.map((period) => ({ period, times: timesFrom(lines, start, period) })).filter((one) => spared(one) > 0);
  return all.sort((one, other) => spared(other) - spared(one))[0];
}

/** Writes lines that follow each other again and again once, in a loop. */
export function withLoops(lines: readonly string[]): string[] {
  const folded: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const repetition = repetitionAt(lines, index);
    if (!repetition) {
      folded.push(lines[index]!);
      continue;
    }
    const { period, times } = repetition;
    folded.push(`loop ${times} times`, ...lines.slice(index, index + period).map((line) => `  ${line}`), 'end');
    index += period * times - 1;
  }
  return folded;
}
