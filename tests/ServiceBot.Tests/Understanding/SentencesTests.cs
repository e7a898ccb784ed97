using ServiceBot.Understanding;

namespace ServiceBot.Tests.Understanding;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("VPNにつながらないし、あとモニターも欲しい", "VPNにつながらないし|あとモニターも欲しい")]
    [InlineData("VPN is down. Also I need a second monitor", "VPN is down.|Also I need a second monitor")]
    [InlineData("印刷できません。それから、社員証をなくしました。", "印刷できません。|それから、社員証をなくしました。")]
    [InlineData("My mailbox is full and also Excel keeps crashing", "My mailbox is full|and also Excel keeps crashing")]
    [InlineData("PCが重いです\nメールも届きません", "PCが重いです|メールも届きません")]
    [InlineData("Wi-Fiが切れる、ついでにマウスも交換したい", "Wi-Fiが切れる|ついでにマウスも交換したい")]
    [InlineData("PC借りたいのと、ホテルからVPNって使えますか", "PC借りたいのと|ホテルからVPNって使えますか")]
    [InlineData("Wi-Fiが遅いし、Outlookも固まります", "Wi-Fiが遅いし|Outlookも固まります")]
    [InlineData("I need a loaner laptop, and can I use the VPN from a hotel?", "I need a loaner laptop|and can I use the VPN from a hotel?")]
    [InlineData("I can't print and I'd like to borrow a mac", "I can't print|and I'd like to borrow a mac")]
    [InlineData("プリンターが壊れてて、あとWi-Fiも切れる", "プリンターが壊れてて|あとWi-Fiも切れる")]
    [InlineData("the printer won't print and the wifi is down", "the printer won't print|and the wifi is down")]
    public void Two_matters_come_apart(string message, string expected) => Assert.Equal(expected.Split('|'), Sentences.Split(message));

    [Theory]
    [InlineData("Hi. My VPN is down")]
    [InlineData("はい。")]
    [InlineData("Please ask Mr. Tanaka about version 2.3.1 of the client")]
    [InlineData("「印刷できません。」と出ます")]
    [InlineData("あと5分待ってください")]
    [InlineData("outlook is slow, and when I click send it freezes")]
    [InlineData("あとで見ます、あともう少し")]
    [InlineData("the printer and the scanner are offline")]
    [InlineData("私のと、田中さんのマウスをお願いします")]
    public void One_matter_stays_whole(string message) => Assert.Equal([message], Sentences.Split(message));

    [Theory]
    [InlineData("PC借りたいのと", "PC借りたい")]
    [InlineData("and can I use the VPN from a hotel?", "can I use the VPN from a hotel?")]
    [InlineData("btw the lights are broken", "the lights are broken")]
    public void What_joins_two_matters_is_no_part_of_either(string piece, string matter) => Assert.Equal(matter, Sentences.WithoutConnector(piece));

    [Fact]
    public void Blank_text_has_no_sentences() => Assert.Empty(Sentences.Split(" \n "));

    [Theory]
    [InlineData("会議室のエアコンがまた効きません", "会議室のエアコンが効きません")]
    [InlineData("the lights are broken again", "the lights are broken")]
    public void What_came_back_is_told_from_what_it_is(string text, string matter)
    {
        Assert.True(Sentences.SaysAgain(text));
        Assert.Equal(matter, Sentences.WithoutAgain(text));
    }

    [Theory]
    [InlineData("または別の部屋")]
    [InlineData("また今度にします")]
    [InlineData("against the rules")]
    public void Other_words_do_not_say_so(string text) => Assert.False(Sentences.SaysAgain(text));
}
