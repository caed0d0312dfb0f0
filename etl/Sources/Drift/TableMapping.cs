namespace Insight.Etl.Sources.Drift;

/// <summary>A code of the producer with the text that it had.</summary>
/// <param name="Code">The code.</param>
/// <param name="Label">The text beside it; null where the payload has codes only.</param>
public sealed record MappedCode(string Code, string? Label);

/// <summary>A variable of the producer, and which of its values are members of a breakdown.</summary>
/// <param name="Code">Code of the variable, vintage and all.</param>
/// <param name="Members">What the settings call a value → the value.</param>
public sealed record MappedVariable(string Code, IReadOnlyDictionary<string, MappedCode> Members);

/// <summary>What the words of a table's settings meant when the table was last loaded: the last good mapping.</summary>
/// <param name="Language">Language of the texts.</param>
/// <param name="Contents">What the settings call a content → the content.</param>
/// <param name="Breakdowns">Breakdown → variable.</param>
public sealed record TableMapping(
    string? Language, IReadOnlyDictionary<string, MappedCode> Contents, IReadOnlyDictionary<string, MappedVariable> Breakdowns);
