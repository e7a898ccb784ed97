using ServiceBot.Host.Tests.Running;

namespace ServiceBot.Host.Tests.Api;

/// <summary>Knowledge and understanding over REST.</summary>
public sealed class KnowledgeTests(SharedDesk shared) : IClassFixture<SharedDesk>
{
    private readonly RunningDesk desk = shared.Desk;

    [Theory]
    [InlineData("the vpn does not connect", "en", "vpn-cannot-connect")]
    [InlineData("VPNに接続できません", "ja", "vpn-cannot-connect")]
    [InlineData("my printer prints nothing", "en", "printer-not-printing")]
    public async Task A_question_finds_its_article_in_its_language(string question, string language, string article)
    {
        var found = await this.desk.GetAsync($"/api/v1/knowledge/search?q={Uri.EscapeDataString(question)}");
        var best = found.Json["hits"]![0]!;
        Assert.Equal((article, language), (best["id"]!.ToString(), best["lang"]!.ToString()));
        Assert.Equal("id title score passage url lang", string.Join(' ', best.AsObject().Select(member => member.Key)));
        Assert.Equal(article, (await this.desk.GetAsync(best["url"]!.ToString())).Text("id"));
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task The_language_that_is_asked_for_comes_before_that_of_the_words(string language) =>
        Assert.Equal(language, (await this.desk.GetAsync($"/api/v1/knowledge/search?q=VPN&lang={language}")).Json["hits"]![0]!["lang"]!.ToString());

    [Fact]
    public async Task No_more_are_given_than_asked_for() =>
        Assert.Single((await this.desk.GetAsync("/api/v1/knowledge/search?q=vpn+printer&lang=en&top=1")).Json["hits"]!.AsArray());

    [Fact]
    public async Task What_nobody_wrote_about_is_not_found() =>
        Assert.Empty((await this.desk.GetAsync("/api/v1/knowledge/search?q=zzqx+wwkk&lang=en")).Json["hits"]!.AsArray());

    [Theory]
    [InlineData("please unlock my account", "en", "locked_account", "account")]
    [InlineData("駐車許可の申請", "ja", "parking_permit", "facilities")]
    public async Task An_utterance_is_understood_with_the_reasons(string text, string language, string intent, string category)
    {
        var heard = await this.desk.PostAsync("/api/v1/understand", $$"""{"text":"{{text}}"}""");
        Assert.Equal("language intent category alternatives outOfScope why", string.Join(' ', heard.Json.AsObject().Select(member => member.Key)));
        Assert.Equal((language, intent, category, false), (heard.Text("language"), heard.Json["intent"]!["name"]!.ToString(), heard.Json["category"]!["name"]!.ToString(), heard.Json["outOfScope"]!.GetValue<bool>()));
        Assert.InRange(heard.Json["intent"]!["confidence"]!.GetValue<double>(), 0.75, 1);
        Assert.All(heard.Json["alternatives"]!.AsArray(), other => Assert.Equal("name confidence", string.Join(' ', other!.AsObject().Select(member => member.Key))));
        Assert.NotEmpty(heard.Json["why"]!.AsArray());
        Assert.All(heard.Json["why"]!.AsArray(), why => Assert.Equal("feature weight", string.Join(' ', why!.AsObject().Select(member => member.Key))));
    }
}
