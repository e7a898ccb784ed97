using ServiceBot.Conversations;
using ServiceBot.Tickets;
using ServiceBot.Understanding;

namespace ServiceBot.Tests.Conversations;

public sealed class TicketTalkTests
{
    private readonly Desk desk = Desk.With(Desk.LaptopLoan).Understanding(
        ("I want to borrow a laptop", "laptop_loan"),
        ("agent please", IntentNames.TalkToHuman),
        ("how is my ticket doing", IntentNames.CheckStatus),
        ("hurry up please", IntentNames.HurryTicket),
        ("please withdraw it", IntentNames.CancelTicket),
        ("it works again", IntentNames.ResolveTicket),
        ("it happened again", IntentNames.ReopenTicket));

    public TicketTalkTests()
    {
        this.desk.Says("I want to borrow a laptop");
        this.desk.Says("agent please");
    }

    private Ticket Ticket => this.desk.Tickets[^1];

    [Fact]
    public void The_customer_hears_how_it_goes()
    {
        var told = this.desk.Says("how is my ticket doing");
        Assert.Contains("REQ-000001", told, StringComparison.Ordinal);
        Assert.Contains("received", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_ticket_is_not_found()
    {
        this.desk.Tickets.Add(this.Ticket with { Number = new TicketNumber(TicketType.Incident, 77), Customer = Messages.Person.Unknown("dl_other") });
        Assert.DoesNotContain("77", this.desk.Says("INC-000077"), StringComparison.Ordinal);
    }

    [Fact]
    public void Hurrying_raises_the_urgency_one_level()
    {
        this.desk.Says("hurry up please");
        Assert.Equal(Urgency.High, this.Ticket.Urgency);
        this.desk.Says("hurry up please");
        Assert.Equal(Urgency.High, this.Ticket.Urgency);
    }

    [Fact]
    public void Withdrawing_asks_first()
    {
        this.desk.Says("please withdraw it");
        Assert.Equal(TicketStatus.New, this.Ticket.Status);
        this.desk.Says("yes");
        Assert.Equal(TicketStatus.Cancelled, this.Ticket.Status);
    }

    [Fact]
    public void What_works_again_is_resolved_and_what_comes_back_is_reopened()
    {
        this.desk.Says("it works again");
        Assert.Equal(TicketStatus.Resolved, this.Ticket.Status);
        this.desk.Says("it happened again");
        Assert.Equal(TicketStatus.InProgress, this.Ticket.Status);
    }

    [Fact]
    public void A_comment_of_the_desk_is_told_by_itself()
    {
        this.desk.Works(ticket => TicketWork.Comment(ticket, new Commented(this.desk.Now, "agent:suzuki", "A laptop is on its way.", Visibility.Public, [])));
        Assert.Contains("on its way", this.desk.Take(new Occasion.NewsCame()), StringComparison.Ordinal);
        Assert.Empty(this.desk.Take(new Occasion.NewsCame()));
    }

    [Fact]
    public void An_internal_note_is_never_told()
    {
        this.desk.Works(ticket => TicketWork.Comment(ticket, new Commented(this.desk.Now, "agent:suzuki", "Do not tell.", Visibility.Internal, [])));
        Assert.Empty(this.desk.News);
    }

    [Fact]
    public void News_wait_until_an_open_question_is_answered()
    {
        this.desk.Works(ticket => TicketWork.Transition(ticket, TicketStatus.Resolved, "Done.", "agent:suzuki", this.desk.Now));
        this.desk.Says("I want to borrow a laptop");
        Assert.Empty(this.desk.Take(new Occasion.NewsCame()));
        Assert.Single(this.desk.News);
    }

    [Fact]
    public void What_is_not_understood_still_goes_to_the_likely_category()
    {
        var desk = Desk.With(Desk.LaptopLoan).Understanding(("the thing by the window hums again", "?facilities"));
        desk.Says("the thing by the window hums again");
        desk.Says("agent please");
        Assert.Equal(("facilities", "facilities-team"), (desk.Tickets[0].Category, desk.Tickets[0].Group));
    }

    [Fact]
    public void Incidents_of_a_category_may_have_a_least_urgency()
    {
        var text = Repository.Text("dialogs/policies/priority.yaml");
        var (policy, faults) = Prioritisation.Parse("priority.yaml", text);
        Assert.Empty(faults);
        Assert.Equal((Urgency.Critical, Urgency.Low), (policy!.LeastOf("security"), policy.LeastOf("printing")));
        Assert.NotEmpty(Prioritisation.Parse("priority.yaml", text.Replace("security: critical", "security: hot", StringComparison.Ordinal)).Faults);
    }
}
