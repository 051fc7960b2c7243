/** Thanks in the words arXiv asks for, and what its licence is: https://info.arxiv.org/help/api/tou.html */
export function SiteFooter() {
  return (
    <footer className="footer">
      <nav aria-label="About this site">
        <a href="/status">Status: is everything here?</a>
      </nav>
      <p>
        Titles, abstracts and dates are arXiv’s, which gives its metadata to the public domain
        (CC0). Thank you to arXiv for use of its open access interoperability. Broadsheet is not
        part of arXiv and arXiv does not endorse it.
      </p>
    </footer>
  );
}
