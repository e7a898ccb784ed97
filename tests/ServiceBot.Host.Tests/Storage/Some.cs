using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Notifications;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Tests.Storage;

/// <summary>Records with every member filled in, so that whatever is not stored shows.</summary>
internal static class Some
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 1, 2, 3) + Duration.FromTicks(4_567_891);

    public static readonly ConversationId Chat = new("webchat|会話-1");

    private static readonly Address Address = new("webchat", "c-1", "u-1", "bot", "https://smba.example/apis", "tenant");

    private static readonly Person Hanako =
        new(new PersonId("dl_4f"), "山田 花子", new Dictionary<string, string>(StringComparer.Ordinal) { ["site"] = "大阪" });

    private static readonly Recognition Understood = new(
        Language.Japanese, new Scored("vpn_trouble", 0.93), new Scored("network", 0.9), [new Scored("wifi", 0.04)], Certainty.Sure, Mood.Annoyed);

    public static Conversation Conversation(long version = 1, ConversationId? id = null) => new()
    {
        Id = id ?? Chat,
        Address = Address,
        Customer = Hanako,
        Language = Language.Japanese,
        StartedAt = Now,
        LastHeardAt = Now + Duration.FromSeconds(1),
        Version = version,
        Sequence = version * 2,
        Turn = version,
        Runs =
        [
            new PlaybookRun
            {
                Playbook = "vpn_trouble",
                Opening = "VPNにつながらない",
                Understanding = Understood,
                Category = "network",
                StartedAt = Now,
                Slots = new Dictionary<string, SlotValue>(StringComparer.Ordinal) { ["location"] = new("home", SlotSource.Answer) },
                Answered = ["location"],
                Done = ["restart"],
                Attempts = [new Attempt("再起動", "not_solved")],
                Misses = 1,
                WaitsFor = "job-1",
                Ticket = "INC-000001",
            },
        ],
        Open = new Question.WhetherToGoOn(new Question.WhichMeaning("つながらない", ["vpn_trouble", "wifi"])),
        Later = ["あとマウスも"],
        Variants = new Dictionary<string, int>(StringComparer.Ordinal) { ["greeting"] = 2 },
        LastReplies = [Reply],
        Articles = [new ArticleShown("vpn-1", "VPN", true)],
        Files = [new Attachment("a-1", "画面.png", "image/png", 12345)],
        Misunderstood = 1,
        Ticket = "INC-000001",
        Mood = Mood.Angry,
        MatterSince = 3,
        WakeAt = Now + Duration.FromMinutes(10),
    };

    public static Reply Reply { get; } = new("もう一度 <b>\"お試し\"</b> ください 🙏", Language.Japanese, [new Choice("はい", "yes")], new Trace
    {
        Turn = 1,
        Intent = "vpn_trouble",
        Confidence = 0.93,
        Articles = ["vpn-1"],
        Proactive = "comment",
    });

    public static TranscriptEntry Said(long sequence, string key, ConversationId? id = null) => new(
        id ?? Chat, sequence, $"u-{sequence}", Speaker.Customer, "VPNにつながらない", Now,
        new Utterance($"u-{sequence}", key, "VPNにつながらない", Language.Japanese, new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "b" }, [], "{\"type\":\"message\"}"),
        null, null);

    public static TranscriptEntry Answered(long sequence, ConversationId? id = null) => new(
        id ?? Chat, sequence, $"r-{sequence}", Speaker.Bot, Reply.Text, Now, null, Reply, $"u-{sequence - 1}");

    public static Ticket Ticket(long serial, long version = 1) => new()
    {
        Number = new TicketNumber(TicketType.Incident, serial),
        Status = TicketStatus.InProgress,
        Priority = Priority.P3,
        Impact = Impact.Team,
        Urgency = Urgency.High,
        Category = "network",
        Playbook = "vpn_trouble",
        Subject = "VPNにつながらない",
        Language = Language.Japanese,
        Customer = Hanako,
        Conversation = Chat,
        Group = "network-team",
        Assignee = "sato",
        Approver = "suzuki",
        CreatedAt = Now,
        UpdatedAt = Now,
        ResolvedAt = Now,
        DueResponseAt = Now,
        DueResolutionAt = Now,
        NextUpdateAt = Now,
        Resolution = "再発行しました",
        Slots = new Dictionary<string, string>(StringComparer.Ordinal) { ["location"] = "home" },
        Context = new TicketContext(
            "webchat", [new SpokenLine("customer", "VPNにつながらない", Now)],
            new UnderstandingTaken("vpn_trouble", 0.93, "network", [new LikelyIntent("wifi", 0.04)]),
            [new ArticleShown("vpn-1", "VPN", null)], [new StepTried("restart", "not_solved")], "annoyed",
            EscalationReasons.PlaybookFailed, ["INC-000000"], [], ["a-1"]),
        Version = version,
    };

    public static TicketOpened Opened(Ticket ticket) => new(ticket, new Opened(Now, "bot", EscalationReasons.PlaybookFailed));

    public static OutboxEntry Entry(string id, long sequence, Instant? dueAt = null, ConversationId? conversation = null) =>
        new(id, conversation ?? Chat, sequence, Address, Reply, "u-1", 0, dueAt ?? Now);

    public static News News(string id, Instant? happenedAt = null, ConversationId? conversation = null) => new(
        id, conversation ?? Chat, "news.comment", "comment", "INC-000001",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = "確認しました" }, happenedAt ?? Now);

    public static ActionJob Job(string id, Instant? dueAt = null) => new(
        id, Chat, "reset_password", "reset", new Dictionary<string, string>(StringComparer.Ordinal) { ["account"] = "yamada" }, 0, dueAt ?? Now);
}
