using NodaTime;
using ServiceBot.Improvement;
using ServiceBot.Messages;

namespace ServiceBot.Tests.Improvement;

public sealed class SampleGroupTests
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 20, 12, 0);
    private int last;

    [Fact]
    public void What_says_about_the_same_is_one_group_and_the_most_frequent_comes_first()
    {
        var groups = SampleGroup.Of(
        [
            this.Said("the coffee machine is empty", Language.English),
            this.Said("社用車のETCカードが通りません", Language.Japanese),
            this.Said("社用車のETCカードが使えません", Language.Japanese),
            this.Said("ETCカードが社用車で使えません", Language.Japanese),
        ]);
        Assert.Equal([3, 1], groups.Select(group => group.Conversations));
        Assert.Equal(("s2", Language.Japanese), (groups[0].Id, groups[0].Language));
    }

    [Fact]
    public void A_group_stays_within_one_language() =>
        Assert.Equal(2, SampleGroup.Of([this.Said("VPN VPN VPN", Language.English), this.Said("VPN VPN VPN", Language.Japanese)]).Count);

    [Fact]
    public void One_customer_who_says_it_again_and_again_counts_once()
    {
        var group = Assert.Single(SampleGroup.Of([this.Said("the beamer", Language.English, "c1"), this.Said("the beamer!", Language.English, "c1")]));
        Assert.Equal((2, 1), (group.Samples.Count, group.Conversations));
    }

    [Fact]
    public void What_most_showed_they_meant_is_what_the_group_means()
    {
        var group = Assert.Single(SampleGroup.Of(
        [
            this.Said("the beamer is dark", Language.English, meant: "printer_trouble"),
            this.Said("the beamer is dark", Language.English, meant: "meeting_trouble"),
            this.Said("the beamer is dark", Language.English),
            this.Said("the beamer is dark", Language.English, meant: "meeting_trouble"),
        ]));
        Assert.Equal("meeting_trouble", group.Meant?.Intent);
    }

    [Fact]
    public void Nobody_showed_anything() => Assert.Null(Assert.Single(SampleGroup.Of([this.Said("the beamer", Language.English)])).Meant);

    private Sample Said(string text, Language language, string? conversation = null, string? meant = null) => new(
        $"s{++this.last}", SampleReason.Unsure, new ConversationId(conversation ?? $"c{this.last}"), text, language, "smalltalk", 0.2, null, meant is null ? null : new Meaning(meant, null), null, null,
        Noon + Duration.FromMinutes(this.last));
}
