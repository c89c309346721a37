/** An error message, announced to screen readers. */
export const ErrorNote = ({ words }: { words: string | undefined }) => (
  <p class="refusal" role="alert">
    {words}
  </p>
);
