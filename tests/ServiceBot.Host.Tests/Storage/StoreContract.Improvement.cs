using NodaTime;
using ServiceBot.Conversations;
using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Storage;
using ServiceBot.Understanding;

namespace ServiceBot.Host.Tests.Storage;

public abstract partial class StoreContract
{
    protected abstract IImprovementQueries Improvement { get; }

    [Fact]
    public async Task Samples_are_found_by_what_is_asked_for_newest_first()
    {
        await this.Committed(
            new SampleNoted(Noted("s1", SampleReason.Unsure, Language.Japanese)), new SampleNoted(Noted("s2", SampleReason.NotHelped, Language.English)),
            new SampleNoted(Noted("s3", SampleReason.Unsure, Language.English, Duration.FromHours(1))));

        Same([Noted("s3", SampleReason.Unsure, Language.English, Duration.FromHours(1)), Noted("s2", SampleReason.NotHelped, Language.English), Noted("s1", SampleReason.Unsure, Language.Japanese)],
            await this.Improvement.SamplesAsync(new SampleFilter(), default));
        Assert.Equal("s3 s1", await this.Ids(new SampleFilter { Reason = SampleReason.Unsure }));
        Assert.Equal("s3 s2", await this.Ids(new SampleFilter { Language = Language.English }));
        Assert.Equal("s3", await this.Ids(new SampleFilter { Since = Some.Now + Duration.FromMinutes(1) }));
        Assert.Equal("s3 s2", await this.Ids(new SampleFilter { Top = 2 }));
    }

    [Fact]
    public async Task What_was_decided_last_on_a_sample_holds()
    {
        var label = new SampleDecision(SampleVerdict.Labelled, new Meaning("vpn_trouble", "network"), "面白い", "Aoki", Some.Now);
        var example = label with { Verdict = SampleVerdict.Example };
        await this.Committed(new SampleNoted(Noted("s1", SampleReason.Unsure, Language.Japanese)), new SampleNoted(Noted("s2", SampleReason.Unsure, Language.Japanese)));
        await this.Committed(new SamplesDecided(["s1"], label));
        await this.Committed(new SamplesDecided(["s1"], example));

        Assert.Equal("s2", await this.Ids(new SampleFilter { OpenOnly = true }));
        Assert.Equal("", await this.Ids(new SampleFilter { Verdict = SampleVerdict.Labelled }));
        Assert.Equal(example, Assert.Single(await this.Improvement.SamplesAsync(new SampleFilter { Verdict = SampleVerdict.Example }, default)).Decision);
        Assert.Equal(["s2", "s1"], (await this.Improvement.SamplesAsync(["s2", "none", "s1"], default)).Select(sample => sample.Id));
    }

    [Fact]
    public async Task What_customers_said_lately_comes_newest_first_without_replies()
    {
        await this.Committed(new Spoken(Some.Said(1, "k1")), new Spoken(Some.Answered(2)), new Spoken(Some.Said(3, "k3") with { Text = "newest" }));

        Assert.Equal(["newest", Some.Said(1, "k1").Text], await this.Improvement.SaidLatelyAsync(5, default));
        Assert.Equal(["newest"], await this.Improvement.SaidLatelyAsync(1, default));
    }

    [Fact]
    public async Task A_version_of_the_model_is_kept_as_it_stands_last()
    {
        var first = Version(1);
        await this.Committed(new ModelVersionKept(first), new ModelVersionKept(Version(2)));
        await this.Committed(new ModelVersionKept(first with { State = ModelState.InService, Replaced = 0 }));

        Same([Version(2), first with { State = ModelState.InService, Replaced = 0 }], await this.Improvement.VersionsAsync(default));
    }

    [Fact]
    public async Task Steps_are_only_ever_added()
    {
        var step = new Audited(Some.Now, "Aoki", "model.promoted", "model 1", "よくなった");
        await this.Committed(step);
        await this.Committed(step with { Why = null });

        Assert.Equal([step with { Why = null }, step], await this.Improvement.AuditAsync(10, default));
    }

    private async Task<string> Ids(SampleFilter filter) => string.Join(' ', (await this.Improvement.SamplesAsync(filter, default)).Select(sample => sample.Id));

    private static Sample Noted(string id, SampleReason reason, Language language, Duration later = default) => new(
        id, reason, Some.Chat, "ＥＴＣカードが「通らない」", language, "badge_reissue", 0.42, "facilities", new Meaning(null, "network"), "vpn-1", "INC-000001", Some.Now + later);

    private static ModelVersion Version(int number) => new(
        number, ["s1", "s2"], "hash", ModelState.Candidate,
        new ModelComparison(
            [new ScoreChange(Language.Japanese, null, 10, 0.9, 0.8)], [new ScoreChange(Language.Japanese, "vpn_trouble", 5, 1, 0.5)],
            [new Replay(Language.Japanese, 100, 1, [new ReplayedSentence("つながらない", new Scored("vpn_trouble", 0.9), new Scored("wifi_trouble", 0.5))])], ["ja fell"]),
        "Aoki", Some.Now)
    {
        ComparedWith = 3,
    };
}
