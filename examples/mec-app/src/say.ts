/** One line on stdout, for humans. */
export const say = (line: string): void => console.log(line);
