using NodaTime;
using ServiceBot.Knowledge;
using ServiceBot.Messages;
using ServiceBot.Words;

namespace ServiceBot.Tests.Knowledge;

/// <summary>Articles and passages for tests, made of as few words as a test needs.</summary>
internal static class Shelf
{
    public static Synonyms Synonyms { get; } = Synonyms.Of(
    [
        ["PC", "パソコン", "端末", "computer"],
        ["サインイン", "ログイン", "sign in", "log in"],
        ["ログ", "記録"],
    ]);

    public static Article Article(string id, Language language, string title, string answer, params string[] questions) =>
        new(id, language, title, answer, [])
        {
            Questions = questions,
            Category = "network",
            Owner = "network-team",
            Review = new LocalDate(2027, 5, 31),
            Body = answer,
        };

    public static ArticleLibrary Japanese(params (string Id, string Title, string Answer)[] articles) => ArticleLibrary.Of(
        articles.Select(article => Article(article.Id, Language.Japanese, article.Title, article.Answer)), Synonyms);

    /// <summary>A handful of articles in both languages, on different matters.</summary>
    public static ArticleLibrary Desk { get; } = ArticleLibrary.Of(
    [
        Article("vpn", Language.Japanese, "VPNにつながらないときは", "VPNを切ってWebサイトが開くか確かめてください。", "在宅勤務で社内システムに入れない"),
        Article("printer", Language.Japanese, "印刷できないときは", "プリンターの電源と用紙を確かめてください。", "プリンターから紙が出てこない"),
        Article("mailbox", Language.Japanese, "メールボックスがいっぱいのときは", "古いメールを消すか、保管用の場所に移してください。", "容量の警告が届いた"),
        Article("excel", Language.Japanese, "Excelが落ちるときは", "アドインを外してから開いてください。", "表計算が固まる"),
        Article("vpn", Language.English, "The VPN will not connect", "Disconnect the VPN and open any website.", "cannot reach company systems from home"),
        Article("printer", Language.English, "The printer does not print", "See whether the printer has power and paper.", "no paper comes out of the printer"),
        Article("mailbox", Language.English, "Your mailbox is full", "Delete old messages or move them to the archive.", "warning about the quota"),
        Article("badge", Language.English, "A lost badge", "Report a lost badge at reception to have it blocked.", "I lost my building badge"),
    ],
        Synonyms);

    /// <summary>As many articles as it takes to learn from what they say; number 7 is about colours.</summary>
    public static ArticleLibrary Large { get; } = ArticleLibrary.Of(
        Enumerable.Range(1, 24).Select(number => Article(
            $"matter-{number}",
            Language.English,
            $"Matter number {number}",
            $"Do what section {number} of the handbook says.",
            number == 7
                ? ["the colours are wrong", "my pages come out pink", "everything on paper looks too dark", "how do I get better colour"]
                : [$"question {number} about subject {(char)('a' + number)}{(char)('b' + number)}", $"where is the {(char)('c' + number)}{(char)('a' + number)} form", $"thing {number} does not work"])),
        Synonyms);

    public static IReadOnlyList<string> Found(string question, params Passage[] passages) =>
        [.. SearchIndex.Of(passages, Synonyms).Search(question).Select(hit => hit.Passage.Id)];
}
