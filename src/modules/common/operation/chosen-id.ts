const PATTERN = String.raw`^([^.]|\.[^.]|\.\..)`;
const LONGEST = 255;

/** Of an id that a caller chooses: . and .. cannot stand in a URI (RFC 3986, 5.2.4), and a longer one does not fit into it with the rest. */
export const CHOSEN_ID = { type: 'string', minLength: 1, maxLength: LONGEST, pattern: PATTERN } as const;

/** Whether a text is as CHOSEN_ID demands. */
export const isChosenId = (text: string): boolean => [...text].length <= LONGEST && new RegExp(PATTERN).test(text);
