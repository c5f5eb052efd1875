/** A thread in our own words: title and body. */
export type WrittenThread = readonly [title: string, body: string];
