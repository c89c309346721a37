/** The tour as a strip above the page: the current step, or all of them. */
import { useState } from 'preact/hooks';
import { currentStep, tourSteps } from './steps.ts';
import type { Tour } from './use-tour.ts';

export function TourStrip({ tour }: { tour: Tour }) {
  const [all, setAll] = useState(false);
  const { state } = tour;
  const step = currentStep(state);
  return (
    <section class="tour" aria-label="Guided tour">
      <div class="tour-step" role="status">
        <strong>
          {step
            ? `${tourSteps.indexOf(step) + 1} of ${tourSteps.length} · ${step.name}`
            : 'That was all of it'}
        </strong>
        <span>{step ? step.how : 'Try what you like: nothing here is real.'}</span>
      </div>
      <div class="tour-actions">
        <button
          type="button"
          class="action-button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? 'Less' : 'Steps'}
        </button>
        <button type="button" class="action-button" onClick={tour.skip}>
          {step ? 'Skip' : 'Close'}
          <span class="unseen"> the tour</span>
        </button>
      </div>
      {all && (
        <div class="tour-all">
          <ol class="tour-steps">
            {tourSteps.map(({ id, name, how }) => (
              <li
                key={id}
                data-done={state.done.includes(id)}
                aria-current={id === step?.id ? 'step' : undefined}
              >
                <strong>
                  {name}
                  {state.done.includes(id) && <span class="tag"> done</span>}
                </strong>
                <span>{how}</span>
              </li>
            ))}
          </ol>
          <button type="button" class="action-button" onClick={tour.restart}>
            Restart tour
          </button>
        </div>
      )}
    </section>
  );
}
