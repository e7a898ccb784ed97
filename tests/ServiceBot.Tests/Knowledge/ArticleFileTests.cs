using NodaTime;
using ServiceBot.Knowledge;
using ServiceBot.Messages;

namespace ServiceBot.Tests.Knowledge;

public class ArticleFileTests
{
    private const string Path = "knowledge/ja/vpn.md";

    private const string Good =
        """
        ---
        id: vpn
        title: VPNにつながらないときは
        questions:
          - 家からつながらない
        tags: [VPN]
        category: network
        audience: everyone
        owner: network-team
        review: 2027-05-31
        ---
        まず**回線**を確かめてください。

        ## 手順
        1. VPNを切ります。
        2. つなぎ直します。
           電波も見ます。

        補足です。

        ## よくあるエラー
        - 691：パスワードの誤り
        """;

    [Fact]
    public void An_article_is_cut_into_answer_steps_and_sections()
    {
        var (article, faults) = ArticleFile.Parse(Path, Good);
        Assert.Empty(faults);
        Assert.Equal("まず**回線**を確かめてください。", article!.Answer);
        Assert.Equal("1. VPNを切ります。\n2. つなぎ直します。\n   電波も見ます。\n\n補足です。", article.Steps);
        Assert.Equal(["手順", "よくあるエラー"], article.Sections.Select(section => section.Title));
        Assert.Equal((Language.Japanese, new LocalDate(2027, 5, 31)), (article.Language, article.Review));
    }

    [Theory]
    [InlineData("手順（自宅）", "**手順（自宅）**\n\n1. VPNを切ります。")]
    [InlineData("Steps (at home)", "**Steps (at home)**\n\n1. VPNを切ります。")]
    [InlineData("手順書", "**手順（Mac）**\n\n1. 開きます。")]
    public void A_heading_of_steps_may_say_for_whom_they_are(string heading, string start)
    {
        var (article, _) = ArticleFile.Parse(Path, $"{Good.Replace("## 手順", $"## {heading}")}\n\n## 手順（Mac）\n1. 開きます。");
        Assert.StartsWith(start, article!.Steps);
        Assert.EndsWith("**手順（Mac）**\n\n1. 開きます。", article.Steps);
    }

    [Theory]
    [InlineData("id: vpn\n", "", 1, "'id'")]
    [InlineData("id: vpn", "id: lan", 2, "'lan'")]
    [InlineData("2027-05-31", "31.5.2027", 10, "'31.5.2027'")]
    [InlineData("tags: [VPN]", "tags: VPN", 6, "'tags'")]
    [InlineData("owner:", "onwer:", 9, "'onwer'")]
    [InlineData("まず**回線**を確かめてください。", "", 12, "answer")]
    [InlineData("1. VPNを切ります。\n2. つなぎ直します。", "切ります。", 14, "numbered list")]
    [InlineData("title: VPN", "title: [VPN", 3, "YAML")]
    public void A_fault_is_named_with_its_line(string found, string put, int line, string what)
    {
        var (article, faults) = ArticleFile.Parse(Path, Good.Replace(found, put));
        Assert.Null(article);
        Assert.Contains(faults, fault => fault.Line == line && fault.What.Contains(what) && fault.Remedy.Length > 0);
    }

    [Fact]
    public void All_faults_of_a_file_are_told_at_once() =>
        Assert.Equal(2, ArticleFile.Parse(Path, Good.Replace("id: vpn", "id: lan").Replace("2027-05-31", "soon")).Faults.Count);

    [Fact]
    public void A_file_without_front_matter_is_refused() =>
        Assert.Equal(1, Assert.Single(ArticleFile.Parse(Path, "# Hello").Faults).Line);

    [Fact]
    public void A_folder_that_is_no_language_is_refused() =>
        Assert.Contains("'fr'", Assert.Single(ArticleFile.Parse("knowledge/fr/vpn.md", Good).Faults).What);

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_are_welcome() =>
        Assert.Empty(ArticleFile.Parse(Path, "\uFEFF" + Good.Replace("\n", "\r\n")).Faults);

    [Theory]
    [InlineData("groups:\n  - [PC, パソコン]\n  - [alone]\n", 3)]
    [InlineData("groups: 5\n", 1)]
    [InlineData("groups:\n  - [PC\n", 3)]
    public void Synonyms_name_the_line_of_a_fault(string text, int line)
    {
        var faults = new List<Fault>();
        SynonymFile.Parse("synonyms.yaml", text, faults);
        Assert.Equal(line, Assert.Single(faults).Line);
    }
}
