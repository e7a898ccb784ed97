using ServiceBot.Dialogs;
using ServiceBot.Tickets;

namespace ServiceBot.Tests.Conversations;

public sealed class DangerTalkTests
{
    private readonly Desk desk = Desk.With(Desk.LaptopLoan).Understanding(("I want to borrow a laptop", "laptop_loan"));

    [Theory]
    [InlineData("エレベーターに閉じ込められた")]
    [InlineData("火事です")]
    [InlineData("3階の廊下から煙が出ています")]
    [InlineData("人が倒れてます")]
    [InlineData("火災報知器が鳴ってます")]
    [InlineData("help I'm stuck in the elevator")]
    [InlineData("there's smoke coming out of the server room")]
    [InlineData("someone collapsed in the lobby")]
    [InlineData("fire in the kitchen!!")]
    [InlineData("the printer is on fire")]
    [InlineData("コンセントから火花が出ています")]
    [InlineData("please call an ambulance")]
    [InlineData("gas smell on the 2nd floor")]
    public void People_in_danger_are_heard(string text) => Assert.True(DangerReading.IsTold(text));

    [Theory]
    [InlineData("火災訓練はいつですか")]
    [InlineData("火事のときはどこに逃げればいいですか")]
    [InlineData("昨日、エレベーターに閉じ込められました。報告はどこにしますか")]
    [InlineData("セキュリティ意識がない人が多い")]
    [InlineData("ウイルスの警報が鳴って止まりません")]
    [InlineData("ケーブルの根元から火花が出そうで怖いです")]
    [InlineData("間違えて全員に送ってしまい、顔から火が出そうです")]
    [InlineData("my throat is on fire, I stay in bed today")]
    [InlineData("the fire alarm went and we all ran out, now I'm locked out of my account")]
    [InlineData("what do we do if there is a fire")]
    [InlineData("the fire drill list is outdated")]
    [InlineData("Firefox is stuck in the taskbar")]
    [InlineData("my laptop is burning through the battery")]
    [InlineData("VPNがつながりません")]
    public void What_is_only_spoken_of_is_no_danger(string text) => Assert.False(DangerReading.IsTold(text));

    [Fact]
    public void Danger_comes_before_what_was_asked_and_asks_nothing()
    {
        this.desk.Says("I want to borrow a laptop");
        Assert.Contains("where you are", this.desk.Says("someone collapsed in the lobby"), StringComparison.Ordinal);
        Assert.Null(this.desk.State!.Open);
        Assert.Empty(this.desk.State.Runs);
        Assert.Equal((Urgency.Critical, "facilities"), (this.desk.Tickets[0].Urgency, this.desk.Tickets[0].Category));
    }

    [Fact]
    public void More_on_the_same_danger_goes_to_the_same_ticket()
    {
        this.desk.Says("help I'm stuck in the elevator");
        this.desk.Says("still stuck in the elevator, between 5 and 6");
        Assert.Single(this.desk.Tickets);
    }
}
