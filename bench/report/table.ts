export const ratio = (value: number) => value.toFixed(2);
export const percent = (share: number) => `${Math.round(share * 100)} %`;
export const tenths = (value: number) => value.toFixed(1);
export const whole = (value: number) => Math.round(value).toLocaleString('en');
const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
export const table = (head: string[], rows: string[][]) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
