namespace Insight.Etl.Sources.PxFile;

/// <summary>One statement of a PX file's head: <c>KEYWORD[sv]("region","01")="a","b";</c>.</summary>
/// <param name="Keyword">The keyword.</param>
/// <param name="Language">Language in brackets, or null for the file's own.</param>
/// <param name="Of">What stands in parentheses: a variable, and perhaps a value of it.</param>
/// <param name="Values">The values; a text that goes on over several lines is one.</param>
internal sealed record PxStatement(string Keyword, string? Language, IReadOnlyList<string> Of, IReadOnlyList<string> Values);
