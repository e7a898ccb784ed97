using NodaTime;

namespace ServiceBot.Storage;

/// <summary>A step that somebody answers for. Steps are only ever added.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who: <c>api</c>, or the name that was given.</param>
/// <param name="Action">What was done, such as <c>model.promoted</c>.</param>
/// <param name="Subject">To what, such as <c>model 3</c>.</param>
/// <param name="Why">The reason given, null where none was asked for.</param>
public sealed record Audited(Instant At, string By, string Action, string Subject, string? Why) : Change;
