using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Tests.Knowledge;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Conversations;

/// <summary>Which words an embedding model is asked about, and what the turn does with its ranks.</summary>
public sealed class RankedQuestionTests
{
    [Theory]
    [InlineData("is there a way to hush my computer")]
    [InlineData("it goes on and on and I wish it were quiet")]
    public void A_question_and_what_is_not_understood_are_ranked(string text) => Assert.Equal(text, Talking().WouldRank(text));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("asdf")]
    [InlineData("hello")]
    [InlineData("borrow a laptop")]
    public void Silence_keys_small_talk_and_services_are_not(string text) => Assert.Null(Talking().WouldRank(text));

    [Fact]
    public void A_secret_is_masked_as_the_turn_masks_it() =>
        Assert.Equal("it says my password is ＊＊＊＊ and goes on and on", Talking().WouldRank("it says my password is hunter2! and goes on and on"));

    [Fact]
    public void A_button_says_nothing_new()
    {
        var desk = Talking();
        desk.Says("borrow a laptop");
        Assert.Null(desk.WouldRank("Windows"));
    }

    [Theory]
    [InlineData("Find out how something works", "hush it")]
    [InlineData("Borrow a laptop", null)]
    public void A_button_may_make_a_question_of_what_was_said_before(string button, string? ranked) =>
        Assert.Equal(ranked, Talking().WouldRank(button, new Question.WhichMeaning("hush it", [IntentNames.AskQuestion, "laptop_loan"]), "Find out how something works", "Borrow a laptop"));

    [Fact]
    public void While_something_is_asked_only_what_is_surely_a_question_is_ranked()
    {
        var desk = Talking();
        desk.Says("borrow a laptop");
        Assert.Null(desk.WouldRank("the one that my colleague has"));
        Assert.Equal("is there a way to hush my computer", desk.WouldRank("is there a way to hush my computer"));
    }

    [Fact]
    public void An_answer_that_is_asked_for_as_a_secret_is_not_ranked_whatever_it_says()
    {
        var desk = Talking();
        foreach (var words in (string[])["borrow a laptop", "Mac", "tomorrow"])
        {
            desk.Says(words);
        }

        Assert.Null(desk.WouldRank("is there a way to hush my computer"));
        desk.Now += Duration.FromDays(2);
        desk.Says("it goes on and on and I wish it were quiet");
        Assert.Null(desk.WouldRank("is there a way to hush my computer"));
    }

    [Fact]
    public void What_only_the_model_finds_is_offered_as_a_choice()
    {
        var desk = Talking();
        desk.Ranks = RanksFor("is there a way to hush my computer");
        desk.Says("is there a way to hush my computer");
        Assert.Equal(["Turning the sound off", "Printing", "None of these"], desk.State!.LastReplies[^1].Choices.Select(choice => choice.Title));
    }

    [Fact]
    public void Ranks_of_other_words_say_nothing()
    {
        var desk = Talking();
        desk.Ranks = RanksFor("something else");
        desk.Says("is there a way to hush my computer");
        Assert.DoesNotContain(desk.State!.LastReplies[^1].Choices, choice => choice.Title == "Turning the sound off");
    }

    private static Desk Talking() => Desk.With(Desk.LaptopLoan)
        .Understanding(("is there a way to hush my computer", IntentNames.AskQuestion), ("hello", IntentNames.Greet), ("borrow a laptop", "laptop_loan"))
        .Knowing(Shelf.Article("sound", Language.English, "Turning the sound off", "Press the key with the loudspeaker."))
        .Knowing(Shelf.Article("print", Language.English, "Printing", "Choose a printer."));

    private static ArticleRanks RanksFor(string text) =>
        new(text, new Dictionary<Language, NearArticles> { [Language.English] = new(["sound", "print"], true) });
}
