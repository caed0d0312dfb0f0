using System.Globalization;

namespace Insight.Etl.Sources;

/// <summary>Something that is wrong in a source.yml.</summary>
/// <param name="Code">Stable code: SRC001 not YAML, SRC002 missing field, SRC003 unknown field, SRC004 wrong value, SRC005 unknown connector, SRC006 name taken, SRC007 wrong setting of the connector.</param>
/// <param name="File">The file, from the folder of sources on.</param>
/// <param name="Line">Line from 1.</param>
/// <param name="Message">What is wrong, with the value.</param>
/// <param name="Hint">What to do.</param>
public sealed record SourceProblem(string Code, string File, long Line, string Message, string Hint)
{
    /// <summary>One line: place, code, message, hint.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Code} {Message} {Hint}");
}

/// <summary>Sources are described wrongly; all problems of all of them at once.</summary>
public sealed class SourceCatalogException(IReadOnlyList<SourceProblem> problems)
    : FormatException($"{problems.Count} problem{(problems.Count == 1 ? "" : "s")} in the descriptions of sources:{string.Concat(problems.Select(p => "\n  " + p))}")
{
    /// <summary>What is wrong, by file and line.</summary>
    public IReadOnlyList<SourceProblem> Problems { get; } = problems;
}
