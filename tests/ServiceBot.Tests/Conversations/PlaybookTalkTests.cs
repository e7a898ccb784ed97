using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Dialogs;
using ServiceBot.Messages;
using ServiceBot.Tests.Knowledge;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Conversations;

public sealed class PlaybookTalkTests
{
    private readonly Desk desk = Desk.With(Desk.LaptopLoan).Understanding(
        ("I want to borrow a laptop", "laptop_loan"),
        ("I want to borrow a macbook from tomorrow", "laptop_loan"),
        ("PCを借りたい", "laptop_loan"),
        ("never mind", IntentNames.Cancel),
        ("start over", IntentNames.Restart),
        ("agent please", IntentNames.TalkToHuman),
        ("how do I set up the VPN", IntentNames.AskQuestion));

    [Fact]
    public void What_the_first_words_say_is_not_asked_again()
    {
        Assert.Contains("Choose a code", this.desk.Says("I want to borrow a macbook from tomorrow"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_ends_in_a_ticket_with_all_answers()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("Windows");
        this.desk.Says("2026-12-01");
        Assert.Contains("REQ-000001", this.desk.Says("yes"), StringComparison.Ordinal);
        Assert.Equal(("windows", "2026-12-01", "hardware-team"), (this.desk.Tickets[0].Slots["model"], this.desk.Tickets[0].Slots["from_date"], this.desk.Tickets[0].Group));
    }

    [Theory]
    [InlineData("yes", "Which model")]
    [InlineData("no", "")]
    public void A_single_likely_meaning_is_a_question_of_yes_or_no(string answer, string next)
    {
        var desk = Desk.With(Desk.LaptopLoan).Understanding(("laptops?", "laptop_loan|greet"));
        Assert.Contains("“Borrow a laptop”?", desk.Says("laptops?"), StringComparison.Ordinal);
        Assert.Contains(next, desk.Says(answer), StringComparison.Ordinal);
        Assert.Equal(next.Length > 0, desk.State!.Runs.Count > 0);
    }

    [Theory]
    [InlineData("one unit")]
    [InlineData("from Monday")]
    public void A_quantity_or_a_day_chooses_no_meaning(string answer)
    {
        var desk = Desk.With(Desk.LaptopLoan).Understanding(("laptops?", $"laptop_loan|{IntentNames.AskQuestion}"), (answer, "laptop_loan"));
        desk.Says("laptops?");
        desk.Says(answer);
        Assert.IsType<Question.WhichMeaning>(desk.State!.Open);
    }

    [Theory]
    [InlineData("えーと")]
    [InlineData("hmm…")]
    public void Who_hesitates_wants_nothing_repeated_or_begun_again(string words)
    {
        var desk = Desk.With(Desk.LaptopLoan).Understanding(("I want to borrow a laptop", "laptop_loan"), (words, IntentNames.Restart));
        desk.Says("I want to borrow a laptop");
        desk.Says(words);
        Assert.Equal(1, desk.State!.Runs[0].Misses);
    }

    [Fact]
    public void The_article_that_surely_answers_the_first_words_comes_first_and_its_no_goes_on()
    {
        var desk = Desk.With(WithBestArticle).Knowing(Shelf.Article("vpn", Language.English, "The VPN will not connect", "Restart the VPN client.")).Understanding(("the VPN will not connect", "trouble"), ("the kettle hums", "trouble"));
        Assert.Contains("Restart the VPN client", desk.Says("the VPN will not connect"), StringComparison.Ordinal);
        Assert.Contains("Since when", desk.Says("not solved"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_article_surely_answers_the_questions_come_at_once()
    {
        var desk = Desk.With(WithBestArticle).Knowing(Shelf.Article("vpn", Language.English, "The VPN will not connect", "Restart the VPN client.")).Understanding(("the kettle hums", "trouble"));
        Assert.StartsWith("Since when", desk.Says("the kettle hums"), StringComparison.Ordinal);
    }

    private const string WithBestArticle = """
        id: trouble
        kind: incident
        category: network
        title: { ja: 不具合, en: Trouble }
        examples: { ja: [不具合], en: [trouble] }
        slots:
          since:
            type: text
            label: { ja: いつから, en: Since }
            ask: { ja: いつからですか。, en: Since when? }
        steps:
          - article: best
          - collect: since
          - ticket: { ja: 確認します。, en: We look into it. }
        """;

    [Fact]
    public void An_earlier_answer_is_corrected_in_passing()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("Windows");
        Assert.Contains("From when", this.desk.Says("sorry, I meant a Mac"), StringComparison.Ordinal);
        Assert.Equal("mac", this.desk.State!.Runs[0].Slots["model"].Value);
    }

    [Fact]
    public void A_corrected_answer_is_confirmed_again()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("Windows");
        this.desk.Says("2026-12-01");
        Assert.Contains("Choose a code", this.desk.Says("not Windows, a Mac"), StringComparison.Ordinal);
        Assert.Contains("Is that right", this.desk.Says("1234"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_back_asks_the_last_question_again()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("Windows");
        Assert.Contains("Which model", this.desk.Says("go back"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_kept_neither_in_the_transcript_nor_on_the_ticket()
    {
        this.desk.Says("I want to borrow a macbook from tomorrow");
        this.desk.Says("7391");
        Assert.DoesNotContain("7391", this.desk.Last!.Entries[0].Text + this.desk.Last.Entries[0].Utterance!.Wire, StringComparison.Ordinal);
        this.desk.Says("yes");
        Assert.DoesNotContain("7391", this.desk.Tickets[0].Slots["code"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_must_not_be_interrupted_is_not()
    {
        this.desk.Says("I want to borrow a macbook from tomorrow");
        Assert.Contains("Choose a code", this.desk.Says("how do I set up the VPN"), StringComparison.Ordinal);
        Assert.Equal(new Question.ForSlot("code"), this.desk.State!.Open);
    }

    [Fact]
    public void Cancelling_ends_the_matter()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("never mind");
        Assert.Empty(this.desk.State!.Runs);
        Assert.Null(this.desk.State.Open);
    }

    [Fact]
    public void Starting_over_forgets_the_answers()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("Windows");
        Assert.Contains("Which model", this.desk.Says("start over"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_language_may_change_in_the_middle_and_every_answer_is_kept()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("Windows");
        Assert.Contains("いつからですか", this.desk.Says("日本語でお願いします"), StringComparison.Ordinal);
        Assert.Equal("windows", this.desk.State!.Runs[0].Slots["model"].Value);
    }

    [Fact]
    public void Answers_that_do_not_fit_lead_to_a_human_in_the_end()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("zzz");
        this.desk.Says("zzz zzz");
        this.desk.Says("zzzzz");
        Assert.IsType<Question.WhetherHuman>(this.desk.State!.Open);
        this.desk.Says("yes");
        Assert.Equal(EscalationReasons.RepeatedFailure, this.desk.Tickets[0].Context.EscalationReason);
    }

    [Fact]
    public void A_human_gets_everything_that_was_said_so_far()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("Windows");
        this.desk.Says("agent please");
        Assert.Equal("windows", this.desk.Tickets[0].Slots["model"]);
        Assert.Equal(EscalationReasons.CustomerRequest, this.desk.Tickets[0].Context.EscalationReason);
    }

    [Fact]
    public void After_a_day_the_open_matter_is_offered_again()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Now += Duration.FromDays(1);
        this.desk.Says("zzz");
        Assert.IsType<Question.WhetherToGoOn>(this.desk.State!.Open);
        Assert.Contains("Which model", this.desk.Says("yes"), StringComparison.Ordinal);
    }

    [Fact]
    public void Silence_is_met_with_one_reminder()
    {
        this.desk.Says("I want to borrow a laptop");
        Assert.NotNull(this.desk.State!.WakeAt);
        Assert.NotEmpty(this.desk.Take(new Occasion.SilenceLasted()));
        Assert.Null(this.desk.State.WakeAt);
    }

    [Fact]
    public void The_same_sentence_never_comes_twice_in_a_row()
    {
        var first = this.desk.Says("zzz");
        this.desk.Take(new Occasion.CustomerArrived());
        Assert.NotEqual(first, this.desk.Says("zzzz"));
    }

    [Theory]
    [InlineData("no idea")]
    [InlineData("I don't know, sorry")]
    public void What_is_not_known_of_a_disturbance_is_left_open(string answer)
    {
        var desk = Desk.With(Noise).Understanding(("it is noisy", "noise"));
        desk.Says("it is noisy");
        Assert.DoesNotContain("Is the fan on?", desk.Says(answer), StringComparison.Ordinal);
        Assert.Equal(string.Empty, desk.Tickets[0].Slots.GetValueOrDefault("fan", string.Empty));
    }

    [Fact]
    public void What_is_named_beside_not_knowing_counts()
    {
        var desk = Desk.With(Noise).Understanding(("it is noisy", "noise"));
        desk.Says("it is noisy");
        desk.Says("it's spinning, no idea why");
        Assert.Equal("running", desk.Tickets[0].Slots["fan"]);
    }

    [Fact]
    public void A_matter_that_mends_itself_while_something_is_asked_counts_as_solved()
    {
        var desk = Desk.With(Noise).Understanding(("it is noisy", "noise"));
        desk.Says("it is noisy");
        desk.Says("it works again");
        Assert.Equal("solved", Assert.Single(desk.Last!.Changes.OfType<MatterEnded>()).Outcome);
    }

    [Theory]
    [InlineData("Osaka, the approver is Anna Kovacs")]
    [InlineData("my manager is Anna Kovacs")]
    public void A_manager_named_before_anybody_asks_is_not_asked_for(string said)
    {
        var desk = Desk.With(Chair).Understanding(("a chair please", "chair"));
        desk.Says("a chair please");
        desk.Says(said);
        desk.Says("Osaka");
        Assert.Equal(("Osaka", "Anna Kovacs"), (desk.Tickets[0].Slots["place"], desk.Tickets[0].Slots["manager"]));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("はい")]
    public void A_yes_is_nobodys_name(string said)
    {
        var desk = Desk.With(Chair).Understanding(("a chair please", "chair"));
        desk.Says("a chair please");
        desk.Says("Osaka");
        desk.Says(said);
        Assert.Empty(desk.Tickets);
    }

    [Fact]
    public void Thanks_in_between_are_no_goodbye()
    {
        var desk = Desk.With(Chair).Understanding(("a chair please", "chair"), ("thanks a lot", IntentNames.Thanks));
        desk.Says("a chair please");
        Assert.DoesNotContain("any time", desk.Says("thanks a lot"), StringComparison.Ordinal);
    }

    private const string Chair = """
        id: chair
        kind: request
        category: facilities
        title: { ja: 椅子, en: A chair }
        examples: { ja: [椅子がほしい], en: [a chair please] }
        slots:
          place:
            type: text
            label: { ja: 場所, en: Place }
            ask: { ja: どこに届けますか。, en: "Where to?" }
          manager:
            type: person
            label: { ja: 承認者, en: Approver }
            ask: { ja: 承認者はどなたですか。, en: "Who approves?" }
            profile: manager
        steps:
          - collect: [place, manager]
          - ticket: { ja: 手配します。, en: We will bring it. }
        """;

    private const string Noise = """
        id: noise
        kind: incident
        category: hardware
        title: { ja: 異音, en: Noise }
        examples: { ja: [うるさい], en: [it is noisy] }
        slots:
          fan:
            type: choice
            label: { ja: ファン, en: Fan }
            ask: { ja: ファンは回っていますか。, en: "Is the fan on?" }
            choices:
              running: { ja: はい, en: "Yes", synonyms: { ja: [回って], en: ["yes", spinning] } }
              still: { ja: いいえ, en: "No", synonyms: { ja: [止まって], en: ["no", stopped] } }
        steps:
          - collect: fan
          - ticket: { ja: 見に行きます。, en: Somebody will come. }
        """;
}
