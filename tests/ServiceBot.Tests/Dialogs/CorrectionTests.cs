using NodaTime;
using ServiceBot.Dialogs;

namespace ServiceBot.Tests.Dialogs;

public sealed class CorrectionTests
{
    private static readonly LocalDate Today = new(2026, 11, 16);

    private static readonly Playbook Order = PlaybookFile.Parse("order.yaml", """
        id: order
        kind: request
        title: { ja: 注文, en: Order }
        slots:
          count: { type: number, label: { ja: 数量, en: Quantity }, ask: { ja: 何台, en: How many } }
          delivery: { type: text, label: { ja: 届け先, en: Delivery }, ask: { ja: どこ, en: Where } }
          approver: { type: person, label: { ja: 承認者, en: Approver }, ask: { ja: 誰, en: Who } }
          number: { type: pattern, pattern: "[A-Z][0-9]{5}", label: { ja: 社員番号, en: Employee number }, ask: { ja: 番号, en: Number } }
        steps:
          - collect: [count, delivery, approver, number]
          - confirm: { ja: よろしいですか, en: Right? }
          - action: order
          - collect: approver
          - ticket: { ja: 手配します, en: Ordered }
        """).Playbook!;

    private static readonly PlaybookRun Run = new PlaybookRun { Playbook = "order", Opening = "a mouse", Category = "hardware", StartedAt = default }
        .Answer(Order, "delivery", "Osaka 4F", SlotSource.Answer)
        .Answer(Order, "approver", "boss@example.com", SlotSource.Profile)
        .Answer(Order, "number", "A12345", SlotSource.Profile)
        .Answer(Order, "count", "2", SlotSource.Answer);

    [Theory]
    [InlineData("change the approver to h.sato@example.com", "approver", "h.sato@example.com")]
    [InlineData("change delivery to Tokyo 3F", "delivery", "Tokyo 3F")]
    [InlineData("届け先を東京3Fに変更してください", "delivery", "東京3F")]
    [InlineData("not Osaka, Tokyo", "delivery", "Tokyo")]
    [InlineData("すみません、やっぱり4個でお願いします", "count", "4")]
    [InlineData("make it 3", "count", "3")]
    [InlineData("it's B54321", "number", "B54321")]
    [InlineData("wrong quantity", "count", null)]
    [InlineData("社員番号が違います", "number", null)]
    public void Whatever_is_shown_can_be_put_right_in_one_sentence(string said, string slot, string? value) =>
        Assert.Equal((slot, value), Correction.In(Order, Run, said, Today, asked: null) is { } found ? (found.Slot.Name, found.Value) : default);

    [Theory]
    [InlineData("it says the order was not approved by anybody")]
    [InlineData("wrong cable in the box")]
    [InlineData("the quantity surveyor's desk, not the lobby")]
    public void Free_words_to_an_open_question_take_nothing_back(string said) => Assert.Null(Correction.In(Order, Run, said, Today, asked: "delivery") is { Value: not null } found ? found : null);

    [Fact]
    public void A_name_inside_of_another_word_is_not_that_name() =>
        Assert.Null(Correction.In(Order, Run, "sorry, the deliverymen were rude", Today, asked: null));

    [Fact]
    public void A_small_word_inside_of_another_begins_no_value() =>
        Assert.Equal(new Correction(Order.Slots["delivery"], null), Correction.In(Order, Run, "sorry, delivery too", Today, asked: null));

    [Fact]
    public void A_second_thought_corrects_the_last_answer()
    {
        Assert.Equal("3", Correction.In(Order, Run, "no wait, 3", Today, asked: "delivery")?.Value);
    }

    [Theory]
    [InlineData("yes please")]
    [InlineData("A12345")]
    public void What_says_the_same_corrects_nothing(string said) => Assert.Null(Correction.In(Order, Run, said, Today, asked: null));

    [Fact]
    public void A_confirmation_holds_once_its_action_has_run()
    {
        var run = Run.Finish("confirm");
        Assert.DoesNotContain("confirm", run.Answer(Order, "count", "5", SlotSource.Answer).Done);
        Assert.Contains("confirm", run.Finish("action:order").Answer(Order, "count", "5", SlotSource.Answer).Done);
    }

    [Fact]
    public void One_day_fills_one_slot()
    {
        var joiner = PlaybookFile.Parse("joiner.yaml", """
            id: joiner
            kind: request
            title: { ja: 入社, en: Joiner }
            slots:
              first: { type: date, label: { ja: 初日, en: First day }, ask: { ja: いつから, en: From when } }
              last: { type: date, label: { ja: 最終日, en: Last day }, ask: { ja: いつまで, en: Until when } }
            steps:
              - collect: [first, last]
              - ticket: { ja: 準備します, en: Prepared }
            """).Playbook!;
        var run = new PlaybookRun { Playbook = "joiner", Opening = "", Category = "access", StartedAt = default };
        var filled = run.FillFrom(joiner, Messages.Person.Unknown("a"), "a new intern on 1 December", Today, openingOnly: null);
        Assert.Equal(["first"], filled.Slots.Keys);
    }
}
