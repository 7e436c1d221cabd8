import * as v from 'valibot';

import { singleLine } from '../../prediction/displayText';
import { parseReference } from '../../prediction/reference';
import { AgentError } from './agentError';
import { mostListed, statusFilters, usuallyListed } from './toolDefinitions';

const idExample = '{"id": "hvmbv5hndhrme0cpws2rnqqf60"}';
const getInput = v.strictObject(
  { id: v.string(`“id” must be the ID of a prediction, as in ${idExample}.`) },
  // Valibot asks it for what is missing and for what is too much as well.
  ({ input }) =>
    `The arguments must be an object with “id” alone, as in ${idExample}; not ${shown(input)}.`,
);

const limitMessage = `“limit” must be a whole number from 1 to ${mostListed}.`;
const listInput = v.strictObject(
  {
    status: v.optional(
      v.picklist(statusFilters, `“status” must be one of: ${statusFilters.join(', ')}.`),
    ),
    model: v.optional(v.string('“model” must be a text: a part of the model’s name.'), ''),
    limit: v.optional(
      v.pipe(
        v.number(limitMessage),
        v.integer(limitMessage),
        v.minValue(1, limitMessage),
        v.maxValue(mostListed, limitMessage),
      ),
      usuallyListed,
    ),
  },
  ({ input }) =>
    `The arguments must be an object with “status”, “model” and “limit”, or some of them; not ${shown(input)}.`,
);

export type ListInput = v.InferOutput<typeof listInput>;

/**
 * The id that is asked for.
 * @throws AgentError where the input names none.
 */
export function readGetInput(input: unknown): string {
  const { id: text } = read(getInput, input);
  const reference = parseReference(text);
  if ('id' in reference) return reference.id;
  throw new AgentError(
    `There is no prediction’s ID in ${shown(text)}. An ID has 1 to 128 letters, digits, hyphens and underscores; a model’s name is none. Call list_predictions for those that are tracked, or ask the person.`,
  );
}

/** @throws AgentError */
export function readListInput(input: unknown): ListInput {
  return read(listInput, input);
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input ?? {});
  if (result.success) return result.output;
  throw new AgentError(result.issues[0].message);
}

function shown(input: unknown): string {
  return typeof input === 'string' ? `“${singleLine(input, 100)}”` : typeof input;
}
