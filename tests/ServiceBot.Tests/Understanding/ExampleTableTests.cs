using ServiceBot.Messages;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class ExampleTableTests
{
    [Fact]
    public void Columns_are_found_by_name_in_any_order()
    {
        var table = ExampleTable.Parse("\ufefflang\tintent\tsource\ttext\r\nja\tgreet\tdesk\tこんにちは\r\n", "a.tsv");
        Assert.Equal([new Example("こんにちは", "greet", null, Language.Japanese)], table.Examples);
        Assert.Empty(table.Faults);
    }

    [Theory]
    [InlineData("こんにちは\tgreet", 1, "no column 'text'")]
    [InlineData("text\tintent\nhi\tgreet\n\tgreet", 3, "is empty")]
    [InlineData("text\tintent\nhi\tthere\tgreet", 2, "3 columns where the header names 2")]
    [InlineData("text\tintent\nhi", 2, "1 columns where the header names 2")]
    [InlineData("text\tintent\tlang\nhi\tgreet\tfr", 2, "'fr' is unknown")]
    public void A_fault_names_file_line_and_remedy(string content, int line, string what)
    {
        var fault = Assert.Single(ExampleTable.Parse(content, "a.tsv").Faults);
        Assert.StartsWith($"a.tsv:{line}: ", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy);
    }

    [Fact]
    public void A_file_of_another_kind_does_not_drown_the_reader_in_faults() =>
        Assert.Equal(20, ExampleTable.Parse("text\tintent\n" + string.Concat(Enumerable.Repeat("x\n", 500)), "a.tsv").Faults.Count);
}
