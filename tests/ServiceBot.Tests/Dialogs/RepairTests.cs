using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

/// <summary>Moves by which a customer steers, told from words that only sound like them.</summary>
public sealed class RepairTests
{
    [Theory]
    [InlineData("やっぱ電話はいいや", true)]
    [InlineData("やっぱり2通にしてください", true)]
    [InlineData("やっぱ11時からで", true)]
    [InlineData("やっぱりいいです", false)]
    [InlineData("やっぱりこの件はいいです", false)]
    [InlineData("やっぱり2通とも取り消してください", false)]
    public void One_detail_is_changed_or_all_of_it_given_up(string text, bool isDetail) => Assert.Equal(isDetail, Repair.ChangesDetail(text));

    [Theory]
    [InlineData("カバンの底にあったわ！止めんといて", true)]
    [InlineData("見つかりました、すみません", true)]
    [InlineData("oh wait, my colleague just found it in the kitchen, cancel it please", true)]
    [InlineData("cancel it, i found one in my drawer", true)]
    [InlineData("ウイルスが見つかりました", false)]
    [InlineData("見つかったら連絡ください", false)]
    [InlineData("stop codes appear on the blue screen", false)]
    public void Who_found_it_again_gives_up_the_rest(string text, bool givesUp) => Assert.Equal(givesUp, Repair.IsGivingUp(text));
}
