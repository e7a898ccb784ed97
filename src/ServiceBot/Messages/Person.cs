namespace ServiceBot.Messages;

/// <summary>Identifies a person across conversations, as the channel vouches for it.</summary>
/// <param name="Value">Opaque, compared ordinally, for example <c>dl_4f…</c> or an Entra object id.</param>
public readonly record struct PersonId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => this.Value;
}

/// <summary>Who speaks, with what is known of them already, so that it is not asked again.</summary>
/// <param name="Id">Their identity.</param>
/// <param name="Name">The name to address them by, null where the channel gave none.</param>
/// <param name="Profile">Known facts by name: <c>email</c>, <c>employee_number</c>, <c>department</c>, <c>site</c>, <c>manager</c>…</param>
public sealed record Person(PersonId Id, string? Name, IReadOnlyDictionary<string, string> Profile)
{
    /// <summary>A person of whom only the id is known.</summary>
    public static Person Unknown(string id) => new(new PersonId(id), null, new Dictionary<string, string>());
}
