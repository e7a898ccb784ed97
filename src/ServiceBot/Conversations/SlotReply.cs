using ServiceBot.Dialogs;
using ServiceBot.Understanding;

namespace ServiceBot.Conversations;

/// <summary>What was said to a slot's question, and all that is needed to make something of it.</summary>
/// <param name="Draft">The turn.</param>
/// <param name="Playbook">What runs.</param>
/// <param name="Run">How far it is.</param>
/// <param name="Slot">What was asked for.</param>
/// <param name="Text">The words; <c>skip</c> where the button was pressed.</param>
/// <param name="Heard">What they were understood to mean.</param>
/// <param name="Reading">What they are as an answer.</param>
internal sealed record SlotReply(Draft Draft, Playbook Playbook, PlaybookRun Run, Slot Slot, string Text, Recognition Heard, Reading Reading)
{
    /// <summary>Whether it has the form of an answer.</summary>
    public bool IsAnswer => Reading is Reading.Answer;

    /// <summary>Whether any words would be an answer by their form.</summary>
    public bool TakesAnyWords => Slot.Type is SlotType.Text or SlotType.Person;

    /// <summary>Whether the customer may turn to something else before answering.</summary>
    public bool MayBeLeft => Slot.IsInterruptible && Playbook.IsInterruptible;
}
