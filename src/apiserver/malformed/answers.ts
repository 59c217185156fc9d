/** What a real API server said to the corpus of malformed requests, and how an answer is compared with it. */
import recorded from './recorded.json' with { type: 'json' };

export interface Answer {
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
}

/** By the name of the case. */
export const recordedAnswers = recorded as Readonly<Record<string, Answer>>;

/** A response as what counts of it. */
export function answerOf(code: number, text: string): Answer {
  try {
    const { reason, message } = JSON.parse(text) as Answer;
    return { code, ...(reason ? { reason } : {}), ...(message ? { message } : {}) };
  } catch {
    return { code, message: text };
  }
}

/** What differs from run to run: a whole object in a message, versions and uids; and protobuf, which we don't speak. */
export const masked = (answer: Answer | undefined): Answer | undefined =>
  answer?.message === undefined
    ? answer
    : {
        ...answer,
        message: answer.message
          .replace(/Invalid value: "\{.*\\"uid\\".*\}": /s, 'Invalid value: "{…}": ')
          .replace(/, application\/vnd\.kubernetes\.protobuf(;stream=watch)?/g, '')
          .replace(/ResourceVersion in record \(\d+\)/, 'ResourceVersion in record (N)')
          .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>'),
      };

/** Refused as upstream does, in other words: why. */
export const otherWords: Readonly<Record<string, string>> = {
  'POST deployments: spec.template.metadata.labels is {}':
    'an empty map is left out when it is decoded, so the message shows null',
};
