/** The tools as package.json declares them to VS Code, and an MCP server to its clients. */
export interface ToolDefinition {
  readonly name: ToolName;
  readonly title: string;
  /** For the model that chooses among tools. */
  readonly description: string;
  /** JSON Schema. */
  readonly inputSchema: object;
}

export const toolNames = ['get_prediction', 'list_predictions'] as const;

export type ToolName = (typeof toolNames)[number];

/** `running` stands for all that have not ended. */
export const statusFilters = [
  'running',
  'starting',
  'processing',
  'succeeded',
  'failed',
  'canceled',
  'aborted',
] as const;

export const mostListed = 100;
export const usuallyListed = 20;

export const toolDefinitions: readonly ToolDefinition[] = [
  {
    name: 'get_prediction',
    title: 'Get Prediction',
    description:
      'Tells all about one prediction (a run of an AI model through DeerAPI or Replicate) by its ID: model, status, progress, error, input, outputs with their local files and URLs, metrics, times and the end of its log. Outputs that are images are attached where possible. Read-only: it starts, cancels and deletes nothing. Use it when the person names a prediction ID or asks how a run is doing, why it failed or what it made.',
    inputSchema: {
      type: 'object',
      properties: {
        id: {
          type: 'string',
          description: 'The ID of the prediction, or a URL that holds it.',
        },
      },
      required: ['id'],
      additionalProperties: false,
    },
  },
  {
    name: 'list_predictions',
    title: 'List Predictions',
    description:
      'Lists the predictions (runs of AI models through DeerAPI or Replicate) that are tracked in VS Code, newest first: ID, model, status, progress and times. Read-only, and asks no server. Use it to find the ID of a prediction for get_prediction, or to see what is running or has failed.',
    inputSchema: {
      type: 'object',
      properties: {
        status: {
          type: 'string',
          enum: statusFilters,
          description: 'Only those in this state; “running” stands for all that have not ended.',
        },
        model: {
          type: 'string',
          description: 'Only those whose model’s name (owner/name) contains this text.',
        },
        limit: {
          type: 'integer',
          minimum: 1,
          maximum: mostListed,
          default: usuallyListed,
          description: 'How many at the most.',
        },
      },
      additionalProperties: false,
    },
  },
];
