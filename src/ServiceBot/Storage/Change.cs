namespace ServiceBot.Storage;

/// <summary>Something that becomes true in the store; each capability derives its own.</summary>
public abstract record Change;
