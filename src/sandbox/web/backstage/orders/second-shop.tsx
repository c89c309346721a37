/** Another shop of the pretend Ngorder, with the token by which the bot can be connected to it. */
import { copyText } from '../../components/copy-text.ts';
import { useWords } from '../../i18n/use-words.tsx';

export function SecondShop({ name, token }: { name: string; token: string }) {
  const { orders: texts } = useWords().texts.backstage;
  return (
    <section class="second-shop" aria-label={name}>
      <p class="hint">
        {texts.secondShop(name)}
        <br />
        <code>{token}</code>
      </p>
      <button type="button" class="action-button" onClick={() => void copyText(token)}>
        {texts.copyToken}
      </button>
    </section>
  );
}
