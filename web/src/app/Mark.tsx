/** The two choirs: what comes in is blue and stands left, what goes out is amber and stands right. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true" fill="none" strokeWidth="2.4" strokeLinecap="round">
      <path d="M5 4v16M9.500 7.500v9" stroke="var(--in)" /><path d="M19 4v16M14.500 7.500v9" stroke="var(--out)" />
    </svg>
  );
}
