package io.offramp.backend.ledger;

/**
 * Why packets were lost, and what helps.
 *
 * @param cause as in {@code virtio ring full, vhost worker at 100 % CPU}
 * @param advice in a few words, as in {@code add a queue}
 * @param remedy how to do it: a sentence, a call or a command to paste
 */
record Diagnosis(String cause, String advice, String remedy) {}
