using NodaTime;
using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Tests.Knowledge;

public class AnsweringTests
{
    private static Answer Ask(string text, Language language = Language.Japanese) =>
        Answering.Answer(new Inquiry(text, language), Shelf.Desk, Helpfulness.Unknown);

    [Theory]
    [InlineData("VPNにつながらない", Language.Japanese, "vpn")]
    [InlineData("プリンターで印刷できません", Language.Japanese, "printer")]
    [InlineData("メールボックスがいっぱいです", Language.Japanese, "mailbox")]
    [InlineData("my mailbox is full", Language.English, "mailbox")]
    [InlineData("the VPN won't connect", Language.English, "vpn")]
    public void A_question_is_answered_from_the_article_about_it(string question, Language language, string id)
    {
        var best = Ask(question, language).Best!;
        Assert.Equal((id, language, false), (best.Article.Id, best.Article.Language, best.IsInOtherLanguage));
    }

    [Theory]
    [InlineData("社員食堂の今日の献立", Language.Japanese)]
    [InlineData("新幹線の切符を手配して", Language.Japanese)]
    [InlineData("what is the price of the stock", Language.English)]
    [InlineData("", Language.English)]
    public void What_no_article_is_about_is_not_answered(string question, Language language)
    {
        var answer = Ask(question, language);
        Assert.Equal(AnswerCertainty.None, answer.Certainty);
        Assert.Null(answer.Best);
    }

    [Fact]
    public void Articles_that_match_alike_are_offered_by_title()
    {
        var library = Shelf.Japanese(("new", "認証アプリの設定", "新しい電話で"), ("lost", "認証アプリの設定", "紛失した電話で"), ("pc", "端末の貸出", "窓口で"));
        var answer = Answering.Answer(new Inquiry("認証アプリの設定", Language.Japanese), library, Helpfulness.Unknown);
        Assert.Equal(AnswerCertainty.Several, answer.Certainty);
        Assert.Equal(["lost", "new"], answer.Articles.Select(found => found.Article.Id).Order());
    }

    [Fact]
    public void An_article_in_the_other_language_is_better_than_none()
    {
        var best = Ask("lost badge", Language.Japanese).Best!;
        Assert.Equal(("badge", true), (best.Article.Id, best.IsInOtherLanguage));
    }

    [Fact]
    public void An_article_that_did_not_help_is_not_shown_again()
    {
        var again = new Inquiry("VPNにつながらない", Language.Japanese) { Shown = ["vpn"] };
        Assert.DoesNotContain(Answering.Answer(again, Shelf.Desk, Helpfulness.Unknown).Articles, found => found.Article.Id == "vpn");
    }

    [Fact]
    public void An_article_for_agents_is_found_by_agents_only()
    {
        var secret = Shelf.Article("secret", Language.Japanese, "管理者の解除手順", "台帳を見ます。") with { Audience = Audience.Agents };
        var library = Shelf.Desk.With(secret);
        var inquiry = new Inquiry("管理者の解除手順", Language.Japanese);
        Assert.Null(Answering.Answer(inquiry, library, Helpfulness.Unknown).Best);
        Assert.Equal("secret", Answering.Answer(inquiry with { Audiences = [Audience.Agents] }, library, Helpfulness.Unknown).Best!.Article.Id);
    }

    [Fact]
    public void A_changed_article_answers_at_once()
    {
        var library = Shelf.Desk.With(Shelf.Article("fax", Language.Japanese, "複写機の貸出", "窓口で受け付けます。"));
        Assert.Equal("fax", Answering.Answer(new Inquiry("複写機の貸出", Language.Japanese), library, Helpfulness.Unknown).Best!.Article.Id);
    }

    [Fact]
    public void The_section_that_says_it_is_the_passage_shown()
    {
        var article = Shelf.Article("vpn", Language.Japanese, "VPNの使い方", "アプリで接続します。") with
        {
            Sections = [new ArticleSection("エラー691", "パスワードの誤りです。", IsSteps: false)],
        };
        var best = Answering.Answer(new Inquiry("エラー691", Language.Japanese), Shelf.Japanese(("pc", "端末", "窓口で")).With(article), Helpfulness.Unknown).Best!;
        Assert.Equal("**エラー691**\n\nパスワードの誤りです。", best.Passage);
    }

    [Fact]
    public void An_overdue_review_is_known() =>
        Assert.True(Shelf.Desk.Find("vpn", Language.English)!.IsOverdue(new LocalDate(2027, 6, 1)));

    [Fact]
    public void Of_many_articles_the_one_is_found_whose_questions_are_put_like_this()
    {
        var answer = Answering.Answer(new Inquiry("the colours come out all wrong on paper", Language.English), Shelf.Large, Helpfulness.Unknown);
        Assert.Equal("matter-7", answer.Articles[0].Article.Id);
        Assert.NotEqual(AnswerCertainty.None, answer.Certainty);
    }

    [Theory]
    [InlineData("qwrt zzkx pplm")]
    [InlineData("can I bring my dog")]
    public void Of_many_articles_none_is_forced_on_a_question(string question) =>
        Assert.Null(Answering.Answer(new Inquiry(question, Language.English), Shelf.Large, Helpfulness.Unknown).Best);

    [Fact]
    public void The_next_article_is_no_better_an_answer_because_the_best_was_shown()
    {
        var inquiry = new Inquiry("how do I get colour number 7 on paper", Language.English);
        var first = Answering.Answer(inquiry, Shelf.Large, Helpfulness.Unknown);
        var next = Answering.Answer(inquiry with { Shown = ["matter-7"] }, Shelf.Large, Helpfulness.Unknown);
        Assert.Equal(first.Articles.Single(found => found.Article.Id == next.Articles[0].Article.Id).Confidence, next.Articles[0].Confidence);
    }
}
