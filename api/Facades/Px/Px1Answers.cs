using System.Text.Json.Serialization;

namespace Insight.Api.Facades.Px;

/// <summary>A database of PxWeb's first interface.</summary>
internal sealed record Px1DatabaseAnswer(string Dbid, string Text);

/// <summary>A folder (type l) or table (type t).</summary>
internal sealed record Px1ItemAnswer(string Id, string Type, string Text)
{
    /// <summary>When its figures last changed; of tables.</summary>
    public string? Updated { get; init; }
}

/// <summary>A table that a search found.</summary>
internal sealed record Px1FoundAnswer(string Id, string Path, string Title, double Score, string Published);

/// <summary>The limits of the interface.</summary>
internal sealed record Px1ConfigAnswer(int MaxValues, int MaxCells, int MaxCalls, int TimeWindow, [property: JsonPropertyName("CORS")] bool Cors);

/// <summary>What a table has.</summary>
internal sealed record Px1TableAnswer(string Title, IReadOnlyList<Px1VariableAnswer> Variables);

/// <summary>A variable with its values; members without a meaning are left out.</summary>
internal sealed record Px1VariableAnswer(string Code, string Text, IReadOnlyList<string> Values, IReadOnlyList<string> ValueTexts)
{
    /// <summary>True where the variable may be left out.</summary>
    public bool? Elimination { get; init; }

    /// <summary>True of the variable of periods.</summary>
    public bool? Time { get; init; }
}

/// <summary>A question.</summary>
/// <param name="Query">What is chosen of each variable.</param>
/// <param name="Response">The form of the answer.</param>
internal sealed record Px1Query(IReadOnlyList<Px1Variable>? Query, Px1Response? Response);

/// <summary>What is chosen of a variable.</summary>
internal sealed record Px1Variable(string? Code, Px1Filter? Selection);

/// <summary>How it is chosen: item, all, top, agg:… or vs:…, and with what.</summary>
internal sealed record Px1Filter(string? Filter, IReadOnlyList<string>? Values);

/// <summary>The form of the answer.</summary>
internal sealed record Px1Response(string? Format);
