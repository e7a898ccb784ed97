using NodaTime;
using ServiceBot.Dialogs;
using ServiceBot.Improvement;
using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Tests.Improvement;

public sealed class ContentDraftTests
{
    private static readonly string[] Said = ["社用車の「ETC\"カード\"」: 通りません", "# ETC"];

    [Fact]
    public void An_article_begun_with_customers_words_is_a_whole_article()
    {
        var (article, faults) = ArticleFile.Parse("knowledge/ja/new-article.md", ContentDraft.Article(Said, Language.Japanese, "facilities", "facilities-team", new LocalDate(2027, 5, 20)));
        Assert.Empty(faults);
        Assert.Equal((Said[0], "facilities"), (article!.Title, article.Category));
        Assert.Equal(Said, article.Questions);
    }

    [Fact]
    public void A_playbook_begun_with_customers_words_is_a_whole_playbook()
    {
        var (playbook, faults) = PlaybookFile.Parse("new_playbook.yaml", ContentDraft.Playbook(Said, Language.Japanese, "facilities"));
        Assert.Empty(faults);
        Assert.Equal(Said, playbook!.Examples[Language.Japanese]);
    }
}
