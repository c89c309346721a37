/** Why something couldn't be done, said aloud. */
export const ErrorNote = ({ words }: { words: string | undefined }) => (
  <p class="refusal" role="alert">
    {words}
  </p>
);
