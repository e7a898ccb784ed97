using NodaTime;
using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Tests.Knowledge;

public class HelpfulnessTests
{
    private static Helpfulness With(params ArticleRating[] ratings) => Helpfulness.Of(ratings);

    [Fact]
    public void An_article_nobody_rated_is_neither_pushed_nor_held_back() => Assert.Equal(1, Helpfulness.Unknown.Push("vpn"));

    [Fact]
    public void An_article_that_helps_more_than_usual_is_pushed()
    {
        var ratings = With(new("good", 90, 10), new("bad", 10, 90));
        Assert.True(ratings.Push("good") > 1 && ratings.Push("bad") < 1);
    }

    [Theory]
    [InlineData(1_000_000, 0)]
    [InlineData(0, 1_000_000)]
    public void A_push_never_exceeds_its_limit(int helped, int notHelped)
    {
        var ratings = With(new("much", helped, notHelped), new("other", notHelped, helped));
        Assert.InRange(ratings.Push("much"), 1 - Helpfulness.LargestPush, 1 + Helpfulness.LargestPush);
    }

    [Fact]
    public void One_angry_customer_hardly_matters()
    {
        var ratings = With(new("new", 0, 1), new("others", 80, 20));
        Assert.InRange(ratings.Push("new"), 0.99, 1);
    }

    [Fact]
    public void Being_shown_often_gains_nothing()
    {
        var ratings = With(new("rare", 80, 20), new("often", 8000, 2000));
        Assert.Equal(ratings.Push("rare"), ratings.Push("often"), 0.002);
    }

    [Fact]
    public void Ratings_are_counted()
    {
        var at = Instant.FromUtc(2026, 11, 20, 1, 0);
        var ratings = Helpfulness.Unknown
            .With(new ArticleRated("vpn", Language.Japanese, new ConversationId("c1"), true, at))
            .With(new ArticleRated("vpn", Language.English, new ConversationId("c2"), false, at));
        Assert.Equal(new ArticleRating("vpn", 1, 1), ratings.Ratings["vpn"]);
    }

    [Fact]
    public void Ratings_do_not_make_an_article_answer_what_it_is_not_about()
    {
        var ratings = With(new("vpn", 1000, 0), new("printer", 0, 1000));
        var answer = Answering.Answer(new Inquiry("プリンターで印刷できません", Language.Japanese), Shelf.Desk, ratings);
        Assert.Equal("printer", answer.Best!.Article.Id);
    }
}
