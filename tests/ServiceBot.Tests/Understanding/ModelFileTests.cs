using ServiceBot.Understanding.Learning;

namespace ServiceBot.Tests.Understanding;

public sealed class ModelFileTests
{
    private static readonly byte[] Whole = SmallDesk.ModelBytes(SmallDesk.Classifier);

    [Fact]
    public void A_model_that_was_read_answers_like_the_one_that_was_written()
    {
        var read = ModelFile.Read(new MemoryStream(Whole));
        Assert.All(SmallDesk.Examples, example => Assert.Equivalent(SmallDesk.Classifier.Classify(example.Text), read.Classify(example.Text)));
        Assert.Equal(SmallDesk.Classifier.Thresholds, read.Thresholds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(39)]
    [InlineData(40)]
    [InlineData(5000)]
    public void A_torn_file_is_refused(int length) => Refuses(Whole[..length]);

    [Fact]
    public void A_changed_byte_is_noticed()
    {
        byte[] changed = [.. Whole];
        changed[^100] ^= 1;
        Refuses(changed);
    }

    [Fact]
    public void Another_version_says_so()
    {
        byte[] later = [.. Whole];
        later[7]++;
        Assert.Contains("version 3", Refuses(later).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_file_is_refused() => Refuses([.. Enumerable.Repeat((byte)'P', 10_000)]);

    private static ModelFileException Refuses(byte[] bytes) =>
        Assert.Throws<ModelFileException>(() => ModelFile.Read(new MemoryStream(bytes)));
}
