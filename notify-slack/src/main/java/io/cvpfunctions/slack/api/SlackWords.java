package io.cvpfunctions.slack.api;

import java.util.HashMap;
import java.util.Map;

/** What Slack's words mean for the message, as far as they are known. */
final class SlackWords {
  /** What is to be done about an answer. */
  enum Meaning {
    /** Without blocks Slack may take it. */
    FORM,
    /** Slack does not take this message, however often it comes. */
    REFUSED,
    /** What was to be changed or answered is not there any more. */
    GONE,
    /** Too fast. */
    LATER,
    /** Slack's own trouble. */
    BROKEN,
    /** Not from Slack at all. */
    NOWHERE,
    /** Nothing works until somebody mends the credential. */
    CREDENTIAL,
    /** The token may not do this. */
    SCOPE,
    /** The channel is gone, or closed to us. */
    CHANNEL,
    /** The app is not in the channel. */
    MEMBERSHIP,
    /** Who runs the workspace forbids it. */
    POLICY,
    /** A word of Slack's that is not known here. */
    UNKNOWN
  }

  private static final Map<String, Meaning> BOTH =
      words(
          Meaning.FORM,
          "invalid_blocks invalid_blocks_format invalid_attachments too_many_attachments"
              + " msg_too_long msg_blocks_too_long",
          Meaning.LATER,
          "rate_limited ratelimited message_limit_exceeded",
          Meaning.BROKEN,
          "rollup_error internal_error fatal_error service_unavailable request_timeout",
          Meaning.CREDENTIAL,
          "invalid_token team_disabled",
          Meaning.CHANNEL,
          "channel_not_found channel_is_archived is_archived",
          Meaning.POLICY,
          "action_prohibited posting_to_general_channel_denied restricted_action"
              + " restricted_action_read_only_channel restricted_action_thread_only_channel"
              + " restricted_action_non_threadable_channel");

  private static final Map<String, Meaning> WEBHOOK =
      words(
          Meaning.REFUSED,
          "invalid_payload no_text missing_text_or_fallback_or_attachments user_not_found",
          Meaning.CREDENTIAL,
          "no_service no_service_id no_team no_active_hooks");

  private static final Map<String, Meaning> API =
      words(
          Meaning.FORM,
          "no_text invalid_arguments invalid_arg_name invalid_array_arg invalid_charset"
              + " invalid_form_data invalid_json json_not_object invalid_post_type"
              + " missing_post_type invalid_metadata_format",
          Meaning.GONE,
          "message_not_found cant_update_message edit_window_closed thread_not_found",
          Meaning.REFUSED,
          "file_not_found",
          Meaning.CHANNEL,
          "invalid_channel",
          Meaning.CREDENTIAL,
          "not_authed invalid_auth account_inactive token_revoked token_expired"
              + " org_login_required team_access_not_granted",
          Meaning.SCOPE,
          "missing_scope no_permission",
          Meaning.MEMBERSHIP,
          "not_in_channel");

  private SlackWords() {}

  /** What a word means; null where nobody knows. */
  static Meaning of(String word, boolean api) {
    Meaning own = (api ? API : WEBHOOK).get(word);
    return own == null ? BOTH.get(word) : own;
  }

  private static Map<String, Meaning> words(Object... meaningsAndWords) {
    Map<String, Meaning> words = new HashMap<>();
    for (int i = 0; i < meaningsAndWords.length; i += 2) {
      Meaning meaning = (Meaning) meaningsAndWords[i];
      for (String word : ((String) meaningsAndWords[i + 1]).split(" ", -1))
        words.put(word, meaning);
    }
    return Map.copyOf(words);
  }
}
