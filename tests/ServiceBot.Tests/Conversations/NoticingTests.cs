using ServiceBot.Improvement;
using ServiceBot.Messages;
using ServiceBot.Tests.Knowledge;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Conversations;

public sealed class NoticingTests
{
    private readonly Desk desk = Desk.With(Desk.LaptopLoan).Understanding(
        ("borrow a laptop", "laptop_loan"),
        ("how do I dance", IntentNames.AskQuestion),
        ("never mind", IntentNames.Cancel));

    [Fact]
    public void What_was_not_understood_is_noted_without_what_tells_who_said_it()
    {
        this.desk.Says("Hanako here, A12345, the thingamajig wobbles");
        var sample = this.Noted();
        Assert.Equal((SampleReason.Unsure, "N.N. here, A00000, the thingamajig wobbles", (Meaning?)null), (sample.Reason, sample.Text, sample.Meant));
    }

    [Fact]
    public void What_was_understood_only_in_other_words_is_noted_with_what_those_meant()
    {
        this.desk.Says("the portable thingamajig please");
        this.desk.Says("borrow a laptop");
        var sample = this.Noted();
        Assert.Equal((SampleReason.Rephrased, "the portable thingamajig please", new Meaning("laptop_loan", "hardware")), (sample.Reason, sample.Text, sample.Meant));
    }

    [Fact]
    public void A_question_without_an_article_is_noted()
    {
        this.desk.Says("how do I dance");
        Assert.Equal((SampleReason.Unanswered, "how do I dance"), (this.Noted().Reason, this.Noted().Text));
    }

    [Fact]
    public void What_was_stopped_before_anything_was_answered_is_noted()
    {
        this.desk.Says("borrow a laptop");
        this.desk.Says("never mind");
        Assert.Equal((SampleReason.Stopped, "borrow a laptop", "laptop_loan"), (this.Noted().Reason, this.Noted().Text, this.Noted().Intent));
    }

    [Fact]
    public void What_was_stopped_later_was_meant()
    {
        this.desk.Says("borrow a laptop");
        this.desk.Says("Windows");
        this.desk.Says("never mind");
        Assert.Empty(this.AllNoted());
    }

    [Fact]
    public void What_is_understood_and_a_rattle_of_keys_say_nothing()
    {
        this.desk.Says("asdfghjkl");
        Assert.Empty(this.AllNoted());
        this.desk.Says("borrow a laptop");
        Assert.DoesNotContain(this.AllNoted(), sample => sample.Text == "borrow a laptop");
    }

    [Fact]
    public void An_article_that_did_not_help_is_noted_with_the_question()
    {
        this.desk.Knowing(Shelf.Article("vpn", Language.English, "VPN does not connect", "Restart the VPN client.")).Understanding(("why does the VPN not connect", IntentNames.AskQuestion));
        this.desk.Says("why does the VPN not connect");
        this.desk.Says("no, that did not help");
        Assert.Equal((SampleReason.NotHelped, "why does the VPN not connect", "vpn"), (this.Noted().Reason, this.Noted().Text, this.Noted().Article));
    }

    [Fact]
    public void What_was_chosen_among_likely_meanings_is_noted()
    {
        this.desk.Understanding(("something about laptops", "laptop_loan|ask_question"));
        this.desk.Says("something about laptops");
        this.desk.Says("Borrow a laptop");
        Assert.Equal((SampleReason.Chosen, "something about laptops", new Meaning("laptop_loan", "hardware")), (this.Noted().Reason, this.Noted().Text, this.Noted().Meant));
    }

    [Theory]
    [InlineData("never mind")]
    [InlineData("none of these")]
    public void Likely_meanings_of_which_none_was_chosen_are_noted(string instead)
    {
        this.desk.Understanding(("something about laptops", "laptop_loan|ask_question"), ("never mind", IntentNames.Cancel));
        this.desk.Says("something about laptops");
        this.desk.Says(instead);
        Assert.Equal((SampleReason.Unsure, "something about laptops"), (this.Noted().Reason, this.Noted().Text));
    }

    private Sample Noted() => Assert.Single(this.AllNoted());

    private List<Sample> AllNoted() => [.. this.desk.Last!.Changes.OfType<SampleNoted>().Select(noted => noted.Sample)];
}
