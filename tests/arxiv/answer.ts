/** What the simulated arXiv says to a request, before any fault of the wire. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
};

/** A request as the pages of the simulated arXiv see it. */
export type Question = {
  pathname: string;
  /** Of the address, or of the form that was posted. */
  parameters: URLSearchParams;
  headers: Record<string, string | undefined>;
};
