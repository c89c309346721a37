/** The tour as a strip above the page: the current step, or all of them. */
import { useState } from 'preact/hooks';
import type { BotLabels } from '../i18n/en-tour.ts';
import { useWords } from '../i18n/use-words.tsx';
import { currentStep, tourSteps } from './steps.ts';
import type { Tour } from './use-tour.ts';

interface TourStripProps {
  tour: Tour;
  labels: BotLabels;
  /** Whom one acts as. */
  personName: string;
}

export function TourStrip({ tour, labels, personName }: TourStripProps) {
  const { tour: texts } = useWords().texts;
  const [all, setAll] = useState(false);
  const { state } = tour;
  const step = currentStep(state);
  const words = step && texts.kinds[step.id];
  return (
    <section class="tour" aria-label={texts.label}>
      <div class="tour-step" role="status">
        <strong>
          {step && words
            ? texts.step(tourSteps.indexOf(step) + 1, tourSteps.length, words.name)
            : texts.over}
        </strong>
        <span>{words ? words.how(labels) : texts.free(personName)}</span>
      </div>
      <div class="tour-actions">
        <button
          type="button"
          class="action-button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? texts.fewer : texts.steps}
        </button>
        <button
          type="button"
          class="action-button"
          aria-label={step ? texts.skipLong : texts.closeLong}
          onClick={tour.skip}
        >
          {step ? texts.skip : texts.close}
        </button>
      </div>
      {all && (
        <div class="tour-all">
          <ol class="tour-steps">
            {tourSteps.map(({ id }) => (
              <li
                key={id}
                data-done={state.done.includes(id)}
                aria-current={id === step?.id ? 'step' : undefined}
              >
                <strong>
                  {texts.kinds[id].name}
                  {state.done.includes(id) && <span class="tag"> {texts.done}</span>}
                </strong>
                <span>{texts.kinds[id].how(labels)}</span>
              </li>
            ))}
          </ol>
          <button type="button" class="action-button" onClick={tour.restart}>
            {texts.restart}
          </button>
        </div>
      )}
    </section>
  );
}
