namespace ServiceBot.Messages;

/// <summary>What is wrong with a file that people edit, and how to mend it.</summary>
/// <param name="File">The file, as given by whoever read it.</param>
/// <param name="Line">Line in the file from 1; 0 where the whole file is meant.</param>
/// <param name="What">What is wrong, with what was found.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Fault(string File, int Line, string What, string Remedy)
{
    /// <summary>One line for a terminal or a log, clickable in editors.</summary>
    public override string ToString() => this.Line > 0 ? $"{this.File}:{this.Line}: {this.What} {this.Remedy}" : $"{this.File}: {this.What} {this.Remedy}";
}
