namespace ServiceBot.Understanding;

/// <summary>The intents that the conversation itself knows; every other intent is the id of a playbook.</summary>
public static class IntentNames
{
#pragma warning disable CS1591 // each name is its own documentation
    public const string Greet = "greet";
    public const string Goodbye = "goodbye";
    public const string Thanks = "thanks";
    public const string Affirm = "affirm";
    public const string Deny = "deny";
    public const string Cancel = "cancel";
    public const string Restart = "restart";
    public const string Help = "help";
    public const string Repeat = "repeat";
    public const string TalkToHuman = "talk_to_human";
    public const string Complain = "complain";
    public const string Praise = "praise";
    public const string Smalltalk = "smalltalk";
    public const string OutOfScope = "out_of_scope";
    public const string CheckStatus = "check_status";
    public const string AddInformation = "add_information";
    public const string HurryTicket = "hurry_ticket";
    public const string ResolveTicket = "resolve_ticket";
    public const string ReopenTicket = "reopen_ticket";
    public const string CancelTicket = "cancel_ticket";
    public const string ReportIncident = "report_incident";
    public const string RequestService = "request_service";
    public const string AskQuestion = "ask_question";
#pragma warning restore CS1591

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Greet, Goodbye, Thanks, Affirm, Deny, Cancel, Restart, Help, Repeat, TalkToHuman, Complain, Praise, Smalltalk, OutOfScope,
        CheckStatus, AddInformation, HurryTicket, ResolveTicket, ReopenTicket, CancelTicket, ReportIncident, RequestService, AskQuestion,
    ];
}
