using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Tests.Knowledge;

/// <summary>Articles that are ranked by an embedding model besides their words.</summary>
public sealed class RankFusionTests
{
    private static readonly ArticleLibrary TwoAlike =
        Shelf.Japanese(("new", "認証アプリの設定", "新しい電話で"), ("lost", "認証アプリの設定", "紛失した電話で"), ("pc", "端末の貸出", "窓口で"));

    [Theory]
    [InlineData("VPNにつながらない", Language.Japanese)]
    [InlineData("社員食堂の今日の献立", Language.Japanese)]
    [InlineData("lost badge", Language.Japanese)]
    [InlineData("my mailbox is full", Language.English)]
    [InlineData("what is the price of the stock", Language.English)]
    public void A_model_that_ranks_nothing_changes_nothing(string question, Language language)
    {
        var (alone, ranked) = (Ask(question, language), Ask(question, language, Nearest([])));
        Assert.Equal(alone.Certainty, ranked.Certainty);
        Assert.Equal(alone.Articles.Select(found => found.Article), ranked.Articles.Select(found => found.Article));
    }

    [Theory]
    [InlineData("VPNにつながらない", Language.Japanese, "vpn")]
    [InlineData("the VPN won't connect", Language.English, "vpn")]
    public void What_both_put_first_is_the_answer(string question, Language language, string id) =>
        Assert.Equal(id, Ask(question, language, Nearest([id, "printer"], standsOut: true)).Best!.Article.Id);

    [Theory]
    [InlineData("社食の献立が届かない", Language.Japanese)]
    [InlineData("no post reaches me", Language.English)]
    public void What_only_the_model_finds_is_offered_by_title_and_not_given_as_the_answer(string question, Language language)
    {
        Assert.Equal(AnswerCertainty.None, Ask(question, language).Certainty);
        var answer = Ask(question, language, Nearest(["mailbox", "printer", "vpn"], standsOut: true));
        Assert.Equal(AnswerCertainty.Several, answer.Certainty);
        Assert.Equal(["mailbox", "printer"], answer.Articles.Select(found => found.Article.Id));
    }

    [Fact]
    public void What_is_merely_nearest_is_not_offered() =>
        Assert.Equal(AnswerCertainty.None, Ask("no post reaches me", Language.English, Nearest(["mailbox", "printer"])).Certainty);

    [Fact]
    public void A_sure_answer_becomes_one_of_two_titles_where_both_together_prefer_what_stands_out_to_the_model()
    {
        var library = Shelf.Desk.With(Shelf.Article("photo", Language.English, "A photo for the badge", "Send a photo to reception."));
        Assert.Equal("photo", Ask("photo for the badge", Language.English, library: library).Best!.Article.Id);
        var answer = Ask("photo for the badge", Language.English, Nearest(["badge", "vpn"], standsOut: true), library);
        Assert.Equal(AnswerCertainty.Several, answer.Certainty);
        Assert.Equal(["badge", "photo"], answer.Articles.Select(found => found.Article.Id));
    }

    [Fact]
    public void A_sure_answer_stays_where_its_words_outweigh_the_model() =>
        Assert.Equal("mailbox", Ask("my mailbox is full", Language.English, Nearest(["badge", "vpn", "mailbox"], standsOut: true)).Best!.Article.Id);

    [Fact]
    public void A_sure_answer_stays_where_nothing_stands_out_to_the_model() =>
        Assert.Equal("mailbox", Ask("my mailbox is full", Language.English, Nearest(["badge", "vpn"])).Best!.Article.Id);

    [Fact]
    public void Of_articles_that_match_alike_the_one_that_stands_out_to_the_model_answers()
    {
        var first = Ask("認証アプリの設定", Language.Japanese, library: TwoAlike).Articles[0].Article.Id;
        Assert.Equal(first, Ask("認証アプリの設定", Language.Japanese, Nearest([first, "pc"], standsOut: true), TwoAlike).Best!.Article.Id);
    }

    [Fact]
    public void Titles_come_in_the_order_of_both()
    {
        var second = Ask("認証アプリの設定", Language.Japanese, library: TwoAlike).Articles[1].Article.Id;
        var answer = Ask("認証アプリの設定", Language.Japanese, Nearest([second]), TwoAlike);
        Assert.Equal((AnswerCertainty.Several, second), (answer.Certainty, answer.Articles[0].Article.Id));
    }

    [Fact]
    public void An_article_that_did_not_help_or_is_for_others_is_not_offered_because_the_model_likes_it()
    {
        var library = Shelf.Desk.With(Shelf.Article("vault", Language.English, "The vault", "Ask.") with { Audience = Audience.Agents });
        Assert.Equal(AnswerCertainty.None, Ask("no post reaches me", Language.English, Nearest(["vault", "vpn"], standsOut: true), library).Certainty);
        var inquiry = new Inquiry("no post reaches me", Language.English) { Shown = ["mailbox"], Ranks = Nearest(["mailbox"], standsOut: true) };
        Assert.Equal(AnswerCertainty.None, Answering.Answer(inquiry, Shelf.Desk, Helpfulness.Unknown).Certainty);
    }

    [Fact]
    public void An_article_that_is_there_no_more_is_passed_over() =>
        Assert.Equal(AnswerCertainty.None, Ask("no post reaches me", Language.English, Nearest(["gone"], standsOut: true)).Certainty);

    [Fact]
    public void An_article_in_the_other_language_is_offered_where_the_model_finds_it_there_alone()
    {
        var ranks = new ArticleRanks("通行証", new Dictionary<Language, NearArticles> { [Language.English] = new(["badge", "vpn"], true) });
        var answer = Ask("通行証", Language.Japanese, ranks);
        Assert.Equal(("badge", true), (answer.Articles[0].Article.Id, answer.Articles[0].IsInOtherLanguage));
    }

    [Theory]
    [InlineData("no post reaches me", "mailbox", "badge", "vpn")]
    [InlineData("my mailbox is full", "mailbox", "badge", "vpn")]
    public void A_search_gives_the_articles_of_both_with_falling_scores(string question, params string[] ids)
    {
        var found = Answering.Nearest(
            new Inquiry(question, Language.English) { Ranks = Nearest(["mailbox", "badge", "vpn"], standsOut: true) }, Shelf.Desk, Helpfulness.Unknown, 3);
        Assert.Equal(ids, found.Select(one => one.Article.Id));
        Assert.Equal(found.OrderByDescending(one => one.Score), found);
    }

    [Theory]
    [InlineData(20, 0.60, true)]
    [InlineData(20, 0.50, false)]
    [InlineData(11, 0.60, true)]
    [InlineData(10, 0.60, false)]
    public void An_article_stands_out_where_it_is_far_nearer_than_those_that_follow(int articles, double similarity, bool standsOut)
    {
        // Half of the others lie 0.05 above 0.3 and half below.
        var near = NearArticles.Of([.. Enumerable.Range(2, articles - 1).Select(number => ($"other-{number:00}", number % 2 == 0 ? 0.35 : 0.25)), ("near", similarity)]);
        Assert.Equal(standsOut, near.FirstStandsOut);
        Assert.Equal(["near", "other-02", "other-04"], near.Ids.Take(3));
    }

    [Fact]
    public void Of_articles_that_are_alike_none_stands_out() =>
        Assert.False(NearArticles.Of(Enumerable.Range(1, 30).Select(number => ($"article-{number}", 0.4))).FirstStandsOut);

    [Fact]
    public void Articles_far_below_hide_nobody_who_stands_out_and_make_nobody_stand_out()
    {
        var below = Enumerable.Range(1, 200).Select(number => ($"below-{number}", 0.0)).ToList();
        var close = Enumerable.Range(1, 21).Select(number => ($"close-{number:00}", 0.5 - (number * 0.01))).ToList();
        Assert.False(NearArticles.Of([.. close, .. below]).FirstStandsOut);
        Assert.True(NearArticles.Of([("first", 0.9), .. close, .. below]).FirstStandsOut);
    }

    [Fact]
    public void No_articles_and_vectors_without_a_direction_rank_nothing() =>
        Assert.Equal((0, false), NearArticles.Of([("blank", double.NaN)]) is var near ? (near.Ids.Count, near.FirstStandsOut) : default);

    private static Answer Ask(string text, Language language, ArticleRanks? ranks = null, ArticleLibrary? library = null) =>
        Answering.Answer(new Inquiry(text, language) { Ranks = ranks }, library ?? Shelf.Desk, Helpfulness.Unknown);

    private static ArticleRanks Nearest(string[] ids, bool standsOut = false) =>
        new("", LanguageTags.All.ToDictionary(language => language, _ => new NearArticles(ids, standsOut)));
}
